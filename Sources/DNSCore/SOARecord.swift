/// The RDATA of an SOA record (RFC 1035 section 3.3.13); times are in seconds.
public struct SOARecord: Hashable, Sendable {
    /// The name of the primary server.
    public var mname: DomainName
    /// The mailbox of who is responsible, its `@` written as a dot.
    public var rname: DomainName
    /// The version of the zone.
    public var serial: UInt32
    /// How often a secondary server asks for a new version.
    public var refresh: UInt32
    /// How long it waits after a failed attempt.
    public var retry: UInt32
    /// When it gives the zone up.
    public var expire: UInt32
    /// With the record's own TTL the bound of how long a negative response is cached (RFC 2308 section 5).
    public var minimum: UInt32

    /// Makes the RDATA out of its fields.
    public init(
        mname: DomainName, rname: DomainName, serial: UInt32, refresh: UInt32, retry: UInt32, expire: UInt32,
        minimum: UInt32
    ) {
        self.mname = mname
        self.rname = rname
        self.serial = serial
        self.refresh = refresh
        self.retry = retry
        self.expire = expire
        self.minimum = minimum
    }

    /// Reads the wire format, names not compressed; `nil` if it is malformed.
    public init?(rdata: [UInt8]) {
        var offset = 0
        guard let mname = DomainName.read(from: rdata, at: &offset),
            let rname = DomainName.read(from: rdata, at: &offset), rdata.count - offset == 20
        else { return nil }
        let numbers = (0..<5).map { index in
            rdata[(offset + 4 * index)..<(offset + 4 * index + 4)].reduce(0 as UInt32) { $0 << 8 | UInt32($1) }
        }
        self.init(
            mname: mname, rname: rname, serial: numbers[0], refresh: numbers[1], retry: numbers[2], expire: numbers[3],
            minimum: numbers[4])
    }

    /// The wire format, names not compressed.
    public var rdata: [UInt8] {
        [serial, refresh, retry, expire, minimum].reduce(into: mname.octets + rname.octets) { octets, number in
            for shift in [24, 16, 8, 0] as [UInt32] { octets.append(UInt8(truncatingIfNeeded: number >> shift)) }
        }
    }
}
