import DNSCore
import IPCore
import StubResolution
import WorldModel

/// The codes that are true of a lookup without deciding it, and the sentences for those that only the whole shows.
struct LookupNotes {
    /// The codes in alphabetical order.
    private(set) var codes: [ReasonCode] = []
    /// What there is to say about leaks and bypassed endpoints.
    private(set) var steps: [ReasoningStep] = []

    init(of trace: LookupTrace, addresses: [IPAddress], in surroundings: Surroundings) {
        var found: Set<ReasonCode> = []
        for exchange in trace.exchanges {
            found.formUnion(exchange.traced.fate.notes)
            if let response = exchange.response { found.formUnion(response.notes) }
            if let drop = exchange.drop { found.formUnion(drop.notes) }
            if let reason = exchange.reason { found.insert(reason) }
        }
        if let leak = Self.leak(in: trace, surroundings) {
            found.insert(.dnsLeak)
            steps.append(leak)
        }
        if let bypass = Self.bypass(in: trace, addresses, surroundings) {
            found.insert(.bypassesEndpoint)
            steps.append(bypass)
        }
        if let reason = trace.reason { found.remove(reason) }
        codes = found.sorted()
    }

    /// A query that others than the VPN's side and the own LAN get to see although the tunnel is up.
    private static func leak(in trace: LookupTrace, _ surroundings: Surroundings) -> ReasoningStep? {
        guard trace.plan.sender == .client, let tunnel = surroundings.world.tunnel else { return nil }
        for exchange in trace.exchanges {
            guard let interface = exchange.traced.fate.interface, interface != tunnel.interface,
                exchange.traced.fate.hops.contains(where: { $0.kind == .internet })
            else { continue }
            if tunnel.isFullTunnel {
                return ReasoningStep(
                    "The tunnel takes all traffic, and yet the query for \(exchange.question.name.prose) leaves through \(interface) to \(exchange.server).",
                    tunnel.defaults.rules.leakBesideFullTunnel)
            }
            if surroundings.world.names.hasPrivateZone(for: exchange.question.name) {
                return ReasoningStep(
                    "\(exchange.question.name.prose) lies in a private zone, and \(exchange.server) on the internet is told that somebody asks for it.",
                    tunnel.defaults.rules.leakBesideSplitTunnel)
            }
        }
        return nil
    }

    /// A public answer for a service that an interface endpoint offers within (rule VPCE-04).
    private static func bypass(in trace: LookupTrace, _ addresses: [IPAddress], _ surroundings: Surroundings)
        -> ReasoningStep?
    {
        guard trace.outcome == .answered, let name = trace.conclusion?.name,
            let endpoint = surroundings.world.names.interfaceEndpoint(forService: name),
            addresses.contains(where: { AddressScope(of: [$0]) == .public && !endpoint.addresses.contains($0) })
        else { return nil }
        return ReasoningStep(
            "\(name.prose) leads to the service's public addresses, not to the interface endpoint \(endpoint.name).",
            .vpce04)
    }
}

extension NameDirectory {
    /// Whether a private hosted zone is responsible for the name in some view.
    fileprivate func hasPrivateZone(for name: DomainName) -> Bool {
        !privateZones.isEmpty && name.ancestors.contains { privateZones[$0] != nil }
    }

    /// The first interface endpoint for the service that the name belongs to.
    fileprivate func interfaceEndpoint(forService name: DomainName) -> InterfaceEndpoint? {
        guard !interfaceEndpointsByServiceName.isEmpty else { return nil }
        let position =
            interfaceEndpointsByServiceName[name]?.first
            ?? name.parent?.wildcardChild.flatMap { interfaceEndpointsByServiceName[$0]?.first }
        return position.map { interfaceEndpoints[$0] }
    }
}
