/// What a message asks for (IANA "DNS OpCodes").
public struct Opcode: RawRepresentable, Hashable, Sendable {
    /// The number in the registry, 0 to 15 in a message.
    public let rawValue: UInt8

    /// Makes an opcode of any number, known or not.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// A standard query.
    public static let query = Opcode(rawValue: 0)
    /// An inverse query (obsolete, RFC 3425).
    public static let iquery = Opcode(rawValue: 1)
    /// A server status request.
    public static let status = Opcode(rawValue: 2)
    /// A notice that a zone has changed (RFC 1996).
    public static let notify = Opcode(rawValue: 4)
    /// A dynamic update (RFC 2136).
    public static let update = Opcode(rawValue: 5)

    private static let mnemonics: [Opcode: String] = [
        .query: "QUERY", .iquery: "IQUERY", .status: "STATUS", .notify: "NOTIFY", .update: "UPDATE",
    ]
}

extension Opcode: CustomStringConvertible {
    /// The mnemonic, or `OPCODE` and the number.
    public var description: String { Self.mnemonics[self] ?? "OPCODE\(rawValue)" }
}
