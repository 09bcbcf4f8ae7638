import IPCore
import WorldModel

/// The VPN's gateway: association, route, authorization, source translation (rules CVPN-ASSOC, CVPN-FWD, CVPN-AUTH, CVPN-SNAT).
extension Traversal {
    /// Leads the packet through the tunnel to its gateway and on.
    mutating func enter(_ tunnel: Tunnel) -> LegEnd {
        if let route = index.transportRoute { return dieInLoop(tunnel, route) }
        if let end = carrierOutage(tunnel) ?? overlap(tunnel) { return end }
        isFromTunnel = true
        charge(network.latency.tunnel)
        pass(tunnel.name, .vpn, address: source, "the tunnel ends at \(tunnel.product)", tunnel.defaults.landingRule)
        if let end = outage(of: tunnel.name, .vpn) { return end }
        guard tunnel.families.contains(destination.family) else {
            return die(
                at: tunnel.name, .vpn, .vpnNoRoute, rules.missingFamily,
                "\(tunnel.name) does not carry \(destination.family == .ipv6 ? "IPv6" : "IPv4"): it drops the packet to \(destination).",
                remedy: "Take the route for \(destination) out of the tunnel, or make the endpoint dual-stack.")
        }
        guard let association = land(tunnel) else {
            return die(
                at: tunnel.name, .vpn, .vpnNoRoute, tunnel.defaults.noRouteRule,
                "\(tunnel.name) is associated with no network, so it forwards nothing.",
                remedy: "Associate \(tunnel.name) with a target network.")
        }
        let isImplicit = reachesPeerImplicitly(tunnel, association)
        guard let route = association.routes.longestMatch(for: destination)?.value else {
            if isImplicit { return enterCloud(tunnel, association, translates: true, .cvpnFWD02) }
            return dieWithoutRoute(tunnel, association)
        }
        if route.action == .drop {
            return die(
                at: tunnel.name, .vpn, .vpnRouteDrop, route.rule,
                "The route \(route.destination) of \(tunnel.name) has the action drop.",
                remedy: "Change the action of the route \(route.destination), or add a longer route for \(destination)."
            )
        }
        if !isImplicit, let end = unauthorized(tunnel) { return end }
        if route.action == .clientToClient { return deliverToOtherClient(tunnel, route) }
        if let rule = tunnel.defaults.noInternetRule, isPublic(destination), !isProviderAddress(association) {
            return die(
                at: tunnel.name, .vpn, .internetNoPath, rule,
                "\(tunnel.name) has no way to the internet: the packet to \(destination) is lost behind it.",
                remedy: "Take \(route.destination) out of the routes of \(tunnel.name).")
        }
        if let rule = tunnel.defaults.internetSourceRule, route.action == .deliver, isPublic(destination) {
            return die(
                at: tunnel.name, .vpn, .internetNoPath, rule,
                "The route \(route.destination) of \(tunnel.name) delivers the packet with \(source?.description ?? "the client's address") as its source, and nothing on the internet finds back to that.",
                remedy: "Give the route \(route.destination) the action translate.")
        }
        return enterCloud(tunnel, association, translates: route.action == .translate, route.rule)
    }

    /// The end of traffic where the LAN and the tunnel's pool overlap and the provider's clients cannot cope (rule ALI-ADDR-02).
    mutating func overlap(_ tunnel: Tunnel) -> LegEnd? {
        guard let rule = tunnel.defaults.overlapRule, let pool = tunnel.pool, let lan = index.overlappingLink else {
            return nil
        }
        let next = tunnel.gateway.map { "the tunnel's gateway \($0)" } ?? "the tunnel's gateway"
        return die(
            at: tunnel.interface, .interface, .clientOnlinkCapture, rule,
            "The LAN \(lan) and the client CIDR block \(pool) overlap: the device looks for \(next) among its neighbours, and nothing gets through the tunnel.",
            remedy: "Give \(tunnel.name) a client CIDR block that overlaps no LAN of its clients.")
    }

    /// The association that the client landed on; drawn once for a run.
    mutating func land(_ tunnel: Tunnel) -> TargetNetworkAssociation? {
        guard !tunnel.associations.isEmpty else { return nil }
        let picked = record.choose("landed_on", among: tunnel.associations.map(\.name))
        landed = tunnel.associations[picked]
        return landed
    }

