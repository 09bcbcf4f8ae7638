public import ScenarioLanguage

/// JSON on one line, as the query log and the control socket write it.
struct JSONLine {
    /// What was written so far, in UTF-8.
    private(set) var octets: [UInt8] = []

    /// A value on a line of its own, without the line's end.
    init(_ value: JSONValue) { append(value) }

    /// Nothing yet.
    init() {}

    /// Appends text that is JSON already.
    mutating func append(raw text: StaticString) {
        unsafe octets.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Appends a string in quotation marks; what stands for characters in it is escaped where it must be.
    mutating func append(quoted text: some Sequence<UInt8>) {
        octets.append(UInt8(ascii: "\""))
        for octet in text {
            switch octet {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                octets.append(UInt8(ascii: "\\"))
                octets.append(octet)
            case UInt8(ascii: "\n"): append(raw: #"\n"#)
            case UInt8(ascii: "\r"): append(raw: #"\r"#)
            case UInt8(ascii: "\t"): append(raw: #"\t"#)
            case ..<0x20:
                append(raw: #"\u00"#)
                octets.append(UInt8(ascii: "0") + octet >> 4)
                octets.append(octet & 0xf < 10 ? UInt8(ascii: "0") + octet & 0xf : UInt8(ascii: "a") - 10 + octet & 0xf)
            default: octets.append(octet)
            }
        }
        octets.append(UInt8(ascii: "\""))
    }

    private mutating func append(_ value: JSONValue) {
        switch value {
        case .null: append(raw: "null")
        case .bool(let value): append(raw: value ? "true" : "false")
        case .int(let value): octets.append(contentsOf: String(value).utf8)
        // JSON has no infinity.
        case .double(let value): octets.append(contentsOf: (value.isFinite ? String(value) : "null").utf8)
        case .string(let value): append(quoted: value.utf8)
        case .array(let elements):
            octets.append(UInt8(ascii: "["))
            for (index, element) in elements.enumerated() {
                if index > 0 { octets.append(UInt8(ascii: ",")) }
                append(element)
            }
            octets.append(UInt8(ascii: "]"))
        case .object(let members):
            octets.append(UInt8(ascii: "{"))
            for (index, member) in members.enumerated() {
                if index > 0 { octets.append(UInt8(ascii: ",")) }
                append(quoted: member.key.utf8)
                octets.append(UInt8(ascii: ":"))
                append(member.value)
            }
            octets.append(UInt8(ascii: "}"))
        }
    }
}

extension JSONValue {
    /// The value of a key of an object; `nil` if there is none or this is no object.
    public subscript(_ key: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.key == key }?.value
    }

    /// The value on one line.
    public var line: String { String(decoding: JSONLine(self).octets, as: UTF8.self) }
}
