public import IPCore

extension ResourceRecord {
    /// An A or AAAA record, as the address demands.
    public static func address(_ owner: DomainName, ttl: TTL, _ address: IPAddress) -> ResourceRecord {
        ResourceRecord(owner: owner, type: address.recordType, ttl: ttl, rdata: address.octets)
    }

    /// A CNAME record: `owner` is an alias of `target`.
    public static func cname(_ owner: DomainName, ttl: TTL, target: DomainName) -> ResourceRecord {
        ResourceRecord(owner: owner, type: .cname, ttl: ttl, rdata: target.octets)
    }

    /// A DNAME record: what lies below `owner` is an alias of the same below `target` (RFC 6672).
    public static func dname(_ owner: DomainName, ttl: TTL, target: DomainName) -> ResourceRecord {
        ResourceRecord(owner: owner, type: .dname, ttl: ttl, rdata: target.octets)
    }

    /// An NS record: `target` serves the zone `owner`.
    public static func ns(_ owner: DomainName, ttl: TTL, target: DomainName) -> ResourceRecord {
        ResourceRecord(owner: owner, type: .ns, ttl: ttl, rdata: target.octets)
    }

    /// A PTR record.
    public static func ptr(_ owner: DomainName, ttl: TTL, target: DomainName) -> ResourceRecord {
        ResourceRecord(owner: owner, type: .ptr, ttl: ttl, rdata: target.octets)
    }

    /// An SOA record.
    public static func soa(_ owner: DomainName, ttl: TTL, _ soa: SOARecord) -> ResourceRecord {
        ResourceRecord(owner: owner, type: .soa, ttl: ttl, rdata: soa.rdata)
    }

    /// A TXT record of one text; a text of more than 255 octets is cut into strings of that length.
    public static func txt(_ owner: DomainName, ttl: TTL, _ text: String) -> ResourceRecord {
        var rdata: [UInt8] = []
        var rest = Array(text.utf8)[...]
        repeat {
            let string = rest.prefix(255)
            rdata.append(UInt8(string.count))
            rdata.append(contentsOf: string)
            rest = rest.dropFirst(255)
        } while !rest.isEmpty
        return ResourceRecord(owner: owner, type: .txt, ttl: ttl, rdata: rdata)
    }

    /// The address of an A or AAAA record; `nil` for other types and for RDATA of the wrong length.
    public var address: IPAddress? {
        switch type {
        case .a where rdata.count == 4, .aaaa where rdata.count == 16: IPAddress(octets: rdata)
        default: nil
        }
    }

    /// The name that a CNAME, DNAME, NS, PTR, MX or SRV record points to; `nil` for other types or malformed RDATA.
    public var target: DomainName? {
        var offset: Int
        switch type {
        case .cname, .dname, .ns, .ptr: offset = 0
        case .mx: offset = 2
        case .srv: offset = 6
        default: return nil
        }
        guard let name = DomainName.read(from: rdata, at: &offset), offset == rdata.count else { return nil }
        return name
    }

    /// The fields of an SOA record; `nil` for other types and for malformed RDATA.
    public var soa: SOARecord? { type == .soa ? SOARecord(rdata: rdata) : nil }
}

extension IPAddress {
    /// The type of the record that holds such an address: A or AAAA.
    public var recordType: RecordType {
        switch family {
        case .ipv4: .a
        case .ipv6: .aaaa
        }
    }
}
