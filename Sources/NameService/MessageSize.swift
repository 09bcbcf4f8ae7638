import DNSCore
import WorldModel

/// The size of a response in wire format, names compressed as libldns does.
struct MessageSize {
    private var size: Int
    /// The names written so far, down to their last labels; each is a possible target of a pointer.
    private var written: Set<DomainName> = []

    /// Whether the response needs more than `limit` octets.
    ///
    /// The sum without compression is an upper bound, and cheap.
    static func exceeds(_ limit: Int, question: Question, _ response: Response, hasOPT: Bool) -> Bool {
        var bound = 12 + question.name.octets.count + 4 + (hasOPT ? 11 : 0)
        for section in [response.answers, response.authorities, response.additionals] {
            for record in section { bound += record.owner.octets.count + 10 + record.rdata.count }
        }
        return bound > limit && octets(question: question, response, hasOPT: hasOPT) > limit
    }

    /// The size in octets: header, question, records and OPT.
    static func octets(question: Question, _ response: Response, hasOPT: Bool) -> Int {
        var message = MessageSize(size: 12)
        message.write(question.name)
        message.size += 4
        for section in [response.answers, response.authorities, response.additionals] {
            for record in section { message.write(record) }
        }
        return message.size + (hasOPT ? 11 : 0)
    }

    private init(size: Int) { self.size = size }

    private mutating func write(_ record: ResourceRecord) {
        write(record.owner)
        size += 10
        switch record.type {
        case .ns, .cname, .ptr, .mx, .soa: writeData(of: record)
        default: size += record.rdata.count
        }
    }

    /// The RDATA of the types of RFC 1035, the names in which may be compressed (RFC 3597 section 4).
    private mutating func writeData(of record: ResourceRecord) {
        if let target = record.target {
            size += record.rdata.count - target.octets.count
            write(target)
        } else if let soa = record.soa {
            write(soa.mname)
            write(soa.rname)
            size += 20
        } else {
            size += record.rdata.count
        }
    }

    private mutating func write(_ name: DomainName) {
        var rest = name
        while !rest.isRoot {
            if written.contains(rest) {
                size += 2
                return
            }
            // A pointer reaches the first 16,384 octets (RFC 1035 section 4.1.4).
            if size < 0x4000 { written.insert(rest) }
            guard let parent = rest.parent else { break }
            size += rest.octets.count - parent.octets.count
            rest = parent
        }
        size += 1
    }
}
