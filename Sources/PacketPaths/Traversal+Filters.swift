import IPCore
import ScenarioLanguage
import WorldModel

/// Security groups and network ACLs on the way (rules SG-01..04, NACL-01..04, CVPN-SG-01..03).
extension Traversal {
    // MARK: - Network ACLs

    /// The packet's end if the subnet's network ACL does not let it out, or in.
    mutating func filter(_ subnet: Subnet, leaving: Bool) -> LegEnd? {
        guard let reference = subnet.networkACL else { return nil }
        let acl = topology.networkACLs[reference]
        let peer = leaving ? destination : direction == .forward ? source : responder
        let ports = direction == .forward ? flow.destinationPort...flow.destinationPort : answerPorts
        let verdict = NetworkACL.verdict(
            of: leaving ? acl.egress : acl.ingress, peer: peer, flow.flowProtocol, ports: ports)
        let way = leaving ? "out of" : "into"
        switch verdict {
        case .allows(let rule):
            pass(acl.element, .networkACL, "rule \(rule) lets it \(way) \(subnet.element)", .nacl01)
            return nil
        case .allowsSome:
            if record.choose("source port at \(acl.element)", among: ["permitted", "not permitted"]) == 0 {
                pass(acl.element, .networkACL, "lets this source port \(way) \(subnet.element)", .nacl01)
                return nil
            }
            return dieFiltered(by: acl, nil, subnet, leaving: leaving, ports)
        case .denies(let rule):
            return dieFiltered(by: acl, rule, subnet, leaving: leaving, ports)
        }
    }

    private mutating func dieFiltered(
        by acl: NetworkACL, _ rule: Int?, _ subnet: Subnet, leaving: Bool, _ ports: ClosedRange<Int>
    ) -> LegEnd {
        let side = leaving ? "egress" : "ingress"
        let peer = (leaving ? destination : direction == .forward ? source : responder)?.description ?? "the sender"
        let denial = rule.map { "Rule \($0) of \(acl.element) denies" } ?? "No rule of \(acl.element) allows"
        let what = flow.described(ports: ports)
        return die(
            at: acl.element, .networkACL, leaving ? .naclOut : .naclIn, .nacl02,
            "\(denial) \(what) \(leaving ? "to" : "from") \(peer) \(leaving ? "out of" : "into") \(subnet.element)\(direction == .return ? ", which the answer needs: network ACLs are stateless" : "").",
            remedy: "Allow \(what) \(leaving ? "to" : "from") \(peer) in the \(side) rules of \(acl.element).",
            notes: notesOnTCP { flowProtocol in
                let rules = leaving ? acl.egress : acl.ingress
                let address = leaving ? destination : direction == .forward ? source : responder
                if case .allows = NetworkACL.verdict(of: rules, peer: address, flowProtocol, ports: ports) {
                    return true
                }
                return false
            })
    }

    /// The ports that an answer may be for: those that the sender's system takes for its own side.
    private var answerPorts: ClosedRange<Int> {
        if isBehindNATGateway { return 1024...65535 }
        switch origin {
        case .host: return 1024...65535
        case .client:
            switch network.client.os {
            case .linux: return 32768...60999
            case .macos, .windows: return 49152...65535
            }
        }
    }

    // MARK: - Security groups

    /// The packet's end if the groups of the sending interface do not let it out.
    mutating func admitEgress(of interface: SendingInterface, in vpc: Reference<VPC>) -> LegEnd? {
        guard direction == .forward else { return nil }
        senderGroups = interface.groups
        missingGroupsKey = interface.groups == nil ? interface.groupsKey : nil
        guard let groups = interface.groups, let first = groups.first else { return nil }
        let peerGroups = topology.vpc(containing: destination).flatMap { target in
            topology.host(at: destination, in: .vpc(target)).flatMap { topology.hosts[$0].securityGroups }
        }
        func admits(_ flowProtocol: FlowProtocol) -> Reference<SecurityGroup>? {
            groups.first { group in
                topology.securityGroups[group].egress.contains { rule in
                    rule.covers(flowProtocol, port: flow.destinationPort)
                        && (rule.names(destination) || rule.names(peerGroups))
                }
            }
        }
        if let group = admits(flow.flowProtocol) {
            pass(topology.securityGroups[group].element, .securityGroup, "lets it out", .sg01)
            return nil
        }
        let element = topology.securityGroups[first].element
        let what = flow.described(ports: flow.destinationPort...flow.destinationPort)
        return die(
            at: element, .securityGroup, .sgEgress, interface.groupRule,
            "\(element) on \(interface.element) lets no \(what) to \(destination) out.",
            remedy: "Allow \(what) to \(destination) in the egress rules of \(element).",
            notes: notesOnTCP { admits($0) != nil })
    }

