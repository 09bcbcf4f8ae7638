/// Makes a document of a YAML text: nodes with their positions, aliases shared, duplicate keys reported.
///
/// No text can make it run out of time, stack or memory: see `YAMLLimits`.
struct YAMLComposer: ~Copyable {
    /// What came out of a text.
    struct Document: Sendable {
        /// The root, or `nil` if the text is too broken for one.
        let root: YAMLNode?
        let diagnostics: [Diagnostic]
    }

    private var events: YAMLEventStream
    private let text: YAMLText
    private let file: SourceFile
    private let firstColumn: Int
    private var anchors: [String: Anchor] = [:]
    private var diagnostics: [Diagnostic] = []
    private var path: [PathStep] = []
    private var nodeCount = 0
    private var aliasedCount = 0

    private enum Anchor {
        /// Its node is still being read, so that an alias would contain itself.
        case open
        case closed(YAMLNode)
    }

    private enum PathStep {
        case key(String)
        case index(Int)
    }

    /// Reads the one document of a text, which stands behind `column` columns; its root may be null.
    static func compose(_ bytes: [UInt8], file: SourceFile, column: Int = 0) -> Document {
        do throws(YAMLAbort) {
            let text = try YAMLText(bytes, file: file)
            var composer = YAMLComposer(text, file: file, column: column)
            return composer.document()
        } catch {
            return Document(root: nil, diagnostics: [Diagnostic(error.kind, at: error.mark.location, keyPath: "")])
        }
    }

    private init(_ text: YAMLText, file: SourceFile, column: Int) {
        firstColumn = column
        events = YAMLEventStream(text.bytes)
        self.text = text
        self.file = file
    }

    private mutating func document() -> Document {
        do throws(YAMLAbort) {
            var root: YAMLNode?
            var event = try next()
            while true {
                switch event.kind {
                case .streamStart, .documentEnd: break
                case .documentStart:
                    guard root == nil else { throw YAMLAbort(.severalDocuments, at: mark(event)) }
                    root = try node(try next(), depth: 1)
                case .streamEnd:
                    guard let root else { throw YAMLAbort(.emptyDocument, at: mark(line: 0, column: 0)) }
                    return Document(root: root, diagnostics: diagnostics)
                case .alias, .scalar, .sequenceStart, .sequenceEnd, .mappingStart, .mappingEnd:
                    preconditionFailure("libyaml yields values inside documents alone.")
                }
                event = try next()
            }
        } catch {
            report(error.kind, at: error.mark)
            return Document(root: nil, diagnostics: diagnostics)
        }
    }

    private mutating func node(_ event: YAMLEvent, depth: Int) throws(YAMLAbort) -> YAMLNode {
        let mark = mark(event)
        guard depth <= YAMLLimits.nesting else {
            throw YAMLAbort(.nestedTooDeep(limit: YAMLLimits.nesting), at: mark)
        }
        nodeCount += 1
        guard nodeCount <= YAMLLimits.nodes else { throw YAMLAbort(.tooManyValues(limit: YAMLLimits.nodes), at: mark) }
        if let anchor = event.anchor { anchors[anchor] = .open }
        let node: YAMLNode
        switch event.kind {
        case .alias(let name): return try alias(name, at: mark, depth: depth)
        case .scalar(let scalar): node = YAMLNode(.scalar(tagged(scalar, event.tag, at: mark)), mark: mark)
        case .sequenceStart:
            checkTag(event.tag, is: "seq", at: mark)
            node = YAMLNode(.sequence(try elements(depth: depth)), mark: mark)
        case .mappingStart:
            checkTag(event.tag, is: "map", at: mark)
            node = YAMLNode(.mapping(try entries(depth: depth)), mark: mark)
        case .streamStart, .streamEnd, .documentStart, .documentEnd, .sequenceEnd, .mappingEnd:
            preconditionFailure("libyaml yields a value where it announced one.")
        }
        if let anchor = event.anchor { anchors[anchor] = .closed(node) }
        return node
    }

    private mutating func alias(_ name: String, at mark: SourceMark, depth: Int) throws(YAMLAbort) -> YAMLNode {
        switch anchors[name] {
        case nil: throw YAMLAbort(.unknownAlias(name), at: mark)
        case .open: throw YAMLAbort(.recursiveAlias(name), at: mark)
        case .closed(let node):
            aliasedCount += node.expandedCount
            guard aliasedCount <= YAMLLimits.expandedNodes else {
                throw YAMLAbort(.tooManyAliases(limit: YAMLLimits.expandedNodes), at: mark)
            }
            guard depth - 1 + node.height <= YAMLLimits.nesting else {
                throw YAMLAbort(.nestedTooDeep(limit: YAMLLimits.nesting), at: mark)
            }
            return node
        }
    }

