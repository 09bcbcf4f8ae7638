import ScenarioLanguage

/// Writes JSON on one line without spaces, value by value.
///
/// Results are written without a tree of values in between: a run of 100,000 lookups prints hundreds of megabytes.
struct JSONWriter {
    /// What was written so far.
    private(set) var octets: [UInt8] = []
    private var needsComma = false

    mutating func beginObject() { open("{") }
    mutating func endObject() { close("}") }
    mutating func beginArray() { open("[") }
    mutating func endArray() { close("]") }

    /// A key of the object that was begun, whose value comes next.
    mutating func key(_ key: String) {
        separate()
        quote(key)
        octets.append(UInt8(ascii: ":"))
        needsComma = false
    }

    mutating func null() { plain("null") }
    mutating func bool(_ bool: Bool) { plain(bool ? "true" : "false") }
    mutating func int(_ int: Int) { plain(String(int)) }

    mutating func string(_ string: String) {
        separate()
        quote(string)
        needsComma = true
    }

    /// A value that is at hand as a tree.
    mutating func value(_ value: JSONValue) {
        switch value {
        case .null: null()
        case .bool(let value): bool(value)
        case .int(let value): int(value)
        case .double(let value): plain(value.isFinite ? String(value) : "null")
        case .string(let value): string(value)
        case .array(let elements):
            beginArray()
            for element in elements { self.value(element) }
            endArray()
        case .object(let members):
            beginObject()
            for member in members {
                key(member.key)
                self.value(member.value)
            }
            endObject()
        }
    }

    // MARK: - Keys with their values

    /// A key with a text, or null for `nil`.
    mutating func member(_ key: String, _ value: String?) {
        self.key(key)
        if let value { string(value) } else { null() }
    }

    /// A key with a whole number, or null for `nil`.
    mutating func member(_ key: String, _ value: Int?) {
        self.key(key)
        if let value { int(value) } else { null() }
    }

    /// A key with `true` or `false`, or null for `nil`.
    mutating func member(_ key: String, _ value: Bool?) {
        self.key(key)
        if let value { bool(value) } else { null() }
    }

    /// A key with a list, whose elements `body` writes.
    mutating func list<Element>(_ key: String, _ elements: [Element], _ body: (inout JSONWriter, Element) -> Void) {
        self.key(key)
        beginArray()
        for element in elements { body(&self, element) }
        endArray()
    }

    /// A key with a list of texts.
    mutating func list(_ key: String, _ texts: [String]) { list(key, texts) { $0.string($1) } }

    // MARK: - Octets

    private mutating func open(_ bracket: Unicode.Scalar) {
        separate()
        octets.append(UInt8(ascii: bracket))
        needsComma = false
    }

    private mutating func close(_ bracket: Unicode.Scalar) {
        octets.append(UInt8(ascii: bracket))
        needsComma = true
    }

    private mutating func plain(_ text: String) {
        separate()
        octets.append(contentsOf: text.utf8)
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { octets.append(UInt8(ascii: ",")) }
    }

    /// A string between quotation marks; characters outside ASCII stay as they are (RFC 8259 section 7).
    private mutating func quote(_ string: String) {
        octets.append(UInt8(ascii: "\""))
        let start = octets.count
        octets.append(contentsOf: string.utf8)
        let isPlain = octets[start...].allSatisfy {
            $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\")
        }
        if !isPlain {
            octets.removeSubrange(start...)
            for octet in string.utf8 { append(escaped: octet) }
        }
        octets.append(UInt8(ascii: "\""))
    }

    private mutating func append(escaped octet: UInt8) {
        switch octet {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): octets += [UInt8(ascii: "\\"), octet]
        case UInt8(ascii: "\n"): octets += #"\n"#.utf8
        case UInt8(ascii: "\r"): octets += #"\r"#.utf8
        case UInt8(ascii: "\t"): octets += #"\t"#.utf8
        case 0..<0x20: octets += (#"\u00"# + (octet < 16 ? "0" : "") + String(octet, radix: 16)).utf8
        default: octets.append(octet)
        }
    }
}

extension JSONWriter {
    /// What `body` writes, on one line.
    static func compact(_ body: (inout JSONWriter) -> Void) -> [UInt8] {
        var writer = JSONWriter()
        body(&writer)
        return writer.octets
    }

    /// A value that is at hand as a tree, on one line.
    static func compact(_ value: JSONValue) -> String {
        String(decoding: compact { $0.value(value) }, as: UTF8.self)
    }
}
