import IPCore
import WorldModel

/// A subnet as the place that a packet leaves from: the provider's resolver, filters, route table (rules VPC-DNS-05, CVPN-SUBNET-01).
extension Traversal {
    /// Leads the packet out of a subnet, to wherever the subnet's route table sends it.
    mutating func leave(_ reference: Reference<Subnet>, as entry: SubnetEntry) -> LegEnd {
        let subnet = topology.subnets[reference]
        if let end = expire(at: subnet.element, .subnet, .cvpnSubnet01) { return end }
        if let end = subnetOutage(reference) { return end }
        if let end = reachProvider(from: reference, as: entry) { return end }
        if destination.isLinkLocal { return dieLinkLocal(at: subnet) }
        if case .interface(let interface) = entry, let end = admitEgress(of: interface, in: subnet.vpc) { return end }
        if subnet.cidrs.contains(where: { $0.contains(destination) }) {
            return deliver(in: subnet.vpc, from: reference)
        }
        switch entry {
        case .transit: break
        case .interface, .natGateway, .answer: if let end = filter(subnet, leaving: true) { return end }
        }

        let table = topology.routeTables[subnet.routeTable]
        let route = table.routes.longestMatch(for: destination)?.value
        if let end = routeToTunnel(from: subnet, table, explicit: route) { return end }
        guard let route else { return dieWithoutRoute(subnet, table) }
        pass(table.element, .routeTable, "\(route.destination) leads to \(route.targetName)", .cvpnSubnet01)
        return follow(route, from: reference, as: entry)
    }

    /// The packet's end if it has passed too many routers (a loop).
    mutating func expire(at element: String, _ kind: HopKind, _ rule: RuleID) -> LegEnd? {
        timeToLive -= 1
        guard timeToLive <= 0 else { return nil }
        return die(
            at: element, kind, .loop, rule, "\(subject) goes round in a circle until its time to live is exceeded.",
            remedy: "Break the circle of routes at \(element).", reported: true)
    }

    /// The packet's end if the subnet or its availability zone is down.
    mutating func subnetOutage(_ reference: Reference<Subnet>) -> LegEnd? {
        let subnet = topology.subnets[reference]
        return outage(of: subnet.element, .subnet) ?? outage(of: subnet.zoneElement, .subnet)
            ?? outage(of: topology.vpcs[subnet.vpc].name, .subnet)
    }

    // MARK: - The provider's own addresses

    /// Lets the packet reach a resolver or service of the provider that every subnet of the VPC has.
    private mutating func reachProvider(from reference: Reference<Subnet>, as entry: SubnetEntry) -> LegEnd? {
        guard case .interface(let interface) = entry else { return nil }
        let subnet = topology.subnets[reference]
        let vpc = topology.vpcs[subnet.vpc]
        let isFiltered = isFromTunnel && network.tunnel?.defaults.filtersServices == true
        let end = isFiltered ? FarEnd.filteredProvider(reference) : .provider
        if let server = vpc.resolver(at: destination) {
            if isFromTunnel, isLinkLocalService { return dieLinkLocal(at: subnet) }
            if isFiltered, let refused = refuseService(to: interface, in: subnet) { return refused }
            return ask(server, of: subnet.vpc, end)
        }
        guard !vpc.contains(destination) else { return nil }
        let host =
            topology.host(at: destination, in: .vpc(subnet.vpc))
            ?? (isService(destination) ? topology.host(at: destination, in: .internet) : nil)
        guard host != nil || isService(destination) else { return nil }
        if isFiltered, let refused = refuseService(to: interface, in: subnet) { return refused }
        let element = host.map { topology.hosts[$0].element } ?? destination.description
        if let lost = loseServiceAnswer(at: element, in: vpc) { return lost }
        guard let host else { return receiveUnlisted(end, assuming: "internet.hosts", rules.internetInside) }
        return listen(at: host, end)
    }

