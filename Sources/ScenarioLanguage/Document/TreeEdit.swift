/// One change of a document: a path with its new value, or null to remove what is there.
struct TreeEdit {
    /// The path as it was written.
    let path: String
    /// Where the path was written.
    let mark: SourceMark
    let value: YAMLNode

    /// Why a change cannot be made.
    struct Fault: Error {
        let kind: Diagnostic.Kind
    }

    init(_ entry: YAMLEntry) {
        self.init(path: entry.key, mark: entry.keyMark, value: entry.value)
    }

    init(path: String, mark: SourceMark, value: YAMLNode) {
        self.path = path
        self.mark = mark
        self.value = value
    }

    /// A copy of `root` with the change; all that is not on the path is shared.
    func applied(to root: YAMLNode) throws(Fault) -> YAMLNode {
        let steps: [EditPath.Step]
        do throws(EditPath.Fault) {
            steps = try EditPath(path).steps
        } catch {
            throw Fault(kind: .badPath(path, reason: error.reason))
        }
        return try changed(root, steps[...], at: KeyPlace.root) ?? root
    }

    /// The key of the scenario that the change is made to, if that is what is asked rather than what there is.
    var question: String? {
        guard case .key(let key)? = try? EditPath(path).steps.first else { return nil }
        return ["version", "timeline", "lookups", "connections", "expect"].contains(key) ? key : nil
    }

    private var removes: Bool { value.scalar?.isNull == true }

    /// What takes the place of `node`; `nil` if it is removed.
    private func changed(
        _ node: YAMLNode?, _ steps: ArraySlice<EditPath.Step>, at place: KeyPlace
    ) throws(Fault) -> YAMLNode? {
        guard let step = steps.first else { return removes ? nil : value }
        // A key without a value is there in name only.
        let node = node?.scalar?.isNull == true ? nil : node
        let rest = steps.dropFirst()
        switch step {
        case .key(let key): return try changed(node, key: key, rest, at: place)
        case .append: return try appended(to: node, at: place)
        case .name, .index:
            let list = try elements(of: node, at: place)
            let index = try index(of: step, in: list, at: place)
            var elements = list.elements
            let element = try changed(elements[index], rest, at: KeyPlace(.element(index, elements[index]), in: place))
            if let element { elements[index] = element } else { elements.remove(at: index) }
            return YAMLNode(.sequence(elements), mark: list.mark)
        }
    }

    private func changed(
        _ node: YAMLNode?, key: String, _ rest: ArraySlice<EditPath.Step>, at place: KeyPlace
    ) throws(Fault) -> YAMLNode {
        var entries: [YAMLEntry] = []
        if let node {
            guard case .mapping(let present) = node.content else {
                let isList = if case .sequence = node.content { true } else { false }
                throw Fault(
                    kind: .badPath(
                        path,
                        reason: isList
                            ? "\(place.text) is a list: pick an element, as in \(place.text)[NAME]"
                            : "\(place.text) is no mapping"))
            }
            entries = present
        }
        let keyPlace = KeyPlace(.key(key), in: place)
        guard let position = entries.firstIndex(where: { $0.key == key }) else {
            guard !removes else {
                throw Fault(
                    kind: .noSuchElement(
                        keyPlace.text, nearest: Similarity.nearest(to: key, among: entries.map(\.key), limit: 1)))
            }
            if let added = try changed(nil, rest, at: keyPlace) {
                entries.append(YAMLEntry(key: key, keyMark: mark, value: added))
            }
            return YAMLNode(.mapping(entries), mark: node?.mark ?? mark)
        }
        let entry = entries[position]
        if let changed = try changed(entry.value, rest, at: keyPlace) {
            // A value that is replaced takes its key's place along, so that both name the same file.
            let keyMark = rest.isEmpty ? mark : entry.keyMark
            entries[position] = YAMLEntry(key: key, keyMark: keyMark, value: changed)
        } else {
            entries.remove(at: position)
        }
        return YAMLNode(.mapping(entries), mark: node?.mark ?? mark)
    }

    private func appended(to node: YAMLNode?, at place: KeyPlace) throws(Fault) -> YAMLNode {
        guard !removes else { throw Fault(kind: .badPath(path, reason: "there is nothing to append")) }
        let list = node == nil ? List(elements: [], mark: mark) : try elements(of: node, at: place)
        let added = if case .sequence(let values) = value.content { values } else { [value] }
        return YAMLNode(.sequence(list.elements + added), mark: list.mark)
    }

    private struct List {
        let elements: [YAMLNode]
        let mark: SourceMark
    }

    private func elements(of node: YAMLNode?, at place: KeyPlace) throws(Fault) -> List {
        guard let node else { throw Fault(kind: .noSuchElement(place.text, nearest: [])) }
        guard case .sequence(let elements) = node.content else {
            throw Fault(kind: .badPath(path, reason: "\(place.text) is no list"))
        }
        return List(elements: elements, mark: node.mark)
    }

    private func index(of step: EditPath.Step, in list: List, at place: KeyPlace) throws(Fault) -> Int {
        guard case .name(let name) = step else {
            guard case .index(let index) = step, list.elements.indices.contains(index) else {
                let index = if case .index(let index) = step { String(index) } else { "" }
                throw Fault(kind: .noSuchElement("\(place.text)[\(index)]", nearest: []))
            }
            return index
        }
        // An id is there to tell elements of one name apart, so it goes first.
        for key in ["id", "name"] {
            let found = list.elements.indices.filter { list.elements[$0][key]?.scalar?.text == name }
            if let index = try single(found, name, in: list, at: place) { return index }
        }
        let texts = list.elements.indices.filter { list.elements[$0].scalar?.text == name }
        if let index = try single(texts, name, in: list, at: place) { return index }
        let canonical = Uniqueness.canonical(name)
        let alike = list.elements.indices.filter {
            list.elements[$0].elementName.map(Uniqueness.canonical) == canonical
        }
        if let index = try single(alike, name, in: list, at: place) { return index }
        let names = list.elements.compactMap { $0.elementName ?? $0.scalar?.text }
        throw Fault(
            kind: .noSuchElement(
                "\(place.text)[\(PathText.element(name))]", nearest: Similarity.nearest(to: name, among: names)))
    }

    private func single(_ found: [Int], _ name: String, in list: List, at place: KeyPlace) throws(Fault) -> Int? {
        guard found.count > 1 else { return found.first }
        let candidates = found.map { index in
            let id = list.elements[index]["id"]?.scalar?.text
            return "\(place.text)[\(id.map(PathText.element) ?? String(index))]"
        }
        throw Fault(kind: .ambiguousReference(kind: "element", name: name, candidates: candidates))
    }
}
