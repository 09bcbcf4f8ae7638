import IPCore
import WorldModel

/// Where a subnet's route leads (rules CVPN-SUBNET-01/02, PEER, TGW, VPCE-10, ALI-PATH-03).
extension Traversal {
    /// Follows a route of a subnet's table.
    mutating func follow(_ route: Route, from reference: Reference<Subnet>, as entry: SubnetEntry) -> LegEnd {
        let subnet = topology.subnets[reference]
        switch route.target {
        case .local:
            return deliver(in: subnet.vpc, from: reference)
        case .blackhole:
            return die(
                at: subnet.element, .subnet, .subnetBlackhole,
                direction == .forward ? .cvpnSubnet01 : missingReturnRule,
                "\(subject) matches \(route.destination) in the route table of \(subnet.element), which is a blackhole.",
                remedy: "Replace the blackhole route \(route.destination) by one that leads on.")
        case .internetGateway:
            return leaveToInternet(by: route, from: subnet, reference, as: entry)
        case .natGateway(let gateway):
            return translate(by: gateway, route, from: reference, as: entry)
        case .vpnGateway:
            if let end = refuseTransit(entry, at: subnet, route) { return end }
            return leaveByVPNGateway(route, from: subnet)
        case .peering(let peering):
            if let end = refuseTransit(entry, at: subnet, route) { return end }
            return cross(peering, from: subnet)
        case .transitGateway(let gateway):
            return cross(gateway, from: subnet)
        case .gatewayEndpoint:
            if let end = refuseTransit(entry, at: subnet, route) { return end }
            return reachGatewayEndpoint(route)
        case .instance(let host):
            return pass(through: host, from: reference)
        case .tunnel:
            guard let tunnel = network.tunnel else { return dieUnroutable(route, from: subnet) }
            return isTunnelAddress(destination) ? reachClient(tunnel) : dieBehind(tunnel, route)
        }
    }

    /// A packet of another network that wants to use this VPC's edge (rule PEER-02).
    private mutating func refuseTransit(_ entry: SubnetEntry, at subnet: Subnet, _ route: Route) -> LegEnd? {
        guard case .transit = entry else { return nil }
        return die(
            at: subnet.element, .subnet, .peerNotTransitive, .peer02,
            "\(subject) came from another network, and \(route.targetName) serves the VPC of \(subnet.element) alone.",
            remedy: "Give the network that sends a way of its own.")
    }

    /// A gateway endpoint: the service is reached inside the provider's network (rule VPCE-10).
    private mutating func reachGatewayEndpoint(_ route: Route) -> LegEnd {
        if let end = outage(of: route.targetName, .gateway) { return end }
        charge(network.latency.network)
        pass(route.targetName, .gateway, "reaches the service inside the provider's network", .vpce10)
        if let host = topology.host(at: destination, in: .internet) { return listen(at: host, .provider) }
        return receiveUndeclared(.provider, missing: "internet.dns_servers", accepting: "internet.hosts", .vpce10)
    }

    /// An instance that forwards for others, such as a NAT instance or a firewall.
    private mutating func pass(through reference: Reference<Host>, from sender: Reference<Subnet>) -> LegEnd {
        let host = topology.hosts[reference]
        let home = host.subnet ?? sender
        if let end = outage(of: host.element, .host) { return end }
        if home != sender {
            if let end = subnetOutage(home) { return end }
            pass(topology.subnets[home].element, .subnet, "holds \(host.element)", .cvpnSubnet01)
            if let end = filter(topology.subnets[home], leaving: false) { return end }
        }
        if let end = admitIngress(to: host) { return end }
        pass(host.element, .host, address: host.addresses.first, "forwards the packet", .cvpnSubnet01)
        guard direction == .forward else { return leave(home, as: .answer) }
        let interface = SendingInterface(
            element: host.element, groups: host.securityGroups, groupsKey: "\(host.keyPath).security_groups",
            groupRule: .sg01, publicAddress: host.publicAddress)
        return leave(home, as: .interface(interface))
    }

    // MARK: - The VPN's gateway as a target

    /// A route to the VPN's gateway for an address that it does not know: it sends the packet back (rule ALI-PATH-03).
    private mutating func dieBehind(_ tunnel: Tunnel, _ route: Route) -> LegEnd {
        die(
            at: tunnel.name, .vpn, .loop, .aliPath03,
            "\(tunnel.name) does not know \(destination) and returns the packet to the VPC: it goes round until its time to live is exceeded.",
            remedy:
                "Take \(route.destination) to \(tunnel.name) out of the route table; only the client's address in the tunnel can be reached.",
            reported: true)
    }

    /// Hands the packet to the client's end of the tunnel, or takes the answer home (rules ALI-PATH-01/02).
    mutating func reachClient(_ tunnel: Tunnel) -> LegEnd {
        guard direction == .forward else { return .returned }
        if let end = outage(of: tunnel.name, .vpn) { return end }
        if let end = admitIngress(tunnel.securityGroups, key: tunnel.securityGroupsKey, of: tunnel.name) { return end }
        _ = land(tunnel)
        charge(network.latency.tunnel)
        guard tunnel.defaults.acceptsReverse, tunnel.clientAddresses.contains(destination) else {
            return die(
                at: tunnel.name, .vpn, .noSuchHost, tunnel.defaults.reverseRule ?? tunnel.defaults.sourceRule,
                "No client of \(tunnel.name) has the address \(destination).",
                remedy: "Use the address that the client has in the tunnel.")
        }
        pass(
            tunnel.name, .vpn, address: source, "leads into the tunnel, the source as it is",
            tunnel.defaults.reverseRule)
        if flow.isDNS {
            return die(
                at: "client", .client, .noListener, tunnel.defaults.reverseRule,
                "The device answers no DNS queries at \(destination).")
        }
        pass("client", .client, address: destination, "the device", tunnel.defaults.reverseRule)
        return .arrived(.tunnelClient, .delivered(.undeclared))
    }
}
