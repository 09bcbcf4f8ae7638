import IPCore
import WorldModel

/// Hosts as senders: from a subnet, from on premises, from the LAN, from the internet.
extension Traversal {
    /// Sends the packet from a host.
    mutating func send(from reference: Reference<Host>, _ address: IPAddress) -> LegEnd {
        let host = topology.hosts[reference]
        source = address
        pass(host.element, .host, address: address, "\(host.element) sends to \(destination)", nil)
        if let end = outage(of: host.element, .host) { return end }
        if let end = outage(of: address, at: host.element, .host) { return end }
        if destination.isLoopback || host.addresses.contains(destination) { return listen(at: reference, .near) }
        switch host.network {
        case .vpc(let vpc): return send(host, in: vpc)
        case .onPremises(let site): return sendFromSite(site)
        case .local: return sendFromLink(host)
        case .internet:
            guard isPublic(destination) else { return dieOnInternet() }
            charge(network.latency.internet)
            return crossInternet()
        }
    }

    private mutating func send(_ host: Host, in vpc: Reference<VPC>) -> LegEnd {
        guard
            let subnet = host.subnet ?? source.flatMap({ topology.vpcs[vpc].subnetTable.longestMatch(for: $0)?.value })
        else {
            return die(
                at: topology.vpcs[vpc].name, .subnet, .subnetNoRoute, .cvpnSubnet01,
                "\(host.element) stands in no subnet of \(topology.vpcs[vpc].name), so no route table leads its packets on.",
                remedy: "Give \(host.element) a subnet.")
        }
        let interface = SendingInterface(
            element: host.element, groups: host.securityGroups, groupsKey: "\(host.keyPath).security_groups",
            groupRule: host.nameServer == nil ? .sg01 : .r53Outbound01, publicAddress: host.publicAddress)
        pass(topology.subnets[subnet].element, .subnet, "leaves from its subnet", .cvpnSubnet01)
        return leave(subnet, as: .interface(interface))
    }

    private mutating func sendFromSite(_ site: Reference<OnPremisesNetwork>) -> LegEnd {
        let element = topology.onPremises[site].name
        pass(element, .onPremises, "leaves from its network", nil)
        if let end = outage(of: element, .onPremises) { return end }
        if isInside(site, destination) { return receive(in: site) }
        return leave(site)
    }

    private mutating func sendFromLink(_ host: Host) -> LegEnd {
        if let neighbour = topology.host(at: destination, in: .local) {
            charge(network.latency.lan)
            return listen(at: neighbour, .near)
        }
        if index.linkNetworks.longestMatch(for: destination) != nil {
            charge(network.latency.lan)
            return receiveUndeclared(
                .near, missing: "local_network.dns_servers", accepting: "local_network.hosts", .cvpnLAN04)
        }
        guard isPublic(destination) else {
            return die(
                at: host.element, .host, .clientNoRoute, .cvpnDNS07,
                "\(destination) is a private address: the LAN's router sends it to the internet, where nobody knows it.",
                remedy: "Let \(host.element) ask a server that its network can reach.")
        }
        source = destination.family == .ipv4 ? network.client.publicIPv4 : source
        publicAddress = source
        charge(network.latency.internet)
        return crossInternet()
    }
}
