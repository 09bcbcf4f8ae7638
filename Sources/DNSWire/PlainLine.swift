import DNSCore
import IPCore

/// Reads the lines that make up nearly all of a large file, in one pass and without libldns.
///
/// A plain line is a record of one of the commonest types, without escapes, parentheses and comments. Whatever is not
/// understood to the last octet, faults among it, is left to `LogicalLine` and `RecordParser`; what is read here, they
/// read alike. A test holds both to that.
struct PlainLine {
    /// The owner in wire format; only with `hasOwner`.
    private var owner: [UInt8] = []
    /// Whether the line has an owner; one that begins with a blank repeats the owner before it.
    private(set) var hasOwner = false
    /// What kind of data the record has.
    private(set) var type = RecordType.a
    /// The TTL, if the line has one.
    private(set) var ttl: TTL?
    /// The RDATA in wire format.
    private(set) var rdata: [UInt8] = []

    /// Gives the owner away and takes another's memory for the next one.
    mutating func exchangeOwner(with other: inout [UInt8]) { swap(&owner, &other) }

    /// Reads the line that begins at `start` and returns the index of its line feed, or the end of `octets`.
    ///
    /// `nil` if the line is not plain; then what was read means nothing. Relative names are completed with `origin`.
    mutating func read(_ octets: [UInt8], from start: Int, origin: [UInt8]) -> Int? {
        var words = PlainWords(octets, from: start)
        hasOwner = !words.isAtBlank
        if hasOwner {
            guard octets[start] != UInt8(ascii: "$"), let word = words.next() else { return nil }
            owner.removeAll(keepingCapacity: true)
            guard PlainName.append(octets, word, origin: origin, to: &owner) else { return nil }
        }
        guard readType(&words, octets) else { return nil }
        rdata.removeAll(keepingCapacity: true)
        guard readRDATA(&words, octets, origin: origin), words.isAtEnd() else { return nil }
        return words.index
    }

    /// Reads TTL, class and type.
    private mutating func readType(_ words: inout PlainWords, _ octets: [UInt8]) -> Bool {
        ttl = nil
        var hasClass = false
        while let word = words.next() {
            if octets[word.lowerBound] &- UInt8(ascii: "0") < 10 {
                guard ttl == nil, let number = PlainNumber.value(octets, word, max: Int(TTL.max.seconds)) else {
                    return false
                }
                ttl = TTL(seconds: number)
                continue
            }
            guard let key = Self.key(octets, word) else { return false }
            if key == Self.classKey {
                if hasClass { return false }
                hasClass = true
                continue
            }
            switch key {
            case 0x61: type = .a
            case 0x6161_6161: type = .aaaa
            case 0x63_6e61_6d65: type = .cname
            case 0x64_6e61_6d65: type = .dname
            case 0x6e73: type = .ns
            case 0x70_7472: type = .ptr
            case 0x6d78: type = .mx
            case 0x73_7276: type = .srv
            case 0x74_7874: type = .txt
            default: return false
            }
            return true
        }
        return false
    }

    /// The class `in`.
    private static let classKey: UInt64 = 0x696e

    /// The up to five letters of a word in lower case, as the octets of a number; `nil` for another word.
    private static func key(_ octets: [UInt8], _ word: Range<Int>) -> UInt64? {
        guard word.count <= 5 else { return nil }
        var key: UInt64 = 0
        for index in word {
            let letter = octets[index] | 0x20
            guard letter &- UInt8(ascii: "a") < 26, octets[index] & 0x40 != 0 else { return nil }
            key = key << 8 | UInt64(letter)
        }
        return key
    }

    private mutating func readRDATA(_ words: inout PlainWords, _ octets: [UInt8], origin: [UInt8]) -> Bool {
        switch type {
        case .a:
            guard let word = words.next(), let address = IPv4Address(utf8: octets[word]) else { return false }
            rdata.appendInteger(address.bits)
        case .aaaa:
            guard let word = words.next(), let address = IPv6Address(utf8: octets[word]) else { return false }
            rdata.appendInteger(address.bits)
        case .txt:
            return readStrings(&words, octets)
        default:
            for _ in 0..<(type == .mx ? 1 : type == .srv ? 3 : 0) {
                guard let word = words.next(), let number = PlainNumber.value(octets, word, max: Int(UInt16.max))
                else { return false }
                rdata.appendInteger(UInt16(truncatingIfNeeded: number))
            }
            guard let word = words.next() else { return false }
            return PlainName.append(octets, word, origin: origin, to: &rdata)
        }
        return true
    }

