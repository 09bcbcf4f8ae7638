public import ScenarioLanguage

/// The elements of one kind by the names that a scenario gives them.
///
/// A reference is looked up in its own parent (its VPC) first, then everywhere; `PARENT/NAME` tells apart what shares a
/// name. Each look-up is a few hashes, whatever the number of elements.
public struct ReferenceIndex<Element: Hashable & Sendable>: Sendable {
    /// What a reference leads to.
    public enum Resolution: Hashable, Sendable {
        /// To this element.
        case found(Element)
        /// To several; the ways to tell them apart.
        case ambiguous([String])
        /// To none; the names most like it, the nearest first.
        case missing(nearest: [String])
    }

    private struct Candidate: Sendable {
        let element: Element
        let parent: String?
        let name: String

        var qualifiedName: String { parent.map { "\($0)/\(name)" } ?? name }
    }

    private var candidates: [Candidate] = []
    private var byName: [String: [Int]] = [:]
    private var byQualifiedName: [String: [Int]] = [:]

    /// An index without elements.
    public init() {}

    /// Enters an element under a name; an element may have several.
    public mutating func add(_ element: Element, named name: String, in parent: String? = nil) {
        let candidate = Candidate(element: element, parent: parent, name: name)
        byName[name, default: []].append(candidates.count)
        if parent != nil { byQualifiedName[candidate.qualifiedName, default: []].append(candidates.count) }
        candidates.append(candidate)
    }

    /// What `text` leads to where it is written in `parent`.
    public func resolve(_ text: String, from parent: String? = nil) -> Resolution {
        let named = byName[text] ?? []
        let own = parent.map { parent in named.filter { candidates[$0].parent == parent } } ?? []
        for found in [own, named, byQualifiedName[text] ?? []] {
            guard let first = found.first else { continue }
            let element = candidates[first].element
            if found.allSatisfy({ candidates[$0].element == element }) { return .found(element) }
            return .ambiguous(unique(found.map { candidates[$0].qualifiedName }))
        }
        return .missing(nearest: nearest(to: text))
    }

    /// The element that `text` leads to; `nil` if there is none or more than one.
    public func element(_ text: String, from parent: String? = nil) -> Element? {
        if case .found(let element) = resolve(text, from: parent) { element } else { nil }
    }

    /// The names most like `text`, written so that they are not ambiguous.
    private func nearest(to text: String) -> [String] {
        NearestNames.find(text, among: unique(candidates.flatMap { [$0.name, $0.qualifiedName] })).map { name in
            guard let found = byName[name], found.count > 1 else { return name }
            return candidates[found[0]].qualifiedName
        }
    }

    private func unique(_ names: [String]) -> [String] {
        var seen: Set<String> = []
        return names.filter { seen.insert($0).inserted }
    }
}

extension ReferenceIndex.Resolution {
    /// What to report of a reference that leads nowhere or to several things; `nil` for one that is in order.
    ///
    /// - Parameters:
    ///   - name: The reference as it was written.
    ///   - kind: What it should lead to, such as `subnet`.
    /// - Returns: The fault, or `nil`.
    public func fault(of name: String, kind: String) -> Diagnostic.Kind? {
        switch self {
        case .found: nil
        case .ambiguous(let candidates): .ambiguousReference(kind: kind, name: name, candidates: candidates)
        case .missing(let nearest): .danglingReference(kind: kind, name: name, nearest: nearest)
        }
    }
}

extension Scenario {
    /// Whether a reference leads to an element that was left out because it is faulty, so that it is no second error.
    public func isBroken(_ reference: String) -> Bool {
        guard !brokenNames.isEmpty else { return false }
        if brokenNames.contains(reference) { return true }
        return reference.split(separator: "/").contains { brokenNames.contains(String($0)) }
    }
}
