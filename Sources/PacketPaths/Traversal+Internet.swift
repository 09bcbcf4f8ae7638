import IPCore
import WorldModel

/// The way to the internet and back: internet and NAT gateways, hosts out there (rules CVPN-SUBNET-02, CVPN-ENI-03,
/// IBM-ROUTE-06, IBM-DNS-07).
extension Traversal {
    /// The rule for what a subnet needs to reach the internet.
    var wayOutRule: RuleID { isFromTunnel ? rules.internetInside : rules.internetFromSubnet }

    /// Leads the packet out of a VPC through its internet gateway.
    mutating func leaveToInternet(
        by route: Route, from subnet: Subnet, _ reference: Reference<Subnet>, as entry: SubnetEntry
    ) -> LegEnd {
        guard isPublic(destination) else { return dieUnroutable(route, from: subnet) }
        let vpc = topology.vpcs[subnet.vpc]
        let element = vpc.internetGateway ?? "\(vpc.name)/\(route.targetName)"
        guard direction == .forward else {
            guard internetEntry == subnet.vpc else {
                return die(
                    at: subnet.element, .subnet, .noReturnRoute, missingReturnRule,
                    "\(subject) would leave through \(element), and the packet did not come in there.",
                    remedy: "Add a route for \(block(around: destination)) to the route table of \(subnet.element).")
            }
            if let end = outage(of: element, .internetGateway) { return end }
            pass(element, .internetGateway, "puts the public address back", wayOutRule)
            return crossInternet()
        }
        if destination.family == .ipv4, let end = giveUpWithoutPublicAddress(entry, subnet, reference, element) {
            return end
        }
        if let end = outage(of: element, .internetGateway) { return end }
        charge(network.latency.network)
        let text = destination.family == .ipv4 ? source.map { "source becomes \($0)" } : nil
        pass(element, .internetGateway, address: source, text ?? "leads to the internet", rules.publicSource)
        publicAddress = source
        senderGroups = nil
        charge(network.latency.internet)
        return crossInternet()
    }

    /// Puts the sender's public address in place of its private one, or ends the packet if it has none.
    private mutating func giveUpWithoutPublicAddress(
        _ entry: SubnetEntry, _ subnet: Subnet, _ reference: Reference<Subnet>, _ gateway: String
    ) -> LegEnd? {
        let vpc = topology.vpcs[subnet.vpc]
        let owner: String
        switch entry {
        case .natGateway:
            return nil
        case .interface(let interface):
            owner = interface.element
            if let address = interface.publicAddress, let inside = source, vpc.contains(inside) {
                translations.append(.publicAddress(inside: inside, subnet: reference))
                source = address
                return nil
            }
        case .transit, .answer:
            owner = source.map(\.description) ?? "the sender"
        }
        return die(
            at: subnet.element, .subnet, .internetNoPath, wayOutRule,
            "The route table of \(subnet.element) leads to \(gateway), but \(owner) has no public address there, so the internet gateway drops the packet.",
            remedy: "Give the sender a public address, or route \(subnet.element) through a NAT gateway.")
    }

    /// Leads the packet through a NAT gateway.
    mutating func translate(
        by reference: Reference<NATGateway>, _ route: Route, from sender: Reference<Subnet>, as entry: SubnetEntry
    ) -> LegEnd {
        let subnet = topology.subnets[sender]
        let gateway = topology.natGateways[reference]
        guard isPublic(destination) else { return dieUnroutable(route, from: subnet) }
        guard direction == .forward else {
            return die(
                at: subnet.element, .subnet, .noReturnRoute, wayOutRule,
                "\(subject) would leave through \(gateway.element), which carries no answers to connections from outside.",
                remedy: "Route \(subnet.element) through the internet gateway.")
        }
        if case .natGateway = entry { return dieBehindNAT(subnet, gateway) }
        guard destination.family == .ipv4 else { return dieBehindNAT(subnet, gateway) }
        if let end = outage(of: gateway.element, .natGateway) { return end }
        if gateway.subnet != sender {
            if let end = subnetOutage(gateway.subnet) { return end }
            if let end = filter(topology.subnets[gateway.subnet], leaving: false) { return end }
        }
        if let source { translations.append(.natGateway(reference, inside: source)) }
        charge(network.latency.network)
        source = gateway.publicAddress
        pass(
            gateway.element, .natGateway, address: source,
            source.map { "source becomes \($0)" } ?? "source becomes its own", rules.publicSource)
        senderGroups = nil
        return leave(gateway.subnet, as: .natGateway)
    }

