import DNSCore
import IPCore
import ScenarioLanguage

/// Makes the resolver's configuration before and after the VPN connects.
struct ResolverStates {
    private let client: DeclaredClient
    private let assumptions: DeclaredAssumptions

    init(_ scenario: Scenario) {
        client = scenario.client
        assumptions = scenario.assumptions
    }

    /// The configuration without a tunnel: the device's own servers; without any the list is empty.
    ///
    /// Options that are left out have the values of the profile `sequential`.
    var before: ResolverState {
        let declared = client.resolver
        let servers = declared.nameservers
        let options = Self.options(declared.options)
        var state = ResolverState(
            servers: servers, search: declared.search, ndots: options.ndots ?? 1,
            timeout: options.timeout ?? .seconds(5), attempts: options.attempts ?? 2, rotates: options.rotates ?? false,
            usesTCP: options.usesTCP ?? false, ednsPayloadSize: options.ednsPayloadSize ?? nil,
            failover: options.failover ?? [.timeout, .unreachable],
            steps: [
                ReasoningStep(
                    servers.isEmpty
                        ? "The device has no DNS server of its own."
                        : servers.count == 1
                            ? "The device's own DNS server is \(list(servers))."
                            : "The device's own DNS servers are \(list(servers)), asked in this order.",
                    servers.isEmpty ? nil : .stub01)
            ])
        state.profile = declared.profile.rawValue
        state.version = declared.version
        state.options = options
        return state
    }

    /// What the scenario says, and nothing of what it leaves to the profile.
    private static func options(_ declared: DeclaredResolverOptions) -> ResolverOptions {
        var options = ResolverOptions()
        options.ndots = declared.ndots
        options.timeout = declared.timeout
        options.attempts = declared.attempts
        options.rotates = declared.rotate
        options.usesTCP = declared.useVC
        if let edns = declared.edns0 { options.ednsPayloadSize = .some(payloadSize(edns)) }
        options.singleRequest = declared.singleRequest.map { $0 ? .single : .no }
        options.omitsAAAA = declared.noAAAA
        options.strictOrder = declared.strictOrder
        options.allServers = declared.allServers
        options.failover = declared.failoverOn.map { Set($0) }
        return options
    }

    /// The configuration with the tunnel, warnings appended to `diagnostics`.
    func after(_ before: ResolverState, with vpn: CompiledVPN, into diagnostics: inout [Diagnostic]) -> ResolverState {
        var state = before
        let tunnel = vpn.tunnel
        let pushed = tunnel.dnsServers
        state.steps += vpn.dnsSteps
        guard !pushed.isEmpty else {
            state.steps.append(
                ReasoningStep(
                    "\(tunnel.name) sets no DNS server, so the device keeps the servers that it had.", vpn.noDNSRule))
            return state
        }
        let handling = handling
        guard handling != .ignore else {
            state.steps.append(
                ReasoningStep(
                    "\(tunnel.name) pushes \(list(pushed)), but the VPN client does not set them, so the device keeps the "
                        + "servers that it had.", client.vpnClient.name == .openvpn ? .stub12 : .ovpnDNS01))
            return state
        }
        if !vpn.searchDomains.isEmpty {
            state.search = vpn.searchDomains
            state.steps.append(ReasoningStep("\(tunnel.name) pushes the search list, too.", .stub08))
        } else if !state.search.isEmpty {
            state.steps.append(ReasoningStep("The search list stays as it was.", .stub08))
        }
        replace(&state, before: before, vpn: vpn, into: &diagnostics)
        return state
    }

    /// Lets the pushed servers take the place of the device's own for all names (rules CVPN-DNS-03, STUB-14).
    ///
    /// IPv6 servers may survive a push of IPv4 servers (rule CVPN-V6-03).
    private func replace(
        _ state: inout ResolverState, before: ResolverState, vpn: CompiledVPN, into diagnostics: inout [Diagnostic]
    ) {
        let pushed = vpn.tunnel.dnsServers
        state.servers = pushed
        state.steps.append(
            ReasoningStep(
                "\(vpn.tunnel.name) pushes \(list(pushed)), which \(pushed.count == 1 ? "takes" : "take") the place of the "
                    + "device's own servers for all names.", vpn.dnsRule))
        let survivors = before.servers.filter { $0.family == .ipv6 && !$0.isLoopback && !pushed.contains($0) }
        guard pushed.allSatisfy({ $0.family == .ipv4 }), let first = survivors.first else { return }
        warn(of: first, pushedBy: vpn.tunnel.name, into: &diagnostics)
        switch assumptions.ipv6Resolvers {
        case .kept:
            state.servers += survivors
            let assumption = AssumptionUse(key: "assumptions.ipv6_resolvers", value: "kept", rule: .cvpnV603)
            for server in survivors { state.serverAssumptions[server] = assumption }
            state.steps.append(
                ReasoningStep(
                    "Only IPv4 servers are pushed, so \(list(survivors)) \(survivors.count == 1 ? "stays" : "stay") behind "
                        + "them.", .cvpnV603))
        case .removed:
            state.steps.append(
                ReasoningStep("The device's IPv6 servers \(list(survivors)) are taken away as well.", .cvpnV603))
        }
    }

    private func warn(of server: IPAddress, pushedBy vpn: String, into diagnostics: inout [Diagnostic]) {
        let message =
            "\(server) is not replaced by the IPv4 servers that \(vpn) pushes: lookups can leak past the tunnel"
        let rule = RuleID.cvpnV603.rawValue
        if let index = client.resolver.nameservers.firstIndex(of: server) {
            let marks = client.resolver.marks
            diagnostics.append(
                .warning(
                    message, rule: rule, at: marks.location(of: "nameservers", index: index),
                    keyPath: marks.keyPath(of: "nameservers", index: index)))
            return
        }
    }

    /// What the VPN software does with pushed servers on this system.
    ///
    /// Plain OpenVPN hands them to a script alone where there is no Windows (rules STUB-12, OVPN-DNS-01, IBM-DNS-08); all else
    /// replaces the device's own (rule STUB-14).
    private var handling: DeclaredPushedDNSHandling {
        if let declared = client.vpnClient.dns { return declared }
        return client.vpnClient.name == .openvpn && client.os != .windows ? .ignore : .replace
    }

    private static func payloadSize(_ edns: DeclaredEDNS?) -> Int? {
        switch edns {
        case .size(let size): Int(size)
        case .on: 1232
        case .off, nil: nil
        }
    }

    private func list(_ values: [some CustomStringConvertible]) -> String {
        let texts = values.map(\.description)
        guard let last = texts.last, texts.count > 1 else { return texts.first ?? "" }
        return texts.dropLast().joined(separator: ", ") + " and " + last
    }
}
