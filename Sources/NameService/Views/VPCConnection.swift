import WorldModel

/// Whether the resolver of one VPC gives the private addresses of another one's instances.
enum VPCConnection: Hashable {
    /// It is the same VPC.
    case own
    /// By a peering connection whose owner side allows it (PEER-DNS-02).
    case peering(String)
    /// By a transit gateway with DNS support on both attachments (TGW-DNS-01, TGW-DNS-02).
    case transitGateway(String)
    /// It does not; why not, as half a sentence, and the rule.
    case none(String, RuleID)

    /// Whether private addresses are given.
    var isConnected: Bool {
        switch self {
        case .own, .peering, .transitGateway: true
        case .none: false
        }
    }
}

extension World {
    /// How the resolver of `asker` sees the instances of `owner`.
    ///
    /// O(connections of the asker's VPC).
    func connection(from asker: Reference<VPC>, to owner: Reference<VPC>) -> VPCConnection {
        if asker == owner { return .own }
        let askerName = topology.vpcs[asker].name
        let ownerName = topology.vpcs[owner].name
        var obstacle = VPCConnection.none("\(askerName) and \(ownerName) are not connected", .ec2Name02)
        for vpc in [asker, owner] where !topology.vpcs[vpc].hasBothDNSAttributes {
            return .none("\(topology.vpcs[vpc].name) does not have both DNS attributes on", .ec2Name03)
        }
        for reference in topology.peeringsByVPC[asker] ?? [] {
            let peering = topology.peerings[reference]
            guard peering.requester == owner || peering.accepter == owner else { continue }
            let allows = peering.requester == owner ? peering.requesterAllowsDNS : peering.accepterAllowsDNS
            if peering.isActive, allows { return .peering(peering.name) }
            obstacle = .none(
                peering.isActive
                    ? "\(ownerName)'s side of \(peering.name) does not allow DNS resolution from the remote VPC"
                    : "\(peering.name) is not active", .peerDNS02)
        }
        for reference in topology.transitGatewaysByVPC[asker] ?? [] {
            let gateway = topology.transitGateways[reference]
            guard let near = gateway.attachment(of: asker) else { continue }
            if let far = gateway.attachment(of: owner) {
                if gateway.hasDNSSupport, near.hasDNSSupport, far.hasDNSSupport {
                    return .transitGateway(gateway.name)
                }
                obstacle = .none(
                    gateway.hasDNSSupport
                        ? "DNS support is off on an attachment of \(gateway.name)"
                        : "DNS support is off on \(gateway.name)", .tgwDNS02)
            } else if case .none(_, .ec2Name02) = obstacle,
                gateway.peers.contains(where: { topology.transitGateways[$0].attachment(of: owner) != nil })
            {
                obstacle = .none("transit gateway peering does not translate names", .tgwDNS04)
            }
        }
        return obstacle
    }
}

extension VPC {
    /// Whether DNS resolution and DNS hostnames are both on (rules VPC-DNS-03 and VPC-DNS-04).
    var hasBothDNSAttributes: Bool { hasDNSSupport && hasDNSHostnames }
}
