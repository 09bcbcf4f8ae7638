import DNSCore
import ScenarioLanguage
import StubResolution
import WorldModel

/// What the device carries from one lookup to the next: goes into a run and comes out of it as a value.
struct DeviceState {
    /// What its resolver remembers: answers, the server at hand, failures.
    var memory = ResolverMemory()
    /// The responses behind the remembered answers, by number.
    private var kept: [Int: (response: Response, since: Duration)] = [:]
    private var nextNumber = 0

    /// A device that was just switched on.
    init() {}

    /// Enters a response that came at an instant and returns its number.
    mutating func keep(_ response: Response, at instant: Duration) -> Int {
        kept[nextNumber] = (response, instant)
        nextNumber += 1
        return nextNumber - 1
    }

    /// The responses that a conclusion took out of the cache, by number, as they are at an instant (rule DNSMSG-07).
    func remembered(
        by conclusion: StubConclusion?, at instant: Duration, _ mode: DeclaredAssumptions.TTLMode
    ) -> [Int: Response] {
        var responses: [Int: Response] = [:]
        for token in conclusion?.cacheTokens ?? [] {
            guard let (response, since) = kept[token] else { continue }
            responses[token] = mode == .remaining ? response.aged(by: instant - since) : response
        }
        return responses
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

    /// The same with the TTLs that are left after some time in a cache.
    func aged(by age: Duration) -> Response {
        let seconds = Int(age / .seconds(1))
        var response = self
        response.answers = answers.map { $0.aged(by: seconds) }
        response.authorities = authorities.map { $0.aged(by: seconds) }
        response.additionals = additionals.map { $0.aged(by: seconds) }
        return response
    }
}
