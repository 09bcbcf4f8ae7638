import DNSCore
import IPCore
import ScenarioLanguage

/// Makes the resolver's configuration before and after the VPN connects.
struct ResolverStates {
    let client: DeclaredClient
    private let assumptions: DeclaredAssumptions
    private let declaredVPN: DeclaredVPN?

    init(_ scenario: Scenario) {
        declaredVPN = scenario.vpn
        client = scenario.client
        assumptions = scenario.assumptions
    }

    /// The configuration without a tunnel: the device's own servers; without any the list is empty.
    ///
    /// Options that are left out have the values of the profile `sequential`.
    var before: ResolverState {
        var state = state(of: client.resolver)
        if client.cache.marks.isSet("enabled") { state.cache.isEnabled = client.cache.enabled }
        state.cache.maximum = client.cache.maxTTL
        state.cache.negativeMaximum = client.cache.maxNegativeTTL
        addLinks(to: &state)
        addDomains(to: &state)
        return state
    }

    /// Enters the servers of the physical links (systemd-resolved, macOS) or appends them to the list (all others).
    private func addLinks(to state: inout ResolverState) {
        for interface in client.interfaces ?? [] {
            guard let dns = interface.dns, !dns.nameservers.isEmpty else { continue }
            state.search += dns.domains.filter { !state.search.contains($0) }
            guard keepsLinksApart else {
                state.servers += dns.nameservers.filter { !state.servers.contains($0) }
                state.steps.append(
                    ReasoningStep("The servers of \(interface.name) are \(list(dns.nameservers)).", .stub01))
                continue
            }
            let domains = dns.domains + dns.routingDomains
            state.scopes.append(
                ResolverScope(
                    link: interface.name, servers: dns.nameservers, domains: domains,
                    isDefault: dns.defaultRoute ?? (domains.isEmpty || !dns.domains.isEmpty)))
            state.steps.append(
                ReasoningStep("\(interface.name) has servers of its own: \(list(dns.nameservers)).", .stub11))
        }
    }

    /// Enters servers for single domains (NRPT of Windows, resolver files of macOS, `server=/domain/` of dnsmasq).
    private func addDomains(to state: inout ResolverState) {
        for scoped in client.resolver.scoped {
            guard [.macos, .windows, .dnsmasq, .systemdResolved].contains(client.resolver.profile) else {
                state.steps.append(
                    ReasoningStep(
                        "\(client.resolver.profile.rawValue) knows no servers for single domains: those for "
                            + "\(scoped.domain) are not used.", .stub13))
                continue
            }
            state.scopes.append(
                ResolverScope(
                    link: "\(scoped.domain)", servers: scoped.nameservers, domains: [scoped.domain], isDefault: false))
            state.steps.append(
                ReasoningStep("Names below \(scoped.domain) go to \(list(scoped.nameservers)).", .stub13))
        }
    }

    /// Whether the resolver asks each link's servers for the names of that link.
    private var keepsLinksApart: Bool {
        client.resolver.profile == .systemdResolved || client.resolver.profile == .macos
    }

    /// What one resolver's part of the scenario says, without links and domains.
    func state(of declared: DeclaredResolverConfiguration) -> ResolverState {
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
        options.validation = declared.dnssec.flatMap { DNSSECValidation(rawValue: $0.rawValue) }
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
        if handling == .link {
            link(&state, vpn)
        } else {
            replace(&state, before: before, vpn: vpn, into: &diagnostics)
            if handling == .replace { state.scopes.removeAll { $0.isDefault } }
        }
        return state
    }

    /// Gives the pushed servers to the tunnel's link, so that the device's own stay in use (rules STUB-04, STUB-10, STUB-11, STUB-13).
    private func link(_ state: inout ResolverState, _ vpn: CompiledVPN) {
        let tunnel = vpn.tunnel
        let pushed = tunnel.dnsServers
        let routes =
            (declaredVPN?.routingDomains ?? [])
            + (client.resolver.profile == .systemdResolved ? vpn.routingDomains : [])
        let domains = vpn.searchDomains + routes
        guard keepsLinksApart else {
            state.servers = pushed + state.servers.filter { !pushed.contains($0) }
            state.steps.append(
                ReasoningStep(
                    "\(tunnel.name) pushes \(list(pushed)), which \(pushed.count == 1 ? "comes" : "come") before the "
                        + "device's own servers.", client.resolver.profile == .windows ? .stub04 : .stub12))
            return
        }
        let isDefault = declaredVPN?.defaultRoute ?? (domains.isEmpty || routes.isEmpty)
        if client.resolver.profile == .macos, domains.isEmpty {
            // Without match domains the tunnel's servers become the primary resolver.
            state.servers = pushed
            state.scopes.removeAll { $0.isDefault }
            state.steps.append(
                ReasoningStep(
                    "\(tunnel.name) pushes \(list(pushed)) without domains, so \(pushed.count == 1 ? "it becomes" : "they become") "
                        + "the primary resolver.", .stub13))
            return
        }
        state.scopes.append(
            ResolverScope(
                link: tunnel.interface, servers: pushed, domains: domains,
                isDefault: client.resolver.profile == .macos ? false : isDefault))
        let names = domains.isEmpty ? "" : " for \(list(domains))"
        state.steps.append(
            ReasoningStep(
                "\(tunnel.name) pushes \(list(pushed))\(names), which \(pushed.count == 1 ? "is" : "are") added to the link "
                    + "\(tunnel.interface); the servers that the device had stay in use.",
                client.resolver.profile == .macos ? .stub13 : .stub10))
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
    /// replaces the device's own (rule STUB-14), but where the resolver keeps links apart (rules STUB-04, STUB-10, STUB-13).
    private var handling: DeclaredPushedDNSHandling {
        if let declared = client.vpnClient.dns { return declared }
        if client.vpnClient.name == .openvpn, client.os != .windows { return .ignore }
        switch client.resolver.profile {
        case .systemdResolved, .windows, .macos: return .link
        case .sequential, .glibc, .musl, .cAres, .go, .dnsmasq, .unboundForward, .java, .node, .dig, .host, .nslookup,
            .kdig, .drill, .busyboxNslookup, .dnspython:
            return .replace
        }
    }

    private static func payloadSize(_ edns: DeclaredEDNS?) -> Int? {
        switch edns {
        case .size(let size): Int(size)
        case .on: 1232
        case .off, nil: nil
        }
    }

    func list(_ values: [some CustomStringConvertible]) -> String {
        let texts = values.map(\.description)
        guard let last = texts.last, texts.count > 1 else { return texts.first ?? "" }
        return texts.dropLast().joined(separator: ", ") + " and " + last
    }
}
