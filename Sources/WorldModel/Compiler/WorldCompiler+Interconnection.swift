import IPCore
import ScenarioLanguage

/// Peering connections and networks on premises, and the order in which what joins networks is built.
extension WorldCompiler {
    /// Enters what joins networks: names first, since these things refer to each other.
    mutating func addInterconnections() {
        addPeerings()
        for declared in scenario.transitGateways {
            let reference = topology.transitGateways.append(.empty(named: declared.name))
            topology.directory.transitGateways.add(reference, named: declared.name)
            routeTargets.add(
                RouteTargetElement(target: .transitGateway(reference), vpc: nil), named: declared.name,
                as: "transit gateway")
            addFaultElement(named: declared.name, in: nil, as: "transit gateway")
        }
        let attached = addOnPremises()
        addTransitGateways(onPremises: attached)
        addReturnRoutes()
    }

    // MARK: - Peering

    private mutating func addPeerings() {
        for declared in scenario.vpcPeeringConnections {
            addFaultElement(named: declared.name, in: nil, as: "peering connection")
            let ends = [(declared.vpc, "vpc"), (declared.peerVPC, "peer_vpc")].map { name, key in
                resolve(name, in: topology.directory.vpcs, kind: "VPC", at: ReportPlace(declared.marks, key))
            }
            guard let requester = ends[0], let accepter = ends[1] else {
                droppedNames.insert(declared.name)
                continue
            }
            checkPeers(declared, requester, accepter)
            let reference = topology.peerings.append(
                PeeringConnection(
                    name: declared.name, requester: requester, accepter: accepter, isActive: declared.active,
                    requesterAllowsDNS: declared.requester.allowRemoteVPCDNSResolution,
                    accepterAllowsDNS: declared.accepter.allowRemoteVPCDNSResolution))
            topology.directory.peerings.add(reference, named: declared.name)
            for vpc in Set([requester, accepter]) { topology.peeringsByVPC[vpc, default: []].append(reference) }
            routeTargets.add(
                RouteTargetElement(target: .peering(reference), vpc: nil), named: declared.name,
                as: "peering connection")
        }
    }

    private mutating func checkPeers(
        _ declared: DeclaredVPCPeeringConnection, _ requester: Reference<VPC>, _ accepter: Reference<VPC>
    ) {
        let place = ReportPlace(declared.marks, "peer_vpc")
        if requester == accepter {
            report(.contradiction("\(declared.name) connects \(declared.vpc) with itself"), at: place)
            return
        }
        let (left, right) = (topology.vpcs[requester], topology.vpcs[accepter])
        for cidr in left.cidrs {
            guard let other = right.cidrs.first(where: { $0.overlaps(cidr) }) else { continue }
            refuse(
                "\(cidr) of \(left.name) overlaps \(other) of \(right.name): VPCs with overlapping CIDR blocks cannot be peered",
                .peer03, at: place)
            return
        }
    }

    // MARK: - On premises

    /// Enters the networks on premises; returns those behind each transit gateway.
    private mutating func addOnPremises() -> [Reference<TransitGateway>: [Reference<OnPremisesNetwork>]] {
        var attachments = ReferenceIndex<OnPremisesNetwork.Attachment>()
        for vpc in topology.vpcs.references { attachments.add(.vpc(vpc), named: topology.vpcs[vpc].name, as: "VPC") }
        for gateway in topology.transitGateways.references {
            attachments.add(
                .transitGateway(gateway), named: topology.transitGateways[gateway].name, as: "transit gateway")
        }
        var attached: [Reference<TransitGateway>: [Reference<OnPremisesNetwork>]] = [:]
        for declared in scenario.onPremises {
            addFaultElement(named: declared.name, in: nil, as: "network on premises")
            guard
                let attachment = resolve(
                    declared.attachment, in: attachments, kind: "VPC or transit gateway",
                    at: ReportPlace(declared.marks, "attachment"))
            else {
                droppedNames.insert(declared.name)
                continue
            }
            let given = declared.returnRoutes
            let reference = topology.onPremises.append(
                OnPremisesNetwork(
                    name: declared.name, cidrs: declared.cidrBlocks, attachment: attachment,
                    returnRoutes: PrefixSet(given ?? []),
                    assumedReturnKey: given == nil ? declared.marks.keyPath(of: "return_routes") : nil))
            topology.directory.onPremises.add(reference, named: declared.name)
            switch attachment {
            case .transitGateway(let gateway): attached[gateway, default: []].append(reference)
            case .vpc(let vpc):
                for cidr in declared.cidrBlocks {
                    topology.onPremisesByVPC[vpc, default: PrefixTable()].insert(reference, for: cidr)
                }
            }
        }
        return attached
    }

    /// What a network on premises routes to the cloud by default: all prefixes of the networks that it is attached to †.
    private mutating func addReturnRoutes() {
        for reference in topology.onPremises.references where topology.onPremises[reference].assumedReturnKey != nil {
            let vpcs: [Reference<VPC>] =
                switch topology.onPremises[reference].attachment {
                case .vpc(let vpc): [vpc]
                case .transitGateway(let gateway): topology.transitGateways[gateway].attachments.map(\.vpc)
                }
            topology.onPremises[reference].returnRoutes = PrefixSet(vpcs.flatMap { topology.vpcs[$0].cidrs })
        }
    }
}
