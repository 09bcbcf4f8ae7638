import ScenarioLanguage

/// Writes JSON values as text: on one line, or indented with what fits into a line kept together.
struct JSONText {
    /// The widest line that holds a whole array or object.
    static let lineWidth = 120

    private(set) var text = ""

    /// The value on one line without spaces, as each line of ndjson has it.
    static func compact(_ value: JSONValue) -> String {
        var writer = JSONText()
        writer.append(value, spaces: false)
        return writer.text
    }

    /// The value over several lines, each after the first indented by `indent` columns and more; `used` are those already
    /// taken of the first line.
    static func pretty(_ value: JSONValue, indent: Int = 0, used: Int = 0) -> String {
        var writer = JSONText()
        writer.appendIndented(value, indent: indent, used: used)
        return writer.text
    }

    private mutating func appendIndented(_ value: JSONValue, indent: Int, used: Int) {
        var room = Self.lineWidth - used
        if Self.fits(value, &room) { return append(value, spaces: true) }
        let inner = String(repeating: " ", count: indent + 2)
        let outer = String(repeating: " ", count: indent)
        switch value {
        case .array(let elements):
            text += "["
            for (index, element) in elements.enumerated() {
                text += index == 0 ? "\n" : ",\n"
                text += inner
                appendIndented(element, indent: indent + 2, used: indent + 2)
            }
            text += "\n\(outer)]"
        case .object(let members):
            text += "{"
            for (index, member) in members.enumerated() {
                text += index == 0 ? "\n" : ",\n"
                text += inner
                append(string: member.key)
                text += ": "
                appendIndented(member.value, indent: indent + 2, used: indent + 4 + member.key.utf8.count + 2)
            }
            text += "\n\(outer)}"
        case .null, .bool, .int, .double, .string:
            append(value, spaces: true)
        }
    }

    /// Takes the width of the value on one line off `room`; `false` as soon as there is none left.
    private static func fits(_ value: JSONValue, _ room: inout Int) -> Bool {
        switch value {
        case .null, .bool, .int, .double: room -= 6
        case .string(let string): room -= string.utf8.count + 2
        case .array(let elements):
            room -= 2
            for element in elements {
                room -= 2
                guard fits(element, &room) else { return false }
            }
        case .object(let members):
            room -= 4
            for member in members {
                room -= member.key.utf8.count + 6
                guard fits(member.value, &room) else { return false }
            }
        }
        return room >= 0
    }

    private mutating func append(_ value: JSONValue, spaces: Bool) {
        switch value {
        case .null: text += "null"
        case .bool(let bool): text += bool ? "true" : "false"
        case .int(let integer): text += String(integer)
        case .double(let number): text += number.isFinite ? String(number) : "null"
        case .string(let string): append(string: string)
        case .array(let elements):
            text += "["
            for (index, element) in elements.enumerated() {
                if index > 0 { text += spaces ? ", " : "," }
                append(element, spaces: spaces)
            }
            text += "]"
        case .object(let members):
            if members.isEmpty { return text += "{}" }
            text += spaces ? "{ " : "{"
            for (index, member) in members.enumerated() {
                if index > 0 { text += spaces ? ", " : "," }
                append(string: member.key)
                text += spaces ? ": " : ":"
                append(member.value, spaces: spaces)
            }
            text += spaces ? " }" : "}"
        }
    }

    /// A string between quotation marks; characters outside ASCII stay as they are (RFC 8259 section 7).
    private mutating func append(string: String) {
        text += "\""
        if string.utf8.allSatisfy({ $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }) {
            text += string
        } else {
            for scalar in string.unicodeScalars { append(escaped: scalar) }
        }
        text += "\""
    }

    private mutating func append(escaped scalar: Unicode.Scalar) {
        switch scalar {
        case "\"": text += #"\""#
        case "\\": text += #"\\"#
        case "\n": text += #"\n"#
        case "\r": text += #"\r"#
        case "\t": text += #"\t"#
        case _ where scalar.value < 0x20:
            let digits = String(scalar.value, radix: 16)
            text += #"\u"# + String(repeating: "0", count: 4 - digits.count) + digits
        default: text.unicodeScalars.append(scalar)
        }
    }
}
