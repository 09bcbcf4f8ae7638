import DNSCore
import IPCore
import NameService
import ScenarioLanguage
import StubResolution
import WorldModel

/// A lookup as it is carried out: who asks whom for what, and how.
struct LookupPlan {
    /// Who sends the queries.
    enum Sender: Hashable {
        case client
        case host(Reference<Host>, [IPAddress])
    }

    /// The world in which it is asked.
    let surroundings: Surroundings
    /// What the stub resolver is asked.
    var request: StubRequest
    /// Its configuration.
    var state: ResolverState
    /// Its software.
    var profile: ResolverProfile
    /// Who sends the queries.
    var sender: Sender
    /// When it starts.
    var start: Duration
    /// The port that the answer's addresses are tried on.
    var port: Int
    /// The number of questions that the device asked before.
    var rotation = 0
    /// Whether it shares the device with the other lookups on the clock; else the device is fresh.
    var isOnClock = false
    /// When caches are emptied.
    var flushes: [CacheFlush] = []
    /// The lookups that the device made before, in order.
    var earlier: [LookupPlan] = []

    /// Where a packet to an address starts.
    func origin(towards destination: IPAddress) -> FlowOrigin { sender.origin(towards: destination) }

    /// How the resolver validates, if it does.
    var validation: Validation? {
        let demand: Validation.Demand
        switch state.validation {
        case .no: return nil
        case .allowDowngrade: demand = .whereSent
        case .yes: demand = .always
        }
        return Validation(surroundings.world, demand, unsignedDomains: profile.trust.unsignedDomains)
    }
}

extension LookupPlan.Sender {
    /// Where a packet to an address starts.
    func origin(towards destination: IPAddress) -> FlowOrigin {
        switch self {
        case .client: return .client
        case .host(let host, let addresses):
            let address = addresses.first { $0.family == destination.family } ?? addresses.first
            return address.map { .host(host, $0) } ?? .client
        }
    }
}

extension LookupPlan {
    /// The plan of a declared lookup.
    init(_ lookup: LookupRequest, in surroundings: Surroundings) {
        let declared = lookup.declared
        self.surroundings = surroundings
        sender = surroundings.sender(lookup.asker)
        start = declared.at ?? .zero
        port = Int(declared.port)
        switch lookup.asker {
        case .client:
            state = surroundings.world.client.resolver
            rotation = surroundings.rotation(at: declared.at)
        case .container(let container): state = surroundings.world.client.containers[container]
        case .host(let host):
            state = surroundings.resolver(of: host)
        }
        let profile = Self.profile(of: state)
        self.profile = profile
        let unknown = profile.unknownOptions(in: state)
        state = profile.reading(state)
        if !unknown.isEmpty {
            let names = unknown.map(\.rawValue).joined(separator: ", ")
            state.steps.append(ReasoningStep("\(profile.name) knows no \(names): that changes nothing.", nil))
        }
        var method = declared.method.map(LookupMethod.init) ?? profile.method
        if let server = lookup.server {
            method = .query
            state.servers = [server]
            state.scopes = []
            state.steps = [Self.direct(server)]
            state.validation = .no
        }
        switch declared.transport {
        case .tcp: state.usesTCP = true
        case .udp: state.usesTCP = false
        case nil: break
        }
        switch declared.edns {
        case .off: state.ednsPayloadSize = nil
        case .on: state.ednsPayloadSize = Self.usualPayloadSize
        case .size(let size): state.ednsPayloadSize = Int(size)
        case nil: break
        }
        // Only the device has a hosts file in the scenario.
        let hosts =
            lookup.asker == .client && method == .getaddrinfo ? surroundings.hostsFile[declared.domainName] ?? [] : []
        request = StubRequest(
            declared.domainName, isAbsolute: DomainName.endsWithDot(declared.name), types: declared.types,
            method: method, hostsAddresses: hosts)
        isOnClock = lookup.asker == .client && declared.at != nil
    }

    /// The plan of a question that `dig` asks on the device.
    init(_ dig: DigRequest, in surroundings: Surroundings) {
        let resolver = surroundings.world.client.resolver
        var failover: Set<FailoverTrigger> = [.timeout, .unreachable]
        if dig.continuesAfterServfail { failover.insert(.servfail) }
        profile = .dig
        self.surroundings = surroundings
        sender = .client
        start = dig.at
        port = 443
        state = ResolverState(
            servers: dig.server.map { [$0] } ?? resolver.servers, search: [], ndots: 1, timeout: dig.time,
            attempts: dig.tries, rotates: false, usesTCP: dig.transport == .tcp, ednsPayloadSize: dig.ednsPayloadSize,
            failover: failover, steps: dig.server.map { [Self.direct($0)] } ?? resolver.steps)
        request = StubRequest(
            dig.question.name, isAbsolute: true, types: [dig.question.type], method: .query,
            recursionDesired: dig.recursionDesired)
    }

    /// The plan of the lookup before a connection.
    init(
        _ name: DomainName, isAbsolute: Bool, asker: Asker, at start: Duration, in surroundings: Surroundings
    ) {
        sender = surroundings.sender(asker)
        self.surroundings = surroundings
        self.start = start
        port = 443
        switch asker {
        case .client:
            state = surroundings.world.client.resolver
        case .container(let container): state = surroundings.world.client.containers[container]
        case .host(let host):
            state = surroundings.resolver(of: host)
        }
        profile = Self.profile(of: state)
        state = profile.reading(state)
        let hosts = sender == .client ? surroundings.hostsFile[name] ?? [] : []
        request = StubRequest(name, isAbsolute: isAbsolute, hostsAddresses: hosts)
    }

    /// The profile of a configuration; decoding lets no name through that there is none for.
    private static func profile(of state: ResolverState) -> ResolverProfile {
        ResolverProfiles.named(state.profile, version: state.version) ?? .sequential
    }

    private static func direct(_ server: IPAddress) -> ReasoningStep {
        ReasoningStep("The question goes straight to \(server).", .stub03)
    }

    /// What software advertises that is told to use EDNS and no more (DNS flag day 2020).
    private static let usualPayloadSize = 1232
}

extension LookupMethod {
    fileprivate init(_ declared: DeclaredLookupMethod) {
        switch declared {
        case .getaddrinfo: self = .getaddrinfo
        case .query: self = .query
        }
    }
}
