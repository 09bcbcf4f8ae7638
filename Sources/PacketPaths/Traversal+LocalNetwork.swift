import IPCore
import WorldModel

/// The device's own link and its way out to the internet (rules CVPN-LAN-01..04, CVPN-DNS-07, CVPN-DNS-11).
extension Traversal {
    /// Hands the packet to a neighbour on the link.
    mutating func deliverOnLink(_ winner: DeviceRoute, losers: [DeviceRoute]) -> LegEnd {
        if let host = topology.host(at: destination, in: .local) {
            charge(network.latency.lan)
            return listen(at: host, .near)
        }
        if destination.isLinkLocal, destination.family == .ipv4 { return dieLinkLocal(on: winner) }
        if let owner = capturedOwner(losers) { return dieCaptured(by: winner, from: owner) }
        charge(network.latency.lan)
        return receiveUndeclared(
            .near, missing: "local_network.dns_servers", accepting: "local_network.hosts", .cvpnLAN04)
    }

    /// An address of a VPC or of a pushed prefix that the LAN's own prefix swallows, named by what it belongs to.
    ///
    /// The next hops of the device's links are real neighbours, whatever a VPC says.
    private func capturedOwner(_ losers: [DeviceRoute]) -> String? {
        guard let tunnel = network.tunnel, !index.linkGateways.contains(destination) else { return nil }
        if let vpc = topology.vpc(containing: destination) { return topology.vpcs[vpc].name }
        let isPushed = losers.contains { route in
            route.interface == tunnel.interface && route.origin == .pushed && !route.destination.isDefault
        }
        if isPushed { return tunnel.name }
        for association in tunnel.associations {
            if let match = association.routes.longestMatch(for: destination), !match.prefix.isDefault {
                return tunnel.name
            }
        }
        return nil
    }

    private mutating func dieCaptured(by winner: DeviceRoute, from owner: String) -> LegEnd {
        let reported = network.switches.reportsCapturedAddress
        record.assume("assumptions.captured_address", reported ? "unreachable" : "timeout", .cvpnLAN01)
        let isServer = flow.isDNS && isNameServerAddress
        let role = isServer ? "the DNS server \(destination)" : "\(destination)"
        return die(
            at: winner.interface, .interface, .clientOnlinkCapture, isServer ? .cvpnLAN02 : .cvpnLAN01,
            "The LAN \(winner.destination) on \(winner.interface) captures \(role) of \(owner): the packet looks for a neighbour and never enters the tunnel.",
            remedy: "Use the VPN from a LAN whose prefix does not hold \(destination), or renumber one of the two.",
            reported: reported)
    }

    /// A route of the device's own that leads an address of a VPC to the LAN (rule CVPN-ROUTE-11).
    private mutating func dieCaptured(by winner: DeviceRoute, towards gateway: IPAddress, from owner: String) -> LegEnd
    {
        die(
            at: winner.interface, .interface, .clientOnlinkCapture, .cvpnRoute11,
            "The device's own route \(winner.destination) leads \(destination) of \(owner) to \(gateway) on the LAN, so the packet never enters the tunnel.",
            remedy: "Remove the device's route \(winner.destination).")
    }

    /// Whether somebody would ask the destination for names: it was pushed, or a name server stands there in a VPC.
    private var isNameServerAddress: Bool {
        if network.tunnel?.dnsServers.contains(destination) == true { return true }
        return topology.vpcs(containing: destination).contains { vpc in
            topology.vpcs[vpc].resolver(at: destination) != nil
                || topology.host(at: destination, in: .vpc(vpc)).map { topology.hosts[$0].nameServer != nil } == true
        }
    }

    private mutating func dieLinkLocal(on winner: DeviceRoute) -> LegEnd {
        die(
            at: winner.interface, .interface, .linkLocal, .cvpnDNS11,
            "\(destination) is a link-local address: it stays on the link of \(winner.interface) and never enters the tunnel.",
            remedy: "Use the address of the VPC's resolver, the base of its CIDR plus two, instead.")
    }

    /// Routes the packet through the gateway of a link.
    mutating func leaveByGateway(_ gateway: IPAddress, _ winner: DeviceRoute, losers: [DeviceRoute]) -> LegEnd {
        pass(gateway.description, .gateway, address: gateway, "the gateway of \(winner.interface)", winner.rule)
        if let end = outage(of: gateway, at: gateway.description, .gateway) { return end }
        if let host = topology.host(at: destination, in: .local) {
            charge(network.latency.lan)
            return listen(at: host, .near)
        }
        if destination.isLinkLocal { return dieLinkLocal(on: winner) }
        if !isPublic(destination) {
            guard winner.origin == .configured, !winner.destination.isDefault else { return dieUnroutable(by: winner) }
            if let owner = capturedOwner(losers) { return dieCaptured(by: winner, towards: gateway, from: owner) }
            charge(network.latency.lan)
            return receiveUndeclared(
                .near, missing: "local_network.dns_servers", accepting: "local_network.hosts", .ovpnNetstat09)
        }
        source = destination.family == .ipv4 ? network.client.publicIPv4 : network.client.publicIPv6 ?? source
        publicAddress = source
        charge(network.latency.internet)
        return crossInternet()
    }

    /// A private address that leaves by the LAN's default route: no router of the internet knows it (rule CVPN-DNS-07).
    private mutating func dieUnroutable(by winner: DeviceRoute) -> LegEnd {
        let name = network.tunnel?.name
        if let vpc = topology.vpc(containing: destination), index.tunnelVPCs.contains(vpc) {
            let secondary = topology.vpcs[vpc].cidrs.first { $0.contains(destination) }
            if let secondary, secondary != topology.vpcs[vpc].primaryCIDR {
                reason(
                    "\(secondary) is a secondary CIDR of \(topology.vpcs[vpc].name); no route for it came with the association.",
                    .cvpnRoute07)
            }
        }
        if let tunnel = network.tunnel, let rule = tunnel.sessionRule,
            let prefix = tunnel.routesOfNextSession.first(where: { $0.contains(destination) })
        {
            return die(
                at: winner.interface, .interface, .clientNoRoute, rule,
                "\(tunnel.name) got its route for \(prefix) after this session began, and the device learns of it with the next one: \(destination) leaves through \(winner.interface) by \(winner.destination).",
                remedy: "Disconnect and connect again: a new session brings the route for \(prefix).")
        }
        let wish =
            name.map { "No route leads \(destination) into \($0): it" }
            ?? "\(destination) is no address of the internet: it"
        let isProviders =
            isService(destination)
            || index.tunnelVPCs.contains { vpc in
                !topology.vpcs[vpc].contains(destination) && topology.vpcs[vpc].resolver(at: destination) != nil
            }
        let isAuthorized = if case .granted? = index.authorization?.verdict(for: destination) { true } else { false }
        let authorizing = network.tunnel?.authorizationRules == nil || isAuthorized ? "" : ", and authorize it"
        let code = isProviders ? rules.unroutedServiceReason : .clientNoRoute
        return die(
            at: winner.interface, .interface, code, isProviders ? rules.unroutedService : rules.unrouted,
            "\(wish) leaves through \(winner.interface) by \(winner.destination), and no router there knows \(isProviders ? "an address of the provider's own" : "a private address").",
            remedy: name.map { "Add a route for \(block(around: destination)) to \($0)\(authorizing)." }
                ?? "Connect a VPN that has a route for \(destination).",
            notes: isProviders ? [code == .vpnNoRoute ? .clientNoRoute : .vpnNoRoute] : [])
    }
}