    /// The tunnel's own packets would enter the tunnel (rules IBM-ROUTE-09, CVPN-ROUTE-06).
    private mutating func dieInLoop(_ tunnel: Tunnel, _ route: DeviceRoute) -> LegEnd {
        let endpoint = tunnel.endpointAddresses.first.map { "\($0), the address of \(tunnel.name)," } ?? tunnel.name
        return die(
            at: tunnel.interface, .interface, .clientLoop, tunnel.defaults.rules.loop,
            "The route \(route.destination) leads the tunnel's own packets to \(endpoint) into the tunnel: they go round in a circle and nothing gets through.",
            remedy: "Do not push \(route.destination), or keep a host route to the endpoint outside the tunnel.")
    }

    /// The tunnel's packets travel inside others, which need the interface below.
    private mutating func carrierOutage(_ tunnel: Tunnel) -> LegEnd? {
        guard let carrier = index.carrier, let key = network.outages.fault(of: carrier, at: instant) else { return nil }
        return die(
            at: carrier, .interface, .fault, nil,
            "\(carrier), which carries the tunnel of \(tunnel.name), is down (\(key)).",
            remedy: "Bring \(carrier) up again.")
    }

    // MARK: - Route

    private mutating func dieWithoutRoute(_ tunnel: Tunnel, _ association: TargetNetworkAssociation) -> LegEnd {
        let others = tunnel.associations.filter {
            $0.name != association.name && $0.routes.longestMatch(for: destination) != nil
        }
        let remedy =
            "Add a route for \(block(around: destination)) to \(tunnel.name) with \(association.name) as target."
        guard let other = others.first else {
            return die(
                at: tunnel.name, .vpn, .vpnNoRoute, tunnel.defaults.noRouteRule,
                "No route of \(tunnel.name) for \(association.name) matches \(destination), so the packet is dropped without a word.",
                remedy: remedy)
        }
        if !tunnel.isFullTunnel { record.assume("assumptions.pushed_routes", "all", .cvpnAssoc04) }
        return die(
            at: tunnel.name, .vpn, .vpnNoRoute,
            tunnel.isFullTunnel ? rules.otherLandingInFullTunnel : rules.otherLandingInSplitTunnel,
            "The client landed on \(association.name), and only \(other.name) has a route of \(tunnel.name) for \(destination): here the packet is dropped.",
            remedy: remedy)
    }

    /// Whether the switch lets a full tunnel reach peered VPCs by itself; where the switch matters it is noted.
    private mutating func reachesPeerImplicitly(_ tunnel: Tunnel, _ association: TargetNetworkAssociation) -> Bool {
        guard tunnel.isFullTunnel, index.authorization != nil, case .subnet(let subnet) = association.entry,
            let peer = topology.vpc(containing: destination)
        else { return false }
        let own = topology.subnets[subnet].vpc
        let isPeered = (topology.peeringsByVPC[own] ?? []).contains { reference in
            let peering = topology.peerings[reference]
            return peering.isActive && (peering.requester == peer || peering.accepter == peer)
        }
        guard peer != own, isPeered else { return false }
        let hasRoute = association.routes.longestMatch(for: destination) != nil
        if hasRoute, case .granted? = index.authorization?.verdict(for: destination) { return false }
        let isOn = network.switches.fullTunnelReachesPeers
        record.assume("assumptions.full_tunnel_implicit_peer", "\(isOn)", .cvpnFWD02)
        return isOn
    }

    // MARK: - Authorization