    /// The packet's end if the filters around the gateway do not let it out to the provider's own services (rule IBM-DNS-04).
    private mutating func refuseService(to interface: SendingInterface, in subnet: Subnet) -> LegEnd? {
        admitEgress(of: interface, in: subnet.vpc) ?? filter(subnet, leaving: true)
    }

    /// 169.254.0.0/16 and fd00:ec2::/32 are there for the network interfaces of the VPC alone.
    private var isLinkLocalService: Bool {
        destination.isLinkLocal || destination.family == .ipv6 && destination.bits >> 96 == 0xfd00_0ec2
    }

    private mutating func dieLinkLocal(at subnet: Subnet) -> LegEnd {
        die(
            at: subnet.element, .subnet, .linkLocal, .cvpnDNS11,
            "\(destination) is a link-local address, and VPC routing does not forward it.",
            remedy: "Use the address of the VPC's resolver, the base of its CIDR plus two, instead.")
    }

    /// Asks the provider's resolver of a VPC from within; no security group and no network ACL filters that (rule VPC-DNS-05).
    private mutating func ask(
        _ server: Reference<NameServer>, of reference: Reference<VPC>, _ end: FarEnd
    ) -> LegEnd {
        let vpc = topology.vpcs[reference]
        let element = network.nameServers[server].name
        if let end = outage(of: element, .host) { return end }
        if let end = outage(of: destination, at: element, .host) { return end }
        if !vpc.hasDNSSupport, case .vpcResolver = network.nameServers[server].role {
            return die(
                at: element, .host, .dnsSupportOff, .vpcDNS02,
                "DNS support is off in \(vpc.name), so its resolver at \(destination) does not answer.",
                remedy: "Set enable_dns_support of \(vpc.name) to true.")
        }
        guard flow.isDNS else {
            return die(
                at: element, .host, .noListener, vpc.resolverRule,
                "The resolver at \(destination) answers DNS and nothing else.", remedy: "Ask it on port 53.")
        }
        if let end = loseServiceAnswer(at: element, in: vpc) { return end }
        if vpc.contains(destination) || isLinkLocalService {
            pass(element, .host, address: destination, "the resolver of \(vpc.name), which no filter guards", .vpcDNS05)
        } else {
            pass(element, .host, address: destination, "a resolver for \(vpc.name)", vpc.resolverRule)
        }
        return .arrived(end, .delivered(.nameServer(server)))
    }

    /// The end of an answer that a service of the provider cannot send to an address of the tunnel's pool (rule IBM-DNS-03).
    private mutating func loseServiceAnswer(at element: String, in vpc: VPC) -> LegEnd? {
        guard isFromTunnel, let rule = network.tunnel?.defaults.serviceReturnRule, let source, isTunnelAddress(source),
            !vpc.contains(source)
        else { return nil }
        direction = .return
        return die(
            at: element, .host, .noReturnRoute, rule,
            "\(element == destination.description ? element : "\(element) at \(destination)") does not know the way back to \(source), the client's own address.",
            remedy: "Give the VPN's route for \(destination) the action translate.")
    }

    // MARK: - The way to the client's tunnel

    /// Leads a packet to an address of the tunnel's pool, to which no subnet's table needs a route of its own.
    private mutating func routeToTunnel(from subnet: Subnet, _ table: RouteTable, explicit route: Route?) -> LegEnd? {
        guard let tunnel = network.tunnel, isTunnelAddress(destination) else { return nil }
        if let route, !route.destination.isDefault { return nil }
        guard direction == .return || tunnel.defaults.acceptsReverse else { return nil }
        guard index.tunnelVPCs.contains(subnet.vpc) else { return routeToAdvertised(from: subnet) }
        guard table.acceptsVPNRoutes else {
            return die(
                at: subnet.element, .subnet, .subnetNoRoute, .ibmRoute07,
                "\(table.element), the route table of \(subnet.element), accepts no routes from \(tunnel.name), so nothing leads to \(destination).",
                remedy: "Let \(table.element) accept routes from the VPN server.")
        }
        pass(table.element, .routeTable, "the addresses of clients lead to \(tunnel.name)", tunnel.defaults.reverseRule)
        return reachClient(tunnel)
    }

