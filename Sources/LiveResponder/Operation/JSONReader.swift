import ScenarioLanguage

/// Reads JSON (RFC 8259) out of octets that anybody may have written; the depth of nesting is bounded.
struct JSONReader {
    /// Where a text is no JSON, counted in octets from 0.
    struct Failure: Error, Hashable {
        let position: Int
    }

    private let octets: [UInt8]
    private var position = 0

    private static let depthLimit = 64

    private init(_ octets: [UInt8]) { self.octets = octets }

    /// The value of a whole text.
    static func read(_ octets: [UInt8]) throws(Failure) -> JSONValue {
        var reader = JSONReader(octets)
        let value = try reader.value(depth: 0)
        reader.skipSpace()
        guard reader.position == octets.count else { throw reader.failure }
        return value
    }

    private var failure: Failure { Failure(position: position) }

    private var next: UInt8? { position < octets.count ? octets[position] : nil }

    private mutating func skipSpace() {
        while let octet = next, [0x20, 0x09, 0x0a, 0x0d].contains(octet) { position += 1 }
    }

    /// Takes an octet if it is the next one.
    private mutating func take(_ octet: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: octet) else { return false }
        position += 1
        return true
    }

    private mutating func expect(_ octet: Unicode.Scalar) throws(Failure) {
        guard take(octet) else { throw failure }
    }

    private mutating func value(depth: Int) throws(Failure) -> JSONValue {
        skipSpace()
        guard depth < Self.depthLimit, let first = next else { throw failure }
        switch first {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func word(_ word: String, _ value: JSONValue) throws(Failure) -> JSONValue {
        guard octets[position...].starts(with: word.utf8) else { throw failure }
        position += word.utf8.count
        return value
    }

    private mutating func object(depth: Int) throws(Failure) -> JSONValue {
        try expect("{")
        var members: [JSONValue.Member] = []
        skipSpace()
        if take("}") { return .object([]) }
        repeat {
            skipSpace()
            let key = try string()
            skipSpace()
            try expect(":")
            members.append(JSONValue.Member(key: key, value: try value(depth: depth + 1)))
            skipSpace()
        } while take(",")
        try expect("}")
        return .object(members)
    }

    private mutating func array(depth: Int) throws(Failure) -> JSONValue {
        try expect("[")
        var elements: [JSONValue] = []
        skipSpace()
        if take("]") { return .array([]) }
        repeat {
            elements.append(try value(depth: depth + 1))
            skipSpace()
        } while take(",")
        try expect("]")
        return .array(elements)
    }

    private mutating func number() throws(Failure) -> JSONValue {
        let start = position
        _ = take("-")
        // No digit but 0 alone begins with 0.
        if !take("0") { try digits() }
        var isWhole = true
        if take(".") {
            isWhole = false
            try digits()
        }
        if take("e") || take("E") {
            isWhole = false
            if !take("+") { _ = take("-") }
            try digits()
        }
        let text = String(decoding: octets[start..<position], as: UTF8.self)
        if isWhole, let int = Int(text) { return .int(int) }
        guard let double = Double(text) else { throw Failure(position: start) }
        return .double(double)
    }

    private mutating func digits() throws(Failure) {
        let start = position
        while let octet = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(octet) { position += 1 }
        guard position > start else { throw failure }
    }

    private mutating func string() throws(Failure) -> String {
        try expect("\"")
        var text: [UInt8] = []
        while let octet = next {
            switch octet {
            case UInt8(ascii: "\""):
                position += 1
                guard let string = String(validating: text, as: UTF8.self) else { throw failure }
                return string
            case UInt8(ascii: "\\"):
                position += 1
                text.append(contentsOf: UTF8.encode(try escaped()) ?? UTF8.encodedReplacementCharacter)
            case ..<0x20: throw failure
            default:
                text.append(octet)
                position += 1
            }
        }
        throw failure
    }

    /// What an escape sequence behind its backslash stands for.
    private mutating func escaped() throws(Failure) -> Unicode.Scalar {
        guard let octet = next else { throw failure }
        position += 1
        switch octet {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(octet)
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{c}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"):
            let unit = try hexadecimal()
            if let scalar = Unicode.Scalar(unit) { return scalar }
            // A character beyond the first plane is written as two surrogates.
            guard unit < 0xdc00, take("\\"), take("u") else { throw failure }
            let low = try hexadecimal()
            let value = 0x10000 + (UInt32(unit) & 0x3ff) << 10 + UInt32(low) & 0x3ff
            guard (0xdc00...0xdfff).contains(low), let scalar = Unicode.Scalar(value) else { throw failure }
            return scalar
        default: throw Failure(position: position - 1)
        }
    }

    private mutating func hexadecimal() throws(Failure) -> UInt16 {
        guard position + 4 <= octets.count else { throw failure }
        let digits = octets[position..<(position + 4)]
        guard digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
            let unit = UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
        else { throw failure }
        position += 4
        return unit
    }
}
