import IPCore
import WorldModel

/// What connects networks: peering, transit gateways, connections to premises (rules PEER-01/02, TGW-01/02).
extension Traversal {
    // MARK: - Peering

    /// Leads the packet over a peering connection.
    mutating func cross(_ reference: Reference<PeeringConnection>, from subnet: Subnet) -> LegEnd {
        let peering = topology.peerings[reference]
        if let end = outage(of: peering.name, .peering) { return end }
        guard peering.isActive else {
            return die(
                at: peering.name, .peering, .subnetBlackhole, .peer01,
                "The peering connection \(peering.name) is not active, so its routes lead nowhere.",
                remedy: "Accept \(peering.name).")
        }
        let other = peering.requester == subnet.vpc ? peering.accepter : peering.requester
        guard topology.vpcs[other].contains(destination) else {
            return die(
                at: peering.name, .peering, .peerNotTransitive, .peer02,
                "\(peering.name) leads to \(topology.vpcs[other].name), and \(destination) lies beyond it: peering is not transitive.",
                remedy: "Connect the networks directly, or by a transit gateway.")
        }
        charge(network.latency.network)
        pass(peering.name, .peering, "leads to \(topology.vpcs[other].name)", .peer01)
        if direction == .forward {
            lastCrossing = .peering
            if topology.vpcs[other].region != topology.vpcs[subnet.vpc].region {
                referenceBarrier = "\(peering.name) joins two Regions"
            }
        }
        return deliver(in: other, from: nil)
    }

    // MARK: - Transit gateway

    /// Leads the packet to a transit gateway.
    mutating func cross(_ reference: Reference<TransitGateway>, from subnet: Subnet) -> LegEnd {
        let gateway = topology.transitGateways[reference]
        let vpc = topology.vpcs[subnet.vpc].name
        if let end = outage(of: gateway.name, .transitGateway) { return end }
        guard let attachment = gateway.attachment(of: subnet.vpc) else {
            return die(
                at: gateway.name, .transitGateway, .tgwNoRoute, .tgw02, "\(vpc) is not attached to \(gateway.name).",
                remedy: "Attach \(vpc) to \(gateway.name).")
        }
        if let zones = attachment.availabilityZones, !zones.contains(subnet.availabilityZone) {
            return die(
                at: gateway.name, .transitGateway, .tgwNoRoute, .tgw01,
                "The attachment of \(vpc) to \(gateway.name) has no subnet in \(subnet.availabilityZone), the availability zone of \(subnet.element).",
                remedy: "Add a subnet in \(subnet.availabilityZone) to the attachment of \(vpc).")
        }
        if !attachment.hasSecurityGroupReferencing { bar(gateway, vpc) }
        return route(in: reference, table: attachment.routeTable, zone: subnet.availabilityZone)
    }

    /// Follows the route table of a transit gateway.
    private mutating func route(
        in reference: Reference<TransitGateway>, table index: Int, zone: String?
    ) -> LegEnd {
        let gateway = topology.transitGateways[reference]
        if let end = expire(at: gateway.name, .transitGateway, .tgw02) { return end }
        charge(network.latency.network)
        let match =
            gateway.routeTables.indices.contains(index)
            ? gateway.routeTables[index].longestMatch(for: destination) : nil
        let name = gateway.routeTableNames.indices.contains(index) ? " \(gateway.routeTableNames[index])" : ""
        var target = match?.value
        if match?.prefix.isDefault != false, let vpc = advertiser(at: gateway) { target = .vpc(vpc) }
        switch target {
        case .none, .blackhole:
            let isMissing = target == nil
            return die(
                at: gateway.name, .transitGateway, .tgwNoRoute, direction == .forward ? .tgw02 : missingGatewayRule,
                isMissing
                    ? "The route table\(name) of \(gateway.name) has no route for \(destination)."
                    : "\(subject) matches a blackhole in the route table\(name) of \(gateway.name).",
                remedy:
                    "Add a route for \(block(around: destination)) to the route table\(name) of \(gateway.name), or propagate it."
            )
        case .vpc(let vpc):
            pass(gateway.name, .transitGateway, "leads to \(topology.vpcs[vpc].name)", .tgw02)
            return enter(vpc, by: reference, zone: zone)
        case .onPremises(let site):
            pass(gateway.name, .transitGateway, "leads to \(topology.onPremises[site].name)", .tgw02)
            return enter(site)
        case .peer(let peer):
            pass(gateway.name, .transitGateway, "leads to \(topology.transitGateways[peer].name)", .tgw02)
            if let end = outage(of: topology.transitGateways[peer].name, .transitGateway) { return end }
            if direction == .forward { referenceBarrier = "the transit gateways are peered" }
            return route(in: peer, table: 0, zone: nil)
        }
    }

