import DNSCore
import NameService
import WorldModel

/// What the name servers that have a cache keep from one query to the next, by their names in the scenario.
struct ServerCaches {
    private struct Entry {
        var response: Response
        let stored: Duration
        let expires: Duration
    }

    private var entries: [String: [Question: Entry]] = [:]

    /// All caches are empty.
    init() {}

    /// What a server has for a question at an instant, with the TTLs that are left (RFC 1035 section 3.2.1).
    func response(of server: NameServer, to question: Question, at instant: Duration) -> Response? {
        guard server.cache != nil, let entry = entries[server.name]?[question], entry.expires > instant else {
            return nil
        }
        let age = instant - entry.stored
        var response = entry.response.aged(by: age)
        response.isAuthoritative = false
        let left = Int((entry.expires - instant) / .seconds(1))
        for index in response.reasoning.indices { response.reasoning[index].isDecisive = false }
        response.reasoning.append(
            ReasoningStep(
                "\(server.name) has this in its cache since \(Int(age / .seconds(1))) s and keeps it for \(left) s.",
                .dnsmsg08,
                isDecisive: true))
        return response
    }

    /// Keeps a response that a server has found out and sent whole.
    mutating func keep(_ response: Response, of server: NameServer, to question: Question, at instant: Duration) {
        guard let policy = server.cache, !response.isTruncated, response.reason != .fault,
            let lifetime = response.lifetime,
            self.response(of: server, to: question, at: instant) == nil
        else { return }
        let isNegative = response.code == .nxdomain || !response.hasAnswer(to: question)
        let kept = min(lifetime, isNegative ? policy.negativeMaximum : policy.maximum)
        guard kept > .zero else { return }
        var response = response
        if isNegative {
            // A cache tells for how long a negative answer holds by the TTL of its SOA record (RFC 2308 section 5).
            let ttl = TTL(seconds: Int(kept / .seconds(1))) ?? .zero
            response.authorities = response.authorities.map { $0.type == .soa ? $0.withTTL(ttl) : $0 }
        }
        entries[server.name, default: [:]][question] = Entry(
            response: response, stored: instant, expires: instant + kept)
    }

    /// Empties the cache of a server.
    mutating func flush(_ server: String) { entries[server] = nil }

    /// Lets go of what has run out.
    mutating func prune(at instant: Duration) {
        entries = entries.mapValues { $0.filter { $0.value.expires > instant } }
    }
}

extension ResourceRecord {
    /// The same with the TTL that is left after some time in a cache (rule DNSMSG-07).
    func aged(by seconds: Int) -> ResourceRecord {
        withTTL(TTL(seconds: max(0, Int(ttl.seconds) - seconds)) ?? .zero)
    }
}