    private mutating func dieBehindNAT(_ subnet: Subnet, _ gateway: NATGateway) -> LegEnd {
        die(
            at: subnet.element, .subnet, .internetNoPath, wayOutRule,
            "The route table of \(subnet.element) leads \(destination) to \(gateway.element), which cannot carry it to the internet.",
            remedy: "Route \(subnet.element) to an internet gateway.")
    }

    // MARK: - Out there

    /// Brings the packet to its destination on the internet, or the answer back to where the packet came from.
    mutating func crossInternet() -> LegEnd {
        guard direction == .forward else { return returnAcrossInternet() }
        if let end = outage(of: "internet", .internet) { return end }
        pass("internet", .internet, address: source, "reaches the internet", nil)
        guard isPublic(destination) else { return dieOnInternet() }
        if let host = topology.host(at: destination, in: .internet) { return listen(at: host, .internet) }
        if let host = topology.hostsByPublicAddress[destination] { return enterFromInternet(host) }
        if destination.family == .ipv6, let vpc = topology.vpc(containing: destination) {
            return enterFromInternet(vpc, to: destination)
        }
        if let gateway = index.natGateways[destination] {
            return die(
                at: topology.natGateways[gateway].element, .natGateway, .noListener, wayOutRule,
                "\(destination) belongs to a NAT gateway, which lets nothing in.")
        }
        return receiveUndeclared(
            .internet, missing: "internet.dns_servers", accepting: "internet.hosts",
            isFromTunnel ? rules.internetInside : rules.internetOutside)
    }

    mutating func dieOnInternet() -> LegEnd {
        die(
            at: "internet", .internet, .noSuchHost, .cvpnDNS07,
            "\(destination) is no public address: nobody on the internet knows it.",
            remedy: "Use the public address, or a connection that leads to \(destination).")
    }

    private mutating func enterFromInternet(_ reference: Reference<Host>) -> LegEnd {
        let host = topology.hosts[reference]
        guard case .vpc(let vpc) = host.network,
            let inside = host.addresses.first(where: { $0.family == destination.family })
        else { return listen(at: reference, .internet) }
        return enterFromInternet(vpc, to: inside)
    }

    /// Brings a packet from the internet into a VPC.
    private mutating func enterFromInternet(_ reference: Reference<VPC>, to inside: IPAddress) -> LegEnd {
        let vpc = topology.vpcs[reference]
        guard let element = vpc.internetGateway else {
            return die(
                at: "internet", .internet, .internetNoPath, wayOutRule,
                "\(destination) belongs to \(vpc.name), which has no internet gateway to let the packet in.",
                remedy: "Give \(vpc.name) an internet gateway.")
        }
        if let end = outage(of: element, .internetGateway) { return end }
        charge(network.latency.network)
        let text = inside == destination ? "leads into \(vpc.name)" : "destination becomes \(inside)"
        pass(element, .internetGateway, address: inside, text, wayOutRule)
        destination = inside
        internetEntry = reference
        lastCrossing = .internet
        return deliver(in: reference, from: nil)
    }

    /// Undoes the latest translation and leads the answer on from there.
    private mutating func returnAcrossInternet() -> LegEnd {
        responder = flow.destination
        guard let translation = translations.popLast() else { return .returned }
        let home: Reference<Subnet>
        switch translation {
        case .publicAddress(let inside, let subnet):
            home = subnet
            if let end = comeHome(to: subnet) { return end }
            destination = inside
        case .natGateway(let gateway, let inside):
            home = topology.natGateways[gateway].subnet
            isBehindNATGateway = true
            if let end = comeHome(to: home) { return end }
            isBehindNATGateway = false
            pass(topology.natGateways[gateway].element, .natGateway, "puts \(inside) back", rules.publicSource)
            destination = inside
        }
        if topology.subnets[home].cidrs.contains(where: { $0.contains(destination) }) { return .returned }
        return leave(home, as: .answer)
    }

    /// Leads the answer through the internet gateway into a subnet.
    private mutating func comeHome(to reference: Reference<Subnet>) -> LegEnd? {
        let subnet = topology.subnets[reference]
        let vpc = topology.vpcs[subnet.vpc]
        if let gateway = vpc.internetGateway {
            pass(gateway, .internetGateway, "lets the answer in", rules.publicSource)
        }
        pass(subnet.element, .subnet, "takes the answer", nil)
        return filter(subnet, leaving: false)
    }
}