    private mutating func enter(
        _ reference: Reference<VPC>, by gateway: Reference<TransitGateway>, zone: String?
    ) -> LegEnd {
        let attachment = topology.transitGateways[gateway].attachment(of: reference)
        if direction == .forward {
            lastCrossing = .transitGateway
            if attachment?.hasSecurityGroupReferencing == false {
                bar(topology.transitGateways[gateway], topology.vpcs[reference].name)
            }
        }
        if topology.vpcs[reference].contains(destination) { return deliver(in: reference, from: nil) }
        if let tunnel = network.tunnel, index.tunnelVPCs.contains(reference), isTunnelAddress(destination) {
            return reachClient(tunnel)
        }
        guard let subnet = attachmentSubnet(in: reference, attachment, zone: zone) else {
            let vpc = topology.vpcs[reference].name
            return die(
                at: topology.transitGateways[gateway].name, .transitGateway, .tgwNoRoute, .tgw02,
                "\(destination) does not lie in \(vpc), and the attachment of \(vpc) has no subnet that leads on.",
                remedy: "Correct the route for \(destination) of \(topology.transitGateways[gateway].name).")
        }
        pass(topology.subnets[subnet].element, .subnet, "passes through the attachment's subnet", .tgw01)
        return leave(subnet, as: .transit)
    }

    /// The subnet in which a transit gateway puts packets into a VPC that are not for the VPC itself.
    private func attachmentSubnet(
        in vpc: Reference<VPC>, _ attachment: TransitGatewayAttachment?, zone: String?
    ) -> Reference<Subnet>? {
        let subnets = topology.vpcs[vpc].subnets.filter { subnet in
            attachment?.availabilityZones?.contains(topology.subnets[subnet].availabilityZone) ?? true
        }
        return subnets.first { topology.subnets[$0].availabilityZone == zone } ?? subnets.first
    }

    /// The VPC that advertises the tunnel's pool to a transit gateway, for a packet to an address of the pool.
    private func advertiser(at gateway: TransitGateway) -> Reference<VPC>? {
        guard !index.advertisingVPCs.isEmpty, isTunnelAddress(destination) else { return nil }
        return gateway.attachments.first { index.advertisingVPCs.contains($0.vpc) }?.vpc
    }

    /// Notes that group references do not work over an attachment (rule SG-03).
    private mutating func bar(_ gateway: TransitGateway, _ vpc: String) {
        if direction == .forward {
            referenceBarrier = "the attachment of \(vpc) to \(gateway.name) has security group referencing off"
        }
    }

    private var missingGatewayRule: RuleID {
        if let tunnel = network.tunnel, isTunnelAddress(destination) { return tunnel.defaults.returnRule }
        return .tgw02
    }

    // MARK: - On premises

    /// Whether an address belongs to a network on premises.
    func isInside(_ site: Reference<OnPremisesNetwork>, _ address: IPAddress) -> Bool {
        topology.onPremises[site].cidrs.contains { $0.contains(address) }
    }

    /// Leads the packet through the virtual private gateway of a VPC.
    mutating func leaveByVPNGateway(_ route: Route, from subnet: Subnet) -> LegEnd {
        let element = "\(topology.vpcs[subnet.vpc].name)/\(route.targetName)"
        if let end = outage(of: element, .gateway) ?? outage(of: route.targetName, .gateway) { return end }
        guard let site = topology.onPremisesByVPC[subnet.vpc]?.longestMatch(for: destination)?.value else {
            return die(
                at: subnet.element, .subnet, .subnetNoRoute,
                direction == .forward ? .cvpnSubnet01 : missingReturnRule,
                "\(route.targetName) is connected with no network that has \(destination).",
                remedy: "Attach the network that has \(destination) to \(route.targetName).")
        }
        pass(element, .gateway, "leads to \(topology.onPremises[site].name)", .cvpnSubnet01)
        return enter(site)
    }