    /// The packet's end if the groups of a host do not let it in.
    mutating func admitIngress(to host: Host) -> LegEnd? {
        guard case .vpc = host.network else { return nil }
        let isEndpoint = host.nameServer.map { network.nameServers[$0].isResolverEndpoint } ?? false
        return admitIngress(
            host.securityGroups, key: "\(host.keyPath).security_groups", of: host.element,
            isResolverEndpoint: isEndpoint)
    }

    /// The packet's end if the groups of an interface do not let it in; without groups it is not filtered (†).
    mutating func admitIngress(
        _ groups: [Reference<SecurityGroup>]?, key: String, of element: String, isResolverEndpoint: Bool = false
    ) -> LegEnd? {
        guard direction == .forward else { return nil }
        guard let groups else {
            assumeOnArrival(key, nil, .sg02)
            return nil
        }
        guard let first = groups.first else { return nil }
        func admits(_ flowProtocol: FlowProtocol) -> Reference<SecurityGroup>? {
            groups.first { group in
                topology.securityGroups[group].ingress.contains { rule in
                    rule.covers(flowProtocol, port: flow.destinationPort)
                        && (rule.names(source) || referenceBarrier == nil && rule.names(senderGroups))
                }
            }
        }
        if let group = admits(flow.flowProtocol) {
            pass(topology.securityGroups[group].element, .securityGroup, "lets it in", .sg01)
            return nil
        }
        let group = topology.securityGroups[first].element
        let what = flow.described(ports: flow.destinationPort...flow.destinationPort)
        let sender = source?.description ?? "the sender"
        let detail = explainRefusal(by: groups)
        return die(
            at: group, .securityGroup, .sgIngress, detail?.rule ?? (isResolverEndpoint ? .r53Inbound03 : .sg01),
            "\(group) on \(element) lets no \(what) from \(sender) in\(detail.map { ": \($0.text)" } ?? "").",
            remedy:
                "Allow \(what) from \(source.map { "\(block(around: $0))" } ?? sender) in the ingress rules of \(group).",
            notes: notesOnTCP { admits($0) != nil })
    }

    private struct Refusal {
        var text: String
        var rule: RuleID
    }

    /// Why a rule that looks right does not help: it names the client's pool, or a group that is not known here.
    private mutating func explainRefusal(by groups: [Reference<SecurityGroup>]) -> Refusal? {
        let rules = groups.flatMap { topology.securityGroups[$0].ingress }
            .filter { $0.covers(flow.flowProtocol, port: flow.destinationPort) }
        if let barrier = referenceBarrier, rules.contains(where: { $0.names(senderGroups) }) {
            return Refusal(text: "the reference to the sender's group does not work, since \(barrier)", rule: .sg03)
        }
        if let key = missingGroupsKey, senderGroups == nil, rules.contains(where: { !$0.groups.isEmpty }) {
            record.assume(key, nil, .sg02)
        }
        guard isFromTunnel, let tunnel = network.tunnel, let source, !isTunnelAddress(source),
            let own = tunnel.clientAddresses.first(where: { $0.family == source.family }),
            rules.contains(where: { $0.names(own) })
        else { return nil }
        return Refusal(
            text: "a rule names the client's address \(own), but here the source is \(source)",
            rule: self.rules.clientSource)
    }

    /// The note that TCP 53 is blocked where UDP 53 is open (rules DNSMSG-04, SG-04).
    private func notesOnTCP(_ passes: (FlowProtocol) -> Bool) -> [ReasonCode] {
        flow.flowProtocol == .tcp && flow.isDNS && passes(.udp) ? [.tcp53Blocked] : []
    }
}

extension Flow {
    /// The protocol and ports in words: `udp 53`, `tcp 1024-65535`, `icmp`.
    func described(ports: ClosedRange<Int>) -> String {
        guard flowProtocol != .icmp else { return flowProtocol.rawValue }
        let range =
            ports.lowerBound == ports.upperBound ? "\(ports.lowerBound)" : "\(ports.lowerBound)-\(ports.upperBound)"
        return "\(flowProtocol.rawValue) \(range)"
    }
}

extension NameServer {
    /// Whether it is an endpoint of the provider that answers DNS and nothing else.
    var isResolverEndpoint: Bool {
        switch role {
        case .inboundEndpoint, .delegationEndpoint, .vpcResolver, .providerResolver: true
        case .recursive, .authoritative, .forwarding, .failing: false
        }
    }
}
