/// The class of a resource record or a question (IANA "DNS CLASSes").
public struct RecordClass: RawRepresentable, Hashable, Sendable {
    /// The number in the registry.
    public let rawValue: UInt16

    /// Makes a class of any number, known or not.
    public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// The Internet.
    public static let `in` = RecordClass(rawValue: 1)
    /// Chaosnet; today used to ask a server for its version.
    public static let ch = RecordClass(rawValue: 3)
    /// Hesiod.
    public static let hs = RecordClass(rawValue: 4)
    /// No class: dynamic update (RFC 2136).
    public static let none = RecordClass(rawValue: 254)
    /// Any class, in a question.
    public static let any = RecordClass(rawValue: 255)

    /// Reads a mnemonic in any letter case, or `CLASS` and a number (RFC 3597 section 5); `nil` for anything else.
    public init?(mnemonic text: String) {
        let mnemonic = text.uppercased()
        if let known = Self.mnemonics.first(where: { $0.value == mnemonic }) {
            self = known.key
        } else if let number = RegistryNumber.parse(mnemonic, prefix: "CLASS") {
            self.init(rawValue: number)
        } else {
            return nil
        }
    }

    private static let mnemonics: [RecordClass: String] = [.in: "IN", .ch: "CH", .hs: "HS", .none: "NONE", .any: "ANY"]
}

extension RecordClass: CustomStringConvertible {
    /// The mnemonic, or `CLASS` and the number.
    public var description: String { Self.mnemonics[self] ?? "CLASS\(rawValue)" }
}
