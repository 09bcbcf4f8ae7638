private import CYaml

/// The events of one YAML text: the owner of a libyaml parser.
///
/// This is libyaml's own event interface, which Yams ships, and not `Yams.compose`: that one hashes whole keys to find
/// duplicates, which takes exponential time when a key is an alias of aliases, and stops at the first duplicate.
@safe struct YAMLEventStream: ~Copyable {
    /// On the heap, because libyaml keeps pointers into it.
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    /// What the parser reads; libyaml keeps the pointer, so it lives as long as the parser.
    private let input: UnsafeMutableBufferPointer<UInt8>

    /// Begins to parse `bytes`, which must be UTF-8 without characters that YAML forbids.
    init(_ bytes: ArraySlice<UInt8>) {
        unsafe parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
        // libyaml takes no null pointer, which an empty buffer may have.
        unsafe input = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: max(bytes.count, 1))
        _ = unsafe input.initialize(from: bytes)
        let status = unsafe yaml_parser_initialize(parser)
        precondition(status == 1, "libyaml has memory for a parser.")
        unsafe yaml_parser_set_input_string(parser, input.baseAddress, bytes.count)
        unsafe yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    }

    deinit {
        unsafe yaml_parser_delete(parser)
        unsafe parser.deallocate()
        unsafe input.deallocate()
    }

    /// The next event; after the end of the stream it is not to be called again.
    mutating func next() throws(YAMLSyntaxError) -> YAMLEvent {
        var event = unsafe yaml_event_t()
        guard unsafe yaml_parser_parse(parser, &event) == 1 else { throw error }
        defer { unsafe yaml_event_delete(&event) }
        let line = unsafe event.start_mark.line
        let column = unsafe event.start_mark.column
        switch unsafe event.type {
        case YAML_DOCUMENT_START_EVENT: return YAMLEvent(kind: .documentStart, line: line, column: column)
        case YAML_DOCUMENT_END_EVENT: return YAMLEvent(kind: .documentEnd, line: line, column: column)
        case YAML_SEQUENCE_END_EVENT: return YAMLEvent(kind: .sequenceEnd, line: line, column: column)
        case YAML_MAPPING_END_EVENT: return YAMLEvent(kind: .mappingEnd, line: line, column: column)
        case YAML_ALIAS_EVENT:
            let name = unsafe Self.text(event.data.alias.anchor) ?? ""
            return YAMLEvent(kind: .alias(name), line: line, column: column)
        case YAML_SCALAR_EVENT:
            let scalar = unsafe YAMLScalar(
                text: Self.text(event.data.scalar.value, length: event.data.scalar.length),
                isPlain: event.data.scalar.style == YAML_PLAIN_SCALAR_STYLE)
            return unsafe YAMLEvent(
                kind: .scalar(scalar), anchor: Self.text(event.data.scalar.anchor),
                tag: Self.text(event.data.scalar.tag), line: line, column: column)
        case YAML_SEQUENCE_START_EVENT:
            return unsafe YAMLEvent(
                kind: .sequenceStart, anchor: Self.text(event.data.sequence_start.anchor),
                tag: Self.text(event.data.sequence_start.tag), line: line, column: column)
        case YAML_MAPPING_START_EVENT:
            return unsafe YAMLEvent(
                kind: .mappingStart, anchor: Self.text(event.data.mapping_start.anchor),
                tag: Self.text(event.data.mapping_start.tag), line: line, column: column)
        case YAML_STREAM_START_EVENT: return YAMLEvent(kind: .streamStart, line: line, column: column)
        default: return YAMLEvent(kind: .streamEnd, line: line, column: column)
        }
    }

    private var error: YAMLSyntaxError {
        let state = unsafe parser.pointee
        return unsafe YAMLSyntaxError(
            problem: state.problem.map { unsafe String(cString: $0) } ?? "no memory is left",
            context: state.context.map { unsafe String(cString: $0) } ?? "",
            place: .init(line: state.problem_mark.line, column: state.problem_mark.column),
            contextPlace: .init(line: state.context_mark.line, column: state.context_mark.column))
    }

    private static func text(_ pointer: UnsafeMutablePointer<UInt8>?) -> String? {
        unsafe pointer.map { unsafe String(cString: $0) }
    }

    private static func text(_ pointer: UnsafeMutablePointer<UInt8>?, length: Int) -> String {
        unsafe String(decoding: UnsafeBufferPointer(start: pointer, count: length), as: UTF8.self)
    }
}
