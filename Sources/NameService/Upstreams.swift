import IPCore
import WorldModel

/// The servers that a forwarder or an outbound endpoint tries, in the order in which it does.
struct Upstreams {
    /// One server to ask.
    struct Target: Hashable {
        let address: IPAddress
        let port: Int
        let timeout: Duration
    }

    private let plan: Plan
    private var tried = 0
    /// Of a drawn plan, the targets that are still to be tried, and those that gave no answer in time.
    private var untried: [ResolverRuleTarget]
    private var silent: [ResolverRuleTarget] = []
    private var current: ResolverRuleTarget?

    private enum Plan {
        /// One after the other, the whole list several times.
        case ordered([IPAddress], UpstreamOptions)
        /// At random, until the time is over.
        case drawn(rule: String, deadline: Duration, timeout: Duration)
    }

    /// The upstreams of a forwarding server.
    init(_ addresses: [IPAddress], _ options: UpstreamOptions) {
        plan = .ordered(addresses, options)
        untried = []
    }

    /// The targets of a forwarding rule, drawn at random until `budget` is spent (rules R53-FWRULE-07, R53-FWRULE-08).
    init(_ rule: ResolverRule, at now: Duration, budget: Duration) {
        plan = .drawn(rule: rule.name, deadline: now + budget, timeout: budget / 2)
        untried = rule.targets
    }

    /// The next server to ask, or `nil` if it is time to give up.
    mutating func next(at now: Duration, _ record: inout RunRecord) -> Target? {
        switch plan {
        case .ordered(let addresses, let options):
            guard tried < addresses.count * options.attempts else { return nil }
            defer { tried += 1 }
            return Target(address: addresses[tried % addresses.count], port: 53, timeout: options.timeout)
        case .drawn(let rule, let deadline, let timeout):
            guard now < deadline else { return nil }
            if untried.isEmpty { swap(&untried, &silent) }
            guard !untried.isEmpty else { return nil }
            let picked = record.choose(Self.choice(tried, rule), among: untried.map(\.text))
            let target = untried.remove(at: min(picked, untried.count - 1))
            tried += 1
            current = target
            return Target(address: target.address, port: target.port, timeout: min(timeout, deadline - now))
        }
    }

    /// Notes that the server asked last was silent: it may be tried once more, unlike one that refused at once.
    mutating func noteSilence() {
        if let current { silent.append(current) }
        current = nil
    }

    private static func choice(_ count: Int, _ rule: String) -> String {
        let ordinals = ["", "second ", "third ", "fourth ", "fifth ", "sixth "]
        return (count < ordinals.count ? ordinals[count] : "\(count + 1)th ") + "target of \(rule)"
    }
}

extension ResolverRuleTarget {
    /// The address, and the port if it is not 53.
    fileprivate var text: String { port == 53 ? address.description : "\(address) port \(port)" }
}
