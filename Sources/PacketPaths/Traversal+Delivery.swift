import IPCore
import WorldModel

/// The last stretch inside a VPC: subnet, network ACL, host (rules CVPN-SUBNET-01, VPC-DNS-01, CVPN-DNS-10, NACL-01).
extension Traversal {
    /// Delivers the packet to its address in a VPC; `sender` is the subnet it comes from, `nil` from another network.
    mutating func deliver(in reference: Reference<VPC>, from sender: Reference<Subnet>?) -> LegEnd {
        let vpc = topology.vpcs[reference]
        if direction == .forward, sender == nil, let server = vpc.resolver(at: destination) {
            return askForeign(server, of: vpc)
        }
        guard let home = vpc.subnetTable.longestMatch(for: destination)?.value else {
            return deliverOutsideSubnets(of: reference)
        }
        let subnet = topology.subnets[home]
        if let end = subnetOutage(home) { return end }
        pass(subnet.element, .subnet, "holds \(destination)", .cvpnSubnet01)
        if home != sender, let end = filter(subnet, leaving: false) { return end }
        guard direction == .forward else { return .returned }
        if let host = topology.host(at: destination, in: .vpc(reference)) { return listen(at: host, .subnet(home)) }
        return receiveUndeclared(in: home)
    }

    private mutating func deliverOutsideSubnets(of reference: Reference<VPC>) -> LegEnd {
        guard direction == .forward else { return .returned }
        if let host = topology.host(at: destination, in: .vpc(reference)) { return listen(at: host, .vpc) }
        let vpc = topology.vpcs[reference]
        if flow.isDNS, vpc.cidrs.contains(where: { $0.first.advanced(by: 2) == destination }) {
            return dieReserved(vpc)
        }
        return die(
            at: destination.description, .host, .noSuchHost, .cvpnSubnet01,
            "\(destination) lies in \(vpc.name), but in none of its subnets, so nothing is there.",
            remedy: "Use an address that exists, or declare the subnet that holds \(destination).")
    }

    /// An address in a declared subnet that nothing declares: a host that accepts connections and answers no DNS (†).
    private mutating func receiveUndeclared(in home: Reference<Subnet>) -> LegEnd {
        let subnet = topology.subnets[home]
        let vpc = topology.vpcs[subnet.vpc]
        if subnet.reserves(destination) { return dieReserved(vpc) }
        if let end = outage(of: destination, at: destination.description, .host) { return end }
        return receiveUnlisted(.subnet(home), assuming: "\(vpc.keyPath).instances", .cvpnSubnet01)
    }

    private mutating func dieReserved(_ vpc: VPC) -> LegEnd {
        let isResolverInside = vpc.resolverAddresses.first.map(vpc.contains) ?? false
        let place =
            isResolverInside
            ? "but the resolver answers at the base of the primary CIDR plus two alone"
            : "and nothing answers DNS there"
        return die(
            at: destination.description, .host, .noListener, vpc.resolverRule,
            "\(destination) is reserved in \(vpc.name), \(place).",
            remedy: vpc.resolverAddresses.first.map { "Use \($0)." } ?? "")
    }

    // MARK: - VPC+2 of another VPC

    /// Asks the resolver of a VPC from outside of it (rules CVPN-DNS-10, PEER-DNS-01, VPC-DNS-08).
    private mutating func askForeign(_ server: Reference<NameServer>, of vpc: VPC) -> LegEnd {
        let element = network.nameServers[server].name
        let rule: RuleID
        switch lastCrossing {
        case .peering: rule = .peerDNS01
        case .onPremises, .internet, .none: rule = .vpcDNS08
        case .transitGateway: rule = .cvpnDNS10
        }
        if let end = outage(of: element, .host) { return end }
        if rule != .peerDNS01 {
            let isFlaky = network.switches.foreignResolverIsFlaky
            record.assume("assumptions.foreign_vpc_resolver", isFlaky ? "flaky" : "drop", .cvpnDNS10)
            if isFlaky, flow.isDNS, vpc.hasDNSSupport,
                record.choose("\(element) for outsiders", among: ["silent", "answering"]) == 1
            {
                pass(element, .host, address: destination, "happens to answer from outside its VPC", .cvpnDNS10)
                return .arrived(.provider, .delivered(.nameServer(server)))
            }
        }
        return die(
            at: element, .host, .peerResolver, rule,
            "\(destination) is the resolver of \(vpc.name) and answers from within \(vpc.name) alone; this packet comes from outside.",
            remedy: "Use the address of an inbound endpoint in \(vpc.name).")
    }
}

extension Subnet {
    /// Whether the provider keeps the address for itself: the first four of the IPv4 block and the last.
    func reserves(_ address: IPAddress) -> Bool {
        cidrs.contains { cidr in
            cidr.family == .ipv4 && cidr.contains(address)
                && (address.bits - cidr.first.bits < 4 || address == cidr.last)
        }
    }
}
