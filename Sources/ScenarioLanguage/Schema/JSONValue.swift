/// A JSON value whose objects keep their keys in order.
public indirect enum JSONValue: Hashable, Sendable {
    /// `null`.
    case null
    /// `true` or `false`.
    case bool(Bool)
    /// A whole number.
    case int(Int)
    /// A number with a fraction.
    case double(Double)
    /// A text.
    case string(String)
    /// A list.
    case array([JSONValue])
    /// A mapping, its keys in the order given.
    case object([Member])

    /// One key of an object and its value.
    public struct Member: Hashable, Sendable {
        /// The key.
        public let key: String
        /// Its value.
        public let value: JSONValue

        /// Makes a key with its value.
        public init(key: String, value: JSONValue) {
            self.key = key
            self.value = value
        }
    }

    /// An array of texts.
    public static func strings(_ texts: some Sequence<String>) -> JSONValue { .array(texts.map(JSONValue.string)) }

    /// An object with one more member at its end; anything else as it is.
    func with(_ key: String, _ value: JSONValue) -> JSONValue {
        guard case .object(let members) = self else { return self }
        return .object(members + [Member(key: key, value: value)])
    }

    /// The text, with two spaces for each level.
    func text(indentation: Int = 0) -> String {
        var text = ""
        write(to: &text, indentation: indentation)
        return text
    }

    private func write(to text: inout String, indentation: Int) {
        switch self {
        case .null: text += "null"
        case .bool(let value): text += value ? "true" : "false"
        case .int(let value): text += String(value)
        case .double(let value): text += value == value.rounded() ? String(Int(value)) : String(value)
        case .string(let value): Self.write(value, to: &text)
        case .array(let elements):
            // Lists of plain values, enumerations above all, are easier to read and to compare on one line.
            if elements.allSatisfy(\.isScalar) {
                text += "["
                for (index, element) in elements.enumerated() {
                    if index > 0 { text += ", " }
                    element.write(to: &text, indentation: indentation)
                }
                text += "]"
            } else {
                Self.write(elements.count, "[", "]", to: &text, indentation: indentation) { index, text in
                    elements[index].write(to: &text, indentation: indentation + 1)
                }
            }
        case .object(let members):
            Self.write(members.count, "{", "}", to: &text, indentation: indentation) { index, text in
                Self.write(members[index].key, to: &text)
                text += ": "
                members[index].value.write(to: &text, indentation: indentation + 1)
            }
        }
    }

    private var isScalar: Bool {
        switch self {
        case .array, .object: false
        default: true
        }
    }

    private static func write(
        _ count: Int, _ opening: String, _ closing: String, to text: inout String, indentation: Int,
        _ writeItem: (Int, inout String) -> Void
    ) {
        guard count > 0 else { return text += opening + closing }
        text += opening
        for index in 0..<count {
            text += index == 0 ? "\n" : ",\n"
            text += String(repeating: "  ", count: indentation + 1)
            writeItem(index, &text)
        }
        text += "\n" + String(repeating: "  ", count: indentation) + closing
    }

    private static func write(_ value: String, to text: inout String) {
        text += "\""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\t": text += "\\t"
            case "\r": text += "\\r"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }
}

extension JSONValue: ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral, ExpressibleByStringLiteral,
    ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral
{
    /// Makes an object with its keys in the order written.
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        self = .object(elements.map { Member(key: $0.0, value: $0.1) })
    }

    /// Makes a list.
    public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }

    /// Makes a text.
    public init(stringLiteral value: String) { self = .string(value) }

    /// Makes a whole number.
    public init(integerLiteral value: Int) { self = .int(value) }

    /// Makes `true` or `false`.
    public init(booleanLiteral value: Bool) { self = .bool(value) }
}