    /// The packet's end if no authorization rule lets this user through.
    private mutating func unauthorized(_ tunnel: Tunnel) -> LegEnd? {
        guard let authorization = index.authorization else { return nil }
        let block = block(around: destination)
        switch authorization.verdict(for: destination) {
        case .granted(let prefix):
            reason(
                "An authorization rule of \(tunnel.name) for \(prefix) lets this user reach \(destination).",
                .cvpnAuth02)
            return nil
        case .unmentioned:
            return die(
                at: tunnel.name, .vpn, .vpnNoAuth, tunnel.defaults.authorizationRule ?? .cvpnAuth01,
                "No authorization rule of \(tunnel.name) covers \(destination), so the packet is dropped without a word.",
                remedy: "Add an authorization rule for \(block) to \(tunnel.name).")
        case .shadowed(let longest, let groups, let own):
            let holders = groups.map { "\"\($0)\"" }.joined(separator: ", ")
            guard let own else {
                return die(
                    at: tunnel.name, .vpn, .vpnNoAuth, .cvpnAuth02,
                    "The authorization rule of \(tunnel.name) for \(longest) is for \(holders) alone, and the user is in no such group.",
                    remedy: "Authorize \(longest) for a group of the user.")
            }
            return die(
                at: tunnel.name, .vpn, .vpnNoAuth,
                flow.isDNS ? .cvpnAuth04 : own.isDefault ? .cvpnAuth03 : .cvpnAuth02,
                "The authorization rule of \(tunnel.name) for \(longest), for \(holders) alone, shadows the user's own rule for \(own): only the longest prefix around \(destination) counts.",
                remedy: "Authorize \(longest) for a group of the user too.")
        }
    }

    // MARK: - Onwards

    /// Hands the packet to another client (rule CVPN-ROUTE-09).
    private mutating func deliverToOtherClient(_ tunnel: Tunnel, _ route: GatewayRoute) -> LegEnd {
        pass(destination.description, .host, address: destination, "another client of \(tunnel.name)", route.rule)
        return receiveUnlisted(.near, assuming: "vpn.client_cidr_block", route.rule)
    }

    /// Whether the destination is a resolver or service of the provider in the VPC where the tunnel ends.
    private func isProviderAddress(_ association: TargetNetworkAssociation) -> Bool {
        guard case .subnet(let subnet) = association.entry else { return false }
        let vpc = topology.subnets[subnet].vpc
        return topology.vpcs[vpc].resolver(at: destination) != nil
            || topology.host(at: destination, in: .vpc(vpc)) != nil
    }

    /// Puts the packet onto the target network, its source translated or not.
    private mutating func enterCloud(
        _ tunnel: Tunnel, _ association: TargetNetworkAssociation, translates: Bool, _ rule: RuleID
    ) -> LegEnd {
        let gateway = association.interfaces.first
        let kind: HopKind
        switch association.entry {
        case .subnet: kind = .eni
        case .onPremises: kind = .onPremises
        }
        if translates, destination.family == .ipv4, let gateway {
            source = gateway.address
            assumeSource(gateway, association)
            pass(
                association.element, kind, address: gateway.address, "source becomes \(gateway.address)",
                tunnel.defaults.sourceRule)
        } else {
            let own = source.map(\.description) ?? "its own address"
            let sourceRule = translates && destination.family == .ipv6 ? .cvpnSNAT02 : rule
            pass(association.element, kind, address: source, "the source stays \(own)", sourceRule)
        }
        switch association.entry {
        case .subnet(let subnet):
            if let gateway, let end = outage(of: gateway.address, at: association.element, kind) { return end }
            let interface = SendingInterface(
                element: association.element, groups: tunnel.securityGroups, groupsKey: tunnel.securityGroupsKey,
                groupRule: flow.isDNS
                    ? tunnel.defaults.securityGroupRule
                    : tunnel.defaults.trafficGroupRule ?? tunnel.defaults.securityGroupRule,
                publicAddress: gateway?.publicAddress)
            return leave(subnet, as: .interface(interface))
        case .onPremises(let site):
            if let end = outage(of: association.element, .onPremises) { return end }
            if isInside(site, destination) { return receive(in: site) }
            if isPublic(destination) {
                publicAddress = gateway?.publicAddress
                source = publicAddress ?? source
            }
            return leave(site)
        }
    }

    /// Notes that the source address is a guess: base+4 of the subnet, or the first of several interfaces (rule CVPN-ENI-03).
    private mutating func assumeSource(_ gateway: GatewayInterface, _ association: TargetNetworkAssociation) {
        if let key = gateway.assumedKey {
            sourceAssumption = AssumptionUse(key: key, value: gateway.address.description, rule: rules.assumedSource)
        } else if association.interfaces.count > 1 {
            sourceAssumption = AssumptionUse(
                key: "vpn.associations[\(association.name)].enis", value: gateway.address.description,
                rule: rules.severalInterfaces)
        }
    }
}
