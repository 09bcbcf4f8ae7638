/// Reads a file and those that it extends into one tree.
struct DocumentLoader: ~Copyable {
    private(set) var diagnostics: [Diagnostic] = []
    private let load: (String) -> Result<[UInt8], LoadFailure>

    /// The most files that extend each other.
    static let maximumDepth = 16

    init(_ load: @escaping (String) -> Result<[UInt8], LoadFailure>) { self.load = load }

    /// The tree of a file with its base merged in and its own `set` applied; `nil` if there is none.
    ///
    /// `chain` has the files that led here, the file itself included.
    mutating func tree(_ bytes: [UInt8], file: String, chain: [String]) -> YAMLNode? {
        let source = SourceFile(name: file)
        let document = YAMLComposer.compose(bytes, file: source)
        diagnostics += document.diagnostics
        guard let root = document.root else { return nil }
        guard root.scalar?.isNull != true else {
            report(.emptyDocument, at: root.mark, key: nil)
            return nil
        }
        guard case .mapping(let entries) = root.content else {
            let input = DecodingInput(node: root, parent: .root, step: .key(""))
            report(
                .wrongType(expected: "a mapping that begins with version: 1", found: input.phrase), at: root.mark,
                key: nil)
            return nil
        }
        var own = entries
        let extends = Self.remove("extends", from: &own)
        let set = Self.remove("set", from: &own)
        var tree = YAMLNode(.mapping(own), mark: root.mark)
        if let extends, let base = base(extends.value, file: file, chain: chain) {
            tree = Self.merged(base, tree)
        }
        if let set { tree = edited(tree, by: set.value) }
        return tree
    }

    /// The tree with the changes of a `set` mapping; one that cannot be made is reported and left out.
    private mutating func edited(_ tree: YAMLNode, by set: YAMLNode) -> YAMLNode {
        guard case .mapping(let entries) = set.content else {
            let input = DecodingInput(node: set, parent: .root, step: .key("set"))
            report(.wrongType(expected: "a mapping of paths to values", found: input.phrase), at: set.mark, key: "set")
            return tree
        }
        return Self.edited(tree, by: entries.map(TreeEdit.init), keyPath: "set", &diagnostics)
    }

    /// The tree with the changes, in order; one that cannot be made is reported and left out.
    static func edited(
        _ tree: YAMLNode, by edits: [TreeEdit], keyPath: String, _ diagnostics: inout [Diagnostic]
    ) -> YAMLNode {
        var tree = tree
        for edit in edits {
            do throws(TreeEdit.Fault) {
                tree = try edit.applied(to: tree)
            } catch {
                diagnostics.append(Diagnostic(error.kind, at: edit.mark.location, keyPath: keyPath))
            }
        }
        return tree
    }

    private mutating func base(_ value: YAMLNode, file: String, chain: [String]) -> YAMLNode? {
        guard let scalar = value.scalar, !scalar.isNull, !scalar.text.isEmpty, scalar.boolean == nil, !scalar.isNumber
        else {
            let input = DecodingInput(node: value, parent: .root, step: .key("extends"))
            report(.wrongType(expected: "a path", found: input.phrase), at: value.mark, key: "extends")
            return nil
        }
        let path = DeclaredPath(text: scalar.text, file: file).resolved
        let names = chain.map(Self.normalized)
        if let first = names.firstIndex(of: Self.normalized(path)) {
            report(.extendsCycle(chain[first...] + [path]), at: value.mark, key: "extends")
            return nil
        }
        guard chain.count < Self.maximumDepth else {
            report(.extendsTooDeep(limit: Self.maximumDepth), at: value.mark, key: "extends")
            return nil
        }
        switch load(path) {
        case .success(let bytes): return tree(bytes, file: path, chain: chain + [path])
        case .failure(let failure):
            report(.unreadableFile(path, reason: failure.reason), at: value.mark, key: "extends")
            return nil
        }
    }

    private mutating func report(_ kind: Diagnostic.Kind, at mark: SourceMark, key: String?) {
        diagnostics.append(Diagnostic(kind, at: mark.location, keyPath: key ?? ""))
    }

    private static func remove(_ key: String, from entries: inout [YAMLEntry]) -> YAMLEntry? {
        guard let position = entries.firstIndex(where: { $0.key == key }) else { return nil }
        return entries.remove(at: position)
    }

    /// `own` laid over `base`: mappings key by key, anything else is replaced, null takes a key away.
    private static func merged(_ base: YAMLNode, _ own: YAMLNode) -> YAMLNode {
        guard case .mapping(let baseEntries) = base.content, case .mapping(let ownEntries) = own.content else {
            return own
        }
        var positions: [String: Int] = [:]
        var entries = baseEntries.map(Optional.some)
        for (position, entry) in baseEntries.enumerated() { positions[entry.key] = position }
        for entry in ownEntries {
            guard let position = positions[entry.key] else {
                entries.append(entry)
                continue
            }
            if entry.value.scalar?.isNull == true {
                entries[position] = nil
            } else {
                let value = merged(baseEntries[position].value, entry.value)
                entries[position] = YAMLEntry(key: entry.key, keyMark: entry.keyMark, value: value)
            }
        }
        return YAMLNode(.mapping(entries.compactMap(\.self)), mark: own.mark)
    }

    /// A path without `.` and, where it can be told, without `..`.
    private static func normalized(_ path: String) -> String {
        var parts: [Substring] = []
        for part in path.split(separator: "/", omittingEmptySubsequences: true) {
            if part == "..", let last = parts.last, last != ".." {
                parts.removeLast()
            } else if part != "." {
                parts.append(part)
            }
        }
        return (path.utf8.first == UInt8(ascii: "/") ? "/" : "") + parts.joined(separator: "/")
    }
}
