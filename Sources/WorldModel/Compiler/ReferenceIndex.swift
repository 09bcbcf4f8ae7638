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
        let label: String?

        var qualifiedName: String { parent.map { "\($0)/\(name)" } ?? name }
    }

    private var candidates: [Candidate] = []
    private var byName: [String: [Int]] = [:]
    private var byQualifiedName: [String: [Int]] = [:]

    /// An index without elements.
    public init() {}

    /// Enters an element under a name; an element may have several.
    ///
    /// - Parameters:
    ///   - element: The element.
    ///   - name: Its name.
    ///   - parent: The name of the VPC or network that it belongs to.
    ///   - label: What it is, in an index of several kinds of thing; tells apart what shares parent and name.
    public mutating func add(
        _ element: Element, named name: String, in parent: String? = nil, as label: String? = nil
    ) {
        let candidate = Candidate(element: element, parent: parent, name: name, label: label)
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
            let ways = waysToTellApart(found)
            // Siblings of one name are an error of their own; a reference to them is no second one.
            return ways.count == 1 ? .found(element) : .ambiguous(ways)
        }
        return .missing(nearest: nearest(to: text))
    }

    /// What `text` leads to if it has to be something in `parent`.
    public func resolve(_ text: String, within parent: String) -> Resolution {
        for found in [byName[text] ?? [], byQualifiedName[text] ?? []] {
            if let index = found.first(where: { candidates[$0].parent == parent }) {
                return .found(candidates[index].element)
            }
        }
        let own = candidates.filter { $0.parent == parent }.map(\.name)
        return .missing(nearest: Similarity.nearest(to: text, among: unique(own)))
    }

    private func waysToTellApart(_ found: [Int]) -> [String] {
        let names = unique(found.map { candidates[$0].qualifiedName })
        if names.count > 1 { return names }
        return unique(found.map { [candidates[$0].label, names[0]].compactMap(\.self).joined(separator: " ") })
    }

    /// The element that `text` leads to; `nil` if there is none or more than one.
    public func element(_ text: String, from parent: String? = nil) -> Element? {
        if case .found(let element) = resolve(text, from: parent) { element } else { nil }
    }

    /// The names most like `text`, written so that they are not ambiguous.
    private func nearest(to text: String) -> [String] {
        Similarity.nearest(to: text, among: unique(candidates.flatMap { [$0.name, $0.qualifiedName] })).map { name in
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
