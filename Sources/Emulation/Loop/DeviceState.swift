import DNSCore
import StubResolution
import WorldModel

/// What the device carries from one lookup to the next: goes into a run and comes out of it as a value.
struct DeviceState {
    /// What its resolver remembers: answers, the server at hand, failures.
    var memory = ResolverMemory()
    /// The responses behind the remembered answers, by number.
    private(set) var kept: [Int: Response] = [:]
    private var nextNumber = 0

    /// A device that was just switched on.
    init() {}

    /// Enters a response and returns its number.
    mutating func keep(_ response: Response) -> Int {
        kept[nextNumber] = response
        nextNumber += 1
        return nextNumber - 1
    }

    /// Lets go of answers that have run out, and of responses that no answer rests on.
    mutating func prune(at instant: Duration) {
        memory.cache = memory.cache.filter { $0.value.expires > instant }
        let needed = Set(memory.cache.values.compactMap(\.token))
        kept = kept.filter { needed.contains($0.key) }
    }

    /// Forgets all answers.
    mutating func flush() { memory.cache = [:] }
}

extension Response {
    /// How long a cache may keep it: the least TTL of the answer, or the negative TTL (RFC 2308, sections 3 and 5).
    var lifetime: Duration? {
        if code == .noerror, !answers.isEmpty { return answers.map(\.ttl.seconds).min().map { .seconds(Int64($0)) } }
        guard code == .nxdomain || code == .noerror, let record = authorities.first(where: { $0.type == .soa }),
            let soa = SOARecord(rdata: record.rdata)
        else { return nil }
        return .seconds(Int64(min(UInt32(record.ttl.seconds), soa.minimum)))
    }
}
