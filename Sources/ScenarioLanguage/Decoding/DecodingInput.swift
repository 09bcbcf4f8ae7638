/// A value to decode, with its place in the document.
struct DecodingInput {
    let node: YAMLNode
    let parent: KeyPlace
    let step: KeyPlace.Step

    /// The place of the value; made on demand, since most values are right and most are scalars.
    var place: KeyPlace { KeyPlace(step, in: parent) }

    /// The scalar that the value is, unless it is null.
    var scalar: YAMLScalar? { node.scalar.flatMap { $0.isNull ? nil : $0 } }

    /// The value as a phrase of a message, such as `a list` or `the number 5`.
    var phrase: String {
        switch node.content {
        case .sequence: return "a list"
        case .mapping: return "a mapping"
        case .scalar(let scalar):
            if scalar.isNull { return "nothing" }
            if scalar.isPlain, scalar.boolean != nil { return scalar.text }
            if scalar.isPlain, scalar.isNumber { return "the number \(scalar.text)" }
            return "the text \(Diagnostic.quote(scalar.text))"
        }
    }
}

extension YAMLScalar {
    /// The boolean that it is (YAML 1.2 core schema), or `nil`; `yes` and `no` are texts.
    var boolean: Bool? {
        guard isPlain else { return nil }
        switch text {
        case "true", "True", "TRUE": return true
        case "false", "False", "FALSE": return false
        default: return nil
        }
    }

    /// The whole number that it is, or `nil`; in quotes it is a text.
    var integer: Int? { isPlain && isDecimal ? Int(text) : nil }

    /// Whether it is a number: a whole one or one with a fraction.
    var isNumber: Bool { isPlain && (isDecimal || number != nil) }

    /// The number that it is, or `nil`.
    var number: Double? {
        let isNumeric = text.utf8.contains { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        guard isPlain, isNumeric, text.utf8.allSatisfy({ "0123456789.eE+-".utf8.contains($0) }) else { return nil }
        return Double(text)
    }

    private var isDecimal: Bool {
        var digits = text.utf8[...]
        if digits.first == UInt8(ascii: "-") || digits.first == UInt8(ascii: "+") { digits = digits.dropFirst() }
        return !digits.isEmpty && digits.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }
}