    /// Leads a packet to the tunnel's pool by a transit gateway to which the tunnel's VPC advertises it (rule IBM-ROUTE-06).
    private mutating func routeToAdvertised(from subnet: Subnet) -> LegEnd? {
        let gateway = (topology.transitGatewaysByVPC[subnet.vpc] ?? []).first { gateway in
            index.advertisingVPCs.contains { topology.transitGateways[gateway].attachment(of: $0) != nil }
        }
        return gateway.map { cross($0, from: subnet) }
    }

    // MARK: - No route

    private mutating func dieWithoutRoute(_ subnet: Subnet, _ table: RouteTable) -> LegEnd {
        let text = "\(subject) matches no route in \(table.element), the route table of \(subnet.element)."
        if isOnInternet(destination), direction == .forward {
            return die(
                at: subnet.element, .subnet, .internetNoPath, wayOutRule, text,
                remedy: "Add a default route to an internet or NAT gateway to \(table.element).",
                notes: [.subnetNoRoute])
        }
        if let tunnel = network.tunnel, direction == .forward, isTunnelAddress(destination),
            !tunnel.defaults.acceptsReverse, let rule = tunnel.defaults.reverseRule
        {
            return die(
                at: subnet.element, .subnet, .subnetNoRoute, rule,
                "\(destination) is a client of \(tunnel.name), which translates what clients send: nothing behind it can open a connection to them."
            )
        }
        return die(
            at: subnet.element, .subnet, .subnetNoRoute, direction == .forward ? .cvpnSubnet01 : missingReturnRule,
            text,
            remedy: "Add a route for \(block(around: destination)) to \(table.element)\(connection(from: subnet.vpc)).")
    }

    /// A private address that only a default route to the internet matches.
    mutating func dieUnroutable(_ route: Route, from subnet: Subnet) -> LegEnd {
        let table = topology.routeTables[subnet.routeTable].element
        return die(
            at: subnet.element, .subnet, .subnetNoRoute, direction == .forward ? .cvpnSubnet01 : missingReturnRule,
            "\(subject) matches only \(route.destination) to \(route.targetName) in \(table), and the internet routes no private address.",
            remedy: "Add a route for \(block(around: destination)) to \(table)\(connection(from: subnet.vpc)).")
    }

    /// The rule for a way back that is missing.
    var missingReturnRule: RuleID {
        if let tunnel = network.tunnel, isTunnelAddress(destination) { return tunnel.defaults.returnRule }
        switch lastCrossing {
        case .peering: return .peer01
        case .internet: return wayOutRule
        case .transitGateway: return isFromTunnel ? network.tunnel?.defaults.returnRule ?? .cvpnSNAT03 : .tgw02
        case .onPremises, .none:
            return isFromTunnel ? network.tunnel?.defaults.returnRule ?? .cvpnSNAT03 : .r53Outbound02
        }
    }

    /// What connects a VPC with the destination's, as the end of a remedy: ` through tgw-1`; empty if nothing does.
    private func connection(from vpc: Reference<VPC>) -> String {
        guard let target = topology.vpc(containing: destination), target != vpc else { return "" }
        for reference in topology.transitGatewaysByVPC[vpc] ?? [] {
            let gateway = topology.transitGateways[reference]
            if gateway.attachment(of: target) != nil { return " through \(gateway.name)" }
        }
        for reference in topology.peeringsByVPC[vpc] ?? [] {
            let peering = topology.peerings[reference]
            if peering.requester == target || peering.accepter == target { return " through \(peering.name)" }
        }
        return ""
    }
}
