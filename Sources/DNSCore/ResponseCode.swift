/// An RCODE, the extended ones of EDNS included (IANA "DNS RCODEs").
public struct ResponseCode: RawRepresentable, Hashable, Sendable {
    /// The number in the registry: 4 bits in a message's header, 12 with EDNS.
    public let rawValue: UInt16

    /// Makes a code of any number, known or not.
    public init(rawValue: UInt16) { self.rawValue = rawValue }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension ResponseCode {
    public static let noerror = ResponseCode(rawValue: 0)
    public static let formerr = ResponseCode(rawValue: 1)
    public static let servfail = ResponseCode(rawValue: 2)
    public static let nxdomain = ResponseCode(rawValue: 3)
    public static let notimp = ResponseCode(rawValue: 4)
    public static let refused = ResponseCode(rawValue: 5)
    public static let yxdomain = ResponseCode(rawValue: 6)
    public static let yxrrset = ResponseCode(rawValue: 7)
    public static let nxrrset = ResponseCode(rawValue: 8)
    public static let notauth = ResponseCode(rawValue: 9)
    public static let notzone = ResponseCode(rawValue: 10)
    public static let dsotypeni = ResponseCode(rawValue: 11)
    public static let badvers = ResponseCode(rawValue: 16)
    public static let badkey = ResponseCode(rawValue: 17)
    public static let badtime = ResponseCode(rawValue: 18)
    public static let badmode = ResponseCode(rawValue: 19)
    public static let badname = ResponseCode(rawValue: 20)
    public static let badalg = ResponseCode(rawValue: 21)
    public static let badtrunc = ResponseCode(rawValue: 22)
    public static let badcookie = ResponseCode(rawValue: 23)
}

extension ResponseCode {
    /// Reads a mnemonic such as `NXDOMAIN` in any letter case, or `RCODE` and a number; `nil` for anything else.
    public init?(mnemonic text: String) {
        let mnemonic = text.uppercased()
        if let known = Self.mnemonics.first(where: { $0.value == mnemonic }) {
            self = known.key
        } else if let number = RegistryNumber.parse(mnemonic, prefix: "RCODE") {
            self.init(rawValue: number)
        } else {
            return nil
        }
    }

    private static let mnemonics: [ResponseCode: String] = [
        .noerror: "NOERROR", .formerr: "FORMERR", .servfail: "SERVFAIL", .nxdomain: "NXDOMAIN", .notimp: "NOTIMP",
        .refused: "REFUSED", .yxdomain: "YXDOMAIN", .yxrrset: "YXRRSET", .nxrrset: "NXRRSET", .notauth: "NOTAUTH",
        .notzone: "NOTZONE", .dsotypeni: "DSOTYPENI", .badvers: "BADVERS", .badkey: "BADKEY", .badtime: "BADTIME",
        .badmode: "BADMODE", .badname: "BADNAME", .badalg: "BADALG", .badtrunc: "BADTRUNC", .badcookie: "BADCOOKIE",
    ]
}

extension ResponseCode: Comparable {
    /// Orders by number.
    public static func < (left: ResponseCode, right: ResponseCode) -> Bool { left.rawValue < right.rawValue }
}

extension ResponseCode: CustomStringConvertible {
    /// The mnemonic, or `RCODE` and the number.
    public var description: String { Self.mnemonics[self] ?? "RCODE\(rawValue)" }
}
