import DNSCore
import IPCore
import ScenarioLanguage
import StubResolution
import WorldModel

/// A recorded run as the state machine has to be set up for it.
struct Subject {
    let profile: ResolverProfile
    let state: ResolverState
    let method: LookupMethod
    /// The lookups that one call makes, each with its types.
    let calls: [[RecordType]]

    /// The set-up, or `nil` for software that no profile is for.
    init?(_ run: RecordedRun) {
        guard let (profile, method, calls) = Self.software(of: run) else { return nil }
        self.profile = profile
        self.method = method
        self.calls = calls
        var state = ResolverState(
            servers: run.servers, search: run.search, ndots: 1, timeout: .seconds(5), attempts: 2, rotates: false,
            usesTCP: false, ednsPayloadSize: nil, failover: [], steps: [])
        state.options = Self.options(run, read: profile.defaults.resolvConfOptions ?? profile.defaults.options)
        self.state = profile.reading(state)
    }

    private typealias Software = (profile: ResolverProfile, method: LookupMethod, calls: [[RecordType]])

    private static func software(of run: RecordedRun) -> Software? {
        let stub = run.stub
        func named(_ name: String, _ version: String? = nil) -> ResolverProfile? {
            ResolverProfiles.named(name, version: version)
        }
        let mode = run.args["mode"]?.text ?? run.args["api"]?.text ?? ""
        let isQuery = mode.contains("query") || stub.contains("res_query") || stub.contains("-query")
        let family = family(of: run, isQuery: isQuery)
        let byName: LookupMethod = isQuery ? .query : .getaddrinfo
        if stub.hasPrefix("glibc") {
            return named("glibc").map {
                ($0, byName, stub.contains("hosts") ? [[.aaaa], [.a]] : [family ?? [.a, .aaaa]])
            }
        }
        if stub.hasPrefix("musl") {
            let version = stub.split(separator: "-").dropFirst().first.map(String.init)
            // res_search of musl knows no search list.
            let method: LookupMethod = isQuery || stub.contains("res_") ? .query : .getaddrinfo
            return named("musl", version).map { ($0, method, [family ?? [.a, .aaaa]]) }
        }
        if stub.hasPrefix("c-ares-1.18") {
            return named("c-ares", "1.18").map { ($0, byName, [family ?? caresTypes(mode)]) }
        }
        if stub.hasPrefix("c-ares") {
            return named("c-ares", "1.34").map { ($0, byName, [family ?? caresTypes(mode)]) }
        }
        if stub.hasPrefix("node") {
            return named("node").map { ($0, .query, [family ?? (run.id.contains("6/") ? [.aaaa] : [.a])]) }
        }
        if stub.hasPrefix("go") { return named("go").map { ($0, .getaddrinfo, [family ?? [.a, .aaaa]]) } }
        if stub.hasPrefix("systemd-resolved") {
            return named("systemd-resolved").map { ($0, byName, [family ?? [.a, .aaaa]]) }
        }
        if stub.hasPrefix("dnsmasq") { return forwarded(run, named("dnsmasq")) }
        if stub.hasPrefix("unbound") { return forwarded(run, named("unbound-forward")) }
        if stub.contains("jndi") || stub.hasPrefix("java") {
            return named("java").map { ($0, .query, [family ?? [.a]]) }
        }
        if stub.hasPrefix("dnspython") {
            return named("dnspython").map { profile in
                var profile = profile
                if run.args["search"]?.isTrue == true || run.id.contains("/search/") {
                    profile.search = SearchPolicy(.byDots, continuesAfter: [.nxdomain], report: .last)
                }
                let pair: [[RecordType]] = mode.contains("name") ? [[.aaaa], [.a]] : [[.a]]
                return (profile, byName, family.map { [$0] } ?? pair)
            }
        }
        if stub.hasPrefix("busybox") {
            return named("busybox-nslookup").map { ($0, .getaddrinfo, [family ?? [.a, .aaaa]]) }
        }
        for tool in ["dig", "host", "nslookup", "kdig", "drill"] where stub.hasPrefix(tool) {
            guard var profile = named(tool) else { return nil }
            let arguments = run.args["argv"]?.texts ?? []
            let isSearching = arguments.contains("+search")
            if isSearching { profile.search = SearchPolicy(.aloneOrLast, continuesAfter: [.nxdomain], report: .last) }
            if arguments.contains("+nofail") { profile.defaults.failover.insert(.servfail) }
            if arguments.contains("-s") { profile.defaults.failover.remove(.servfail) }
            return (profile, tool == "host" || tool == "nslookup" || isSearching ? .getaddrinfo : .query, [[.a]])
        }
        return nil
    }

