/// A time to live: 0 to 2,147,483,647 seconds (RFC 2181 section 8).
public struct TTL: Hashable, Sendable {
    /// The number of seconds.
    public let seconds: UInt32

    /// The highest TTL.
    public static let max = TTL(wireValue: UInt32(Int32.max))

    /// The TTL of what must not be kept beyond the transaction.
    public static let zero = TTL(wireValue: 0)

    /// Makes a TTL, or returns `nil` for a number of seconds out of range.
    public init?(seconds: some BinaryInteger) {
        guard let seconds = UInt32(exactly: seconds), seconds <= UInt32(Int32.max) else { return nil }
        self.seconds = seconds
    }

    /// Makes a TTL out of a message's field; one with the highest bit set counts as zero (RFC 2181 section 8).
    public init(wireValue: UInt32) { seconds = wireValue <= UInt32(Int32.max) ? wireValue : 0 }
}

extension TTL: Comparable {
    /// Orders the shorter time first.
    public static func < (left: TTL, right: TTL) -> Bool { left.seconds < right.seconds }
}

extension TTL: ExpressibleByIntegerLiteral {
    /// Makes a TTL out of a literal, which must be in range.
    public init(integerLiteral value: UInt32) {
        precondition(value <= UInt32(Int32.max), "A TTL has at most 31 bits.")
        seconds = value
    }
}

extension TTL: CustomStringConvertible {
    /// The number of seconds in decimal digits.
    public var description: String { String(seconds) }
}
