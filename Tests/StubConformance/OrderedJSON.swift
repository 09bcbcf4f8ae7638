/// JSON whose objects keep the order of their keys, which the rules of a scripted server are read in.
enum OrderedJSON: Hashable {
    struct Member: Hashable {
        let key: String
        let value: OrderedJSON
    }

    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case array([OrderedJSON])
    case object([Member])

    struct Malformed: Error {
        let offset: Int
    }

    init(_ text: String) throws {
        var reader = Reader(octets: Array(text.utf8))
        self = try reader.value()
    }

    subscript(key: String) -> OrderedJSON? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.key == key }?.value
    }

    var text: String? { if case .string(let text) = self { text } else { nil } }
    var double: Double? { if case .number(let number) = self { number } else { nil } }
    var items: [OrderedJSON] { if case .array(let items) = self { items } else { [] } }
    var members: [Member] { if case .object(let members) = self { members } else { [] } }
    var texts: [String] { items.compactMap(\.text) }
    var isTrue: Bool { self == .bool(true) }
    var isNull: Bool { self == .null }

    private struct Reader {
        let octets: [UInt8]
        var offset = 0

        mutating func skip() {
            while offset < octets.count, [0x20, 0x09, 0x0a, 0x0d].contains(octets[offset]) { offset += 1 }
        }

        mutating func next() throws -> UInt8 {
            skip()
            guard offset < octets.count else { throw Malformed(offset: offset) }
            return octets[offset]
        }

        mutating func take(_ text: String) throws {
            guard octets[offset...].starts(with: text.utf8) else { throw Malformed(offset: offset) }
            offset += text.utf8.count
        }

        mutating func value() throws -> OrderedJSON {
            switch try next() {
            case UInt8(ascii: "{"): return try object()
            case UInt8(ascii: "["): return try array()
            case UInt8(ascii: "\""): return .string(try string())
            case UInt8(ascii: "t"):
                try take("true")
                return .bool(true)
            case UInt8(ascii: "f"):
                try take("false")
                return .bool(false)
            case UInt8(ascii: "n"):
                try take("null")
                return .null
            default:
                let start = offset
                while offset < octets.count, "+-.eE0123456789".utf8.contains(octets[offset]) { offset += 1 }
                guard let number = Double(String(decoding: octets[start..<offset], as: UTF8.self)) else {
                    throw Malformed(offset: start)
                }
                return .number(number)
            }
        }

        mutating func object() throws -> OrderedJSON {
            offset += 1
            var members: [Member] = []
            while try next() != UInt8(ascii: "}") {
                if !members.isEmpty {
                    try take(",")
                    _ = try next()
                }
                let key = try string()
                _ = try next()
                try take(":")
                members.append(Member(key: key, value: try value()))
            }
            offset += 1
            return .object(members)
        }

        mutating func array() throws -> OrderedJSON {
            offset += 1
            var items: [OrderedJSON] = []
            while try next() != UInt8(ascii: "]") {
                if !items.isEmpty { try take(",") }
                items.append(try value())
            }
            offset += 1
            return .array(items)
        }

        mutating func string() throws -> String {
            try take("\"")
            var text: [UInt8] = []
            while offset < octets.count, octets[offset] != UInt8(ascii: "\"") {
                if octets[offset] == UInt8(ascii: "\\") {
                    offset += 1
                    text += try escape()
                } else {
                    text.append(octets[offset])
                    offset += 1
                }
            }
            try take("\"")
            return String(decoding: text, as: UTF8.self)
        }

        mutating func escape() throws -> [UInt8] {
            let kind = octets[offset]
            offset += 1
            switch kind {
            case UInt8(ascii: "n"): return [0x0a]
            case UInt8(ascii: "t"): return [0x09]
            case UInt8(ascii: "r"): return [0x0d]
            case UInt8(ascii: "u"):
                let digits = String(decoding: octets[offset..<(offset + 4)], as: UTF8.self)
                offset += 4
                guard let code = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(code) else {
                    throw Malformed(offset: offset)
                }
                return Array(String(scalar).utf8)
            default: return [kind]
            }
        }
    }
}