    private static func caresTypes(_ mode: String) -> [RecordType] {
        mode.contains("addrinfo") || mode.contains("gai") ? [.a, .aaaa] : [.a]
    }

    private static func family(of run: RecordedRun, isQuery: Bool) -> [RecordType]? {
        switch run.args["family"]?.text ?? run.args["type"]?.text ?? run.args["qtype"]?.text {
        case "inet", "A", "ip4", "4", "ipv4": return [.a]
        case "inet6", "AAAA", "ip6", "6", "ipv6": return [.aaaa]
        case "unspec", "any": return [.a, .aaaa]
        default:
            if let type = run.args["network"]?.text {
                return type.hasSuffix("4") ? [.a] : type.hasSuffix("6") ? [.aaaa] : nil
            }
            guard isQuery else { return nil }
            return run.trace.first.flatMap { RecordType(mnemonic: $0.type) }.map { [$0] } ?? [.a]
        }
    }

    /// A forwarder behind the client that the run names: glibc, a single query that is never repeated, or dig.
    private static func forwarded(_ run: RecordedRun, _ profile: ResolverProfile?) -> Software? {
        guard var profile, case .forwarded(let kind, _) = profile.mechanism else { return nil }
        if run.client?.hasPrefix("glibc") == true { return (profile, .getaddrinfo, [[.a, .aaaa]]) }
        var once = WalkPolicy(.passes)
        once.truncation = .usedAsItIs
        profile.mechanism = .forwarded(kind, client: .walk(once))
        profile.pairing = .oneAfterTheOther
        profile.combination = .anyAnswer
        profile.defaults.timeout = .seconds(12)
        profile.defaults.attempts = 1
        profile.defaults.failover = [.timeout, .unreachable]
        profile.errors = CallerErrors([
            .servfail: "SERVFAIL", .refused: "REFUSED", .notimp: "NOTIMP", .formerr: "FORMERR", .nxdomain: "NXDOMAIN",
            .nodata: "NODATA", .timeout: "NO_REPLY", .unreachable: "REFUSED",
        ])
        return (profile, .query, [[.a]])
    }

    private static func options(_ run: RecordedRun, read: Set<ResolverOption>) -> ResolverOptions {
        var options = ResolverOptions()
        func number(_ text: Substring) -> Int? { text.split(separator: ":").last.flatMap { Int($0) } }
        for option in run.options {
            let key = option.split(separator: ":").first.map(String.init) ?? option
            switch key {
            case "timeout" where read.contains(.timeout): options.timeout = number(option[...]).map { .seconds($0) }
            case "attempts" where read.contains(.attempts): options.attempts = number(option[...])
            case "ndots" where read.contains(.ndots): options.ndots = number(option[...])
            case "rotate" where read.contains(.rotate): options.rotates = true
            case "use-vc" where read.contains(.useVC): options.usesTCP = true
            case "edns0" where read.contains(.edns0): options.ednsPayloadSize = .some(1200)
            case "single-request" where read.contains(.singleRequest): options.singleRequest = .single
            case "single-request-reopen" where read.contains(.singleRequest): options.singleRequest = .reopen
            case "no-aaaa" where read.contains(.noAAAA): options.omitsAAAA = true
            default: break
            }
        }
        let flags = run.args["daemon"]?.texts ?? []
        if flags.contains("--strict-order") || run.stub.contains("strict") { options.strictOrder = true }
        if flags.contains("--all-servers") || run.stub.contains("all-servers") { options.allServers = true }
        // What an API sets itself.
        if let timeout = run.args["timeout"]?.double {
            options.timeout = .milliseconds(Int64(timeout >= 100 ? timeout : timeout * 1000))
        }
        if let tries = run.args["tries"]?.double { options.attempts = Int(tries) }
        return options
    }
}
