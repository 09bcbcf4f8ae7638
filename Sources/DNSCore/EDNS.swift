/// What an OPT record says about its message (RFC 6891); the extended RCODE is part of the message's own.
public struct EDNS: Hashable, Sendable {
    /// The EDNS version, 0.
    public var version: UInt8
    /// The size of the largest UDP payload that the sender takes, in octets.
    public var udpPayloadSize: UInt16
    /// The 16 flags, DO in the most significant bit.
    public var flags: UInt16
    /// The options, in the order sent.
    public var options: [Option]

    /// One EDNS option.
    public struct Option: Hashable, Sendable {
        /// The OPTION-CODE (IANA "DNS EDNS0 Option Codes").
        public var code: UInt16
        /// The OPTION-DATA.
        public var data: [UInt8]

        /// Makes an option.
        public init(code: UInt16, data: [UInt8]) {
            self.code = code
            self.data = data
        }
    }

    /// Makes the contents of an OPT record; 1232 octets is what resolvers announce since the DNS flag day of 2020.
    public init(
        version: UInt8 = 0, udpPayloadSize: UInt16 = 1232, isDNSSECOK: Bool = false, options: [Option] = []
    ) {
        self.version = version
        self.udpPayloadSize = udpPayloadSize
        self.flags = isDNSSECOK ? Self.dnssecOKFlag : 0
        self.options = options
    }

    /// The DO flag: the sender wants DNSSEC records (RFC 3225).
    public var isDNSSECOK: Bool {
        get { flags & Self.dnssecOKFlag != 0 }
        set { flags = newValue ? flags | Self.dnssecOKFlag : flags & ~Self.dnssecOKFlag }
    }

    private static let dnssecOKFlag: UInt16 = 0x8000
}