    /// Reads character strings up to the end of the line, in quotes or without (RFC 1035 section 3.3.14).
    private mutating func readStrings(_ words: inout PlainWords, _ octets: [UInt8]) -> Bool {
        let start = words.index
        while let string = words.nextString() {
            // Very long text is for the long way to refuse.
            guard string.count <= 255, words.index - start < 65_000 else { return false }
            rdata.append(UInt8(string.count))
            rdata.append(contentsOf: octets[string])
        }
        return !rdata.isEmpty
    }
}

/// Walks the words of a line that has neither escapes nor parentheses nor comments.
private struct PlainWords {
    private let octets: [UInt8]
    /// Where the walk stands: before a word, at a blank, or at an octet that is none of plain text.
    private(set) var index: Int

    init(_ octets: [UInt8], from start: Int) {
        self.octets = octets
        index = start
    }

    /// Whether the next octet is a blank, or the line ends.
    var isAtBlank: Bool { index >= octets.count || octets[index] == UInt8(ascii: " ") || isControlBlank }

    /// Skips blanks and tells whether the line ends there.
    mutating func isAtEnd() -> Bool {
        skipBlanks()
        return index >= octets.count || octets[index] == UInt8(ascii: "\n")
    }

    /// The next word; `nil` at the end of the line, and at octets that do not belong to a plain line.
    mutating func next() -> Range<Int>? {
        skipBlanks()
        let start = index
        while index < octets.count, Self.isPlain(octets[index]) { index += 1 }
        return start < index && isAtBlank ? start..<index : nil
    }

    /// The next character string, without its quotes; `nil` as for `next()`.
    mutating func nextString() -> Range<Int>? {
        skipBlanks()
        guard index < octets.count, octets[index] == UInt8(ascii: "\"") else { return next() }
        let start = index + 1
        var end = start
        while end < octets.count, Self.isPlainInQuotes(octets[end]) { end += 1 }
        guard end < octets.count, octets[end] == UInt8(ascii: "\"") else { return nil }
        let quote = index
        index = end + 1
        if isAtBlank { return start..<end }
        // A word that goes on behind the quotes is not plain.
        index = quote
        return nil
    }

    private mutating func skipBlanks() {
        while index < octets.count, octets[index] == UInt8(ascii: " ") || isControlBlank,
            octets[index] != UInt8(ascii: "\n")
        {
            index += 1
        }
    }

    /// Whether the octet is a tab, a line feed or another control character that separates words.
    private var isControlBlank: Bool { octets[index] &- 9 < 5 }

    /// Whether an octet is printable and has no meaning of its own: no quote, parenthesis, semicolon or backslash.
    private static func isPlain(_ octet: UInt8) -> Bool {
        octet < 64
            ? (0xf7ff_fcfa_0000_0000 as UInt64) >> octet & 1 == 1 : octet < 127 && octet != UInt8(ascii: "\\")
    }

    private static func isPlainInQuotes(_ octet: UInt8) -> Bool {
        octet &- 0x20 < 0x5f && octet != UInt8(ascii: "\\") && octet != UInt8(ascii: "\"")
    }
}

/// Reads decimal numbers without sign or leading zero.
private enum PlainNumber {
    /// The number that a word is; `nil` if it is none, or above `max`, which has at most ten digits.
    static func value(_ octets: [UInt8], _ word: Range<Int>, max: Int) -> Int? {
        guard word.count <= 10, word.count == 1 || octets[word.lowerBound] != UInt8(ascii: "0") else { return nil }
        var value = 0
        for index in word {
            let digit = octets[index] &- UInt8(ascii: "0")
            guard digit < 10 else { return nil }
            value = value * 10 + Int(digit)
        }
        return value <= max ? value : nil
    }
}

/// Reads names without escapes.
private enum PlainName {
    /// Appends a word in wire format, a relative one completed with `origin`; `false` if it is no plain name.
    static func append(_ octets: [UInt8], _ word: Range<Int>, origin: [UInt8], to name: inout [UInt8]) -> Bool {
        if octets[word.lowerBound] == UInt8(ascii: "@") {
            name.append(contentsOf: origin)
            return word.count == 1
        }
        let start = name.count
        // Each dot becomes the length octet of the label behind it, so that the text is moved as a whole.
        name.append(0)
        name.append(contentsOf: octets[word])
        var labelStart = start
        for index in (start + 1)..<name.count where name[index] == UInt8(ascii: ".") {
            guard endLabel(&name, from: labelStart, to: index) else { return false }
            labelStart = index
        }
        if labelStart == name.count - 1 {
            // The last dot stands for the root.
            name[labelStart] = 0
        } else {
            guard endLabel(&name, from: labelStart, to: name.count) else { return false }
            name.append(contentsOf: origin)
        }
        return name.count - start <= 255
    }

    private static func endLabel(_ name: inout [UInt8], from start: Int, to end: Int) -> Bool {
        let length = end - start - 1
        guard (1...63).contains(length) else { return false }
        name[start] = UInt8(length)
        return true
    }
}