    /// Brings the packet onto the premises.
    private mutating func enter(_ site: Reference<OnPremisesNetwork>) -> LegEnd {
        let element = topology.onPremises[site].name
        if let end = outage(of: element, .onPremises) { return end }
        charge(network.latency.network)
        pass(element, .onPremises, "crosses the connection to \(element)", nil)
        guard direction == .forward else { return .returned }
        lastCrossing = .onPremises
        senderGroups = nil
        if isInside(site, destination) { return receive(in: site) }
        guard isPublic(destination) else {
            return die(
                at: element, .onPremises, .noSuchHost, .tgw02, "\(destination) does not lie in \(element).",
                remedy: "Correct the route for \(destination).")
        }
        charge(network.latency.internet)
        return crossInternet()
    }

    /// Delivers the packet inside a network on premises.
    mutating func receive(in site: Reference<OnPremisesNetwork>) -> LegEnd {
        if let host = topology.host(at: destination, in: .onPremises(site)) {
            return listen(at: host, .onPremises(site))
        }
        let key = "on_premises[\(topology.onPremises[site].name)]"
        return receiveUndeclared(
            .onPremises(site), missing: "\(key).dns_servers", accepting: "\(key).hosts", .cvpnSubnet01)
    }

    /// Leads the packet, or the answer, from the premises to the cloud.
    mutating func leave(_ reference: Reference<OnPremisesNetwork>) -> LegEnd {
        let site = topology.onPremises[reference]
        guard site.returnRoutes.contains(destination) else { return leaveWithoutRoute(site) }
        if let key = site.assumedReturnKey {
            assumeOnArrival(key, site.returnRoutes.listed, isFromTunnel ? .cvpnSNAT03 : .r53Outbound02)
        }
        if direction == .forward { lastCrossing = .onPremises }
        charge(network.latency.network)
        pass(site.name, .onPremises, "routes \(destination) to the cloud", nil)
        switch site.attachment {
        case .vpc(let vpc):
            if topology.vpcs[vpc].contains(destination) { return deliver(in: vpc, from: nil) }
            if let tunnel = network.tunnel, index.tunnelVPCs.contains(vpc), isTunnelAddress(destination) {
                return reachClient(tunnel)
            }
            return die(
                at: site.name, .onPremises, .peerNotTransitive, .peer02,
                "\(site.name) is connected with \(topology.vpcs[vpc].name) alone, and \(destination) lies beyond it.",
                remedy: "Connect \(site.name) by a transit gateway.")
        case .transitGateway(let gateway):
            if let end = outage(of: topology.transitGateways[gateway].name, .transitGateway) { return end }
            return route(in: gateway, table: topology.transitGateways[gateway].onPremises[reference] ?? 0, zone: nil)
        }
    }

    private mutating func leaveWithoutRoute(_ site: OnPremisesNetwork) -> LegEnd {
        if direction == .forward, isPublic(destination) {
            charge(network.latency.internet)
            return crossInternet()
        }
        let rule: RuleID =
            if let tunnel = network.tunnel, isTunnelAddress(destination) { tunnel.defaults.returnRule } else {
                isFromTunnel ? .cvpnSNAT03 : .r53Outbound02
            }
        if let key = site.assumedReturnKey { record.assume(key, site.returnRoutes.listed, rule) }
        return die(
            at: site.name, .onPremises, .subnetNoRoute, rule,
            "\(site.name) has no route to \(destination) in the cloud.",
            remedy: "Route \(block(around: destination)) from \(site.name) to the cloud.")
    }
}

extension PrefixSet {
    /// The prefixes as a scenario writes them.
    var listed: String { "[\(prefixes.map(\.description).joined(separator: ", "))]" }
}