    private mutating func elements(depth: Int) throws(YAMLAbort) -> [YAMLNode] {
        var elements: [YAMLNode] = []
        while true {
            let event = try next()
            if case .sequenceEnd = event.kind { return elements }
            path.append(.index(elements.count))
            elements.append(try node(event, depth: depth + 1))
            path.removeLast()
        }
    }

    private mutating func entries(depth: Int) throws(YAMLAbort) -> [YAMLEntry] {
        var entries = YAMLEntryList()
        var merges: [YAMLNode] = []
        while true {
            let event = try next()
            if case .mappingEnd = event.kind { break }
            let keyNode = try node(event, depth: depth + 1)
            // The event's place, not the node's: an alias as a key stands where it is used.
            let keyMark = mark(event)
            guard let scalar = keyNode.scalar else {
                report(.keyIsNotText, at: keyMark)
                _ = try node(try next(), depth: depth + 1)
                continue
            }
            path.append(.key(scalar.text))
            let value = try node(try next(), depth: depth + 1)
            if scalar.isPlain, scalar.text == "<<" {
                merges.append(value)
            } else if let first = entries.append(YAMLEntry(key: scalar.text, keyMark: keyMark, value: value)) {
                report(.duplicateKey(scalar.text, first: first.keyMark.location), at: keyMark)
            }
            path.removeLast()
        }
        for merge in merges { self.merge(merge, into: &entries) }
        return entries.entries
    }

    /// Takes over what `source`, a mapping or a list of them, has and `entries` does not; earlier ones win.
    private mutating func merge(_ source: YAMLNode, into entries: inout YAMLEntryList) {
        switch source.content {
        case .mapping(let others):
            for entry in others { entries.append(entry) }
        case .sequence(let sources):
            for source in sources {
                if case .mapping(let others) = source.content {
                    for entry in others { entries.append(entry) }
                } else {
                    report(.badMergeKey, at: source.mark)
                }
            }
        case .scalar: report(.badMergeKey, at: source.mark)
        }
    }

    // MARK: - Tags

    private static let tagPrefix = "tag:yaml.org,2002:"

    /// A scalar with its tag taken into account: `!!str` and `!` make a text of anything.
    private mutating func tagged(_ scalar: YAMLScalar, _ tag: String?, at mark: SourceMark) -> YAMLScalar {
        switch tag {
        case nil, "?": return scalar
        case "!", "\(Self.tagPrefix)str": return YAMLScalar(text: scalar.text, isPlain: false)
        case let tag?:
            for name in ["null", "bool", "int", "float"] where tag == Self.tagPrefix + name { return scalar }
            report(.unknownTag(Self.short(tag)), at: mark)
            return scalar
        }
    }

    private mutating func checkTag(_ tag: String?, is name: String, at mark: SourceMark) {
        guard let tag, tag != "!", tag != Self.tagPrefix + name else { return }
        report(.unknownTag(Self.short(tag)), at: mark)
    }

    /// The tag as it is usually written: `!!set` for one of YAML's own.
    private static func short(_ tag: String) -> String {
        tag.utf8.starts(with: tagPrefix.utf8) ? "!!" + tag.dropFirst(tagPrefix.count) : tag
    }

    // MARK: - Events and diagnostics

    private mutating func next() throws(YAMLAbort) -> YAMLEvent {
        do throws(YAMLSyntaxError) {
            return try events.next()
        } catch {
            let explained = text.explain(error)
            throw YAMLAbort(explained.kind, at: mark(line: explained.place.line, column: explained.place.column))
        }
    }

    private func mark(_ event: YAMLEvent) -> SourceMark { mark(line: event.line, column: event.column) }

    private func mark(line: Int, column: Int) -> SourceMark {
        let column = line == 0 ? firstColumn + column : column
        return SourceMark(file: file, line: Int32(clamping: line + 1), column: Int32(clamping: column + 1))
    }

    private mutating func report(_ kind: Diagnostic.Kind, at mark: SourceMark) {
        var place = KeyPlace.root
        for step in path {
            switch step {
            case .key(let key): place = KeyPlace(.key(key), in: place)
            case .index(let index): place = KeyPlace(.element(index, nil), in: place)
            }
        }
        diagnostics.append(Diagnostic(kind, at: mark.location, keyPath: place.text))
    }
}
