/// One label of a domain name: 1 to 63 octets.
public struct DomainLabel: Sendable {
    /// The octets without the length octet, in the case they were written in.
    public let octets: [UInt8]

    /// Makes a label of 1 to 63 octets, or returns `nil` for another number of them.
    public init?(octets: some Collection<UInt8>) {
        guard (1...63).contains(octets.count) else { return nil }
        self.octets = Array(octets)
    }

    /// Takes octets that are known to be 1 to 63.
    init(validOctets octets: ArraySlice<UInt8>) { self.octets = Array(octets) }

    /// Whether the label is `*` (RFC 4592 section 2.1.1).
    public var isWildcard: Bool { octets == [UInt8(ascii: "*")] }
}

extension DomainLabel: Hashable {
    /// Whether the labels are equal but for the case of ASCII letters (RFC 4343).
    public static func == (left: DomainLabel, right: DomainLabel) -> Bool {
        left.octets.elementsEqual(right.octets) { $0.asciiLowercased == $1.asciiLowercased }
    }

    /// Feeds the octets in lower case.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(octets.count)
        for octet in octets { hasher.combine(octet.asciiLowercased) }
    }
}

extension DomainLabel: Comparable {
    /// Orders by the lower-case octets, a missing octet first (RFC 4034 section 6.1).
    public static func < (left: DomainLabel, right: DomainLabel) -> Bool {
        left.octets.lexicographicallyPrecedes(right.octets) { $0.asciiLowercased < $1.asciiLowercased }
    }
}

extension DomainLabel: LosslessStringConvertible {
    /// Reads one label in presentation format; an unescaped dot, or no label at all, gives `nil`.
    public init?(_ description: String) {
        guard let name = DomainName(description), name.labelCount == 1, !DomainName.endsWithDot(description) else {
            return nil
        }
        self = name.labels[0]
    }

    /// The presentation format, dots within the label escaped.
    public var description: String {
        var text: [UInt8] = []
        DomainName.writeLabel(octets[...], to: &text)
        return String(decoding: text, as: UTF8.self)
    }
}

extension UInt8 {
    /// The octet, or the lower-case letter if it is an upper-case one in ASCII.
    @inline(__always)
    var asciiLowercased: UInt8 { self &- 65 < 26 ? self | 0x20 : self }
}
