/// An event of a YAML stream, copied out of the parser's memory.
struct YAMLEvent: Sendable {
    enum Kind: Sendable {
        case streamStart
        case streamEnd
        case documentStart
        case documentEnd
        case alias(String)
        case scalar(YAMLScalar)
        case sequenceStart
        case sequenceEnd
        case mappingStart
        case mappingEnd
    }

    let kind: Kind
    /// The anchor without its `&`.
    var anchor: String?
    /// The tag in full, such as `tag:yaml.org,2002:str`.
    var tag: String?
    /// From 0.
    let line: Int
    /// From 0, in Unicode scalars.
    let column: Int
}

/// Why the YAML parser gave up, in libyaml's words.
struct YAMLSyntaxError: Error, Sendable {
    /// A position in the text.
    struct Place: Sendable {
        /// From 0.
        let line: Int
        /// From 0, in Unicode scalars.
        let column: Int
    }

    let problem: String
    /// What was being parsed, or empty.
    let context: String
    /// Where the parser stood.
    let place: Place
    /// Where that which was being parsed begins.
    let contextPlace: Place
}
