import IPCore
import ScenarioLanguage

/// Transit gateways with their attachments and route tables.
extension WorldCompiler {
    /// Fills the transit gateways, whose names are entered already.
    ///
    /// The default table is the one called `default`; without one, the first declared if no attachment names a table, else
    /// an implicit one. What names no table is associated with the default one and propagated to it. Networks on premises
    /// always are; a peer gateway is reached by static routes alone.
    mutating func addTransitGateways(onPremises: [Reference<TransitGateway>: [Reference<OnPremisesNetwork>]]) {
        let peers = transitGatewayPeers()
        for (reference, declared) in zip(topology.transitGateways.references, scenario.transitGateways) {
            var builder = TransitGatewayBuilder(declared)
            var attachments: [TransitGatewayAttachment] = []
            for attachment in declared.attachments {
                guard let compiled = compile(attachment, of: declared, &builder) else { continue }
                if attachments.contains(where: { $0.vpc == compiled.vpc }) {
                    report(
                        .contradiction("\(attachment.vpc) is attached to \(declared.name) already"),
                        at: ReportPlace(attachment.marks, "vpc"))
                    continue
                }
                attachments.append(compiled)
                topology.transitGatewaysByVPC[compiled.vpc, default: []].append(reference)
                builder.add(.vpc(compiled.vpc), named: attachment.vpc, as: "VPC")
                propagate(attachment, compiled, of: declared, &builder)
            }
            let networks = onPremises[reference] ?? []
            for network in networks {
                builder.add(.onPremises(network), named: topology.onPremises[network].name, as: "network on premises")
                for cidr in topology.onPremises[network].cidrs where builder.tables[0][cidr] == nil {
                    builder.tables[0].insert(.onPremises(network), for: cidr)
                }
            }
            for peer in peers[reference] ?? [] {
                builder.add(.peer(peer), named: topology.transitGateways[peer].name, as: "transit gateway")
            }
            addStaticRoutes(of: declared, &builder)
            topology.transitGateways[reference] = TransitGateway(
                name: declared.name, hasDNSSupport: declared.dnsSupport, attachments: attachments,
                onPremises: Dictionary(networks.map { ($0, 0) }) { first, _ in first }, peers: peers[reference] ?? [],
                routeTables: builder.tables, routeTableNames: builder.tableNames)
        }
    }

    /// A peering is one attachment of both gateways, whichever of them declares it.
    private mutating func transitGatewayPeers() -> [Reference<TransitGateway>: [Reference<TransitGateway>]] {
        var peers: [Reference<TransitGateway>: [Reference<TransitGateway>]] = [:]
        for (reference, declared) in zip(topology.transitGateways.references, scenario.transitGateways) {
            for peering in declared.peerings {
                let place = ReportPlace(peering.marks, "peer_transit_gateway")
                guard
                    let peer = resolve(
                        peering.peerTransitGateway, in: topology.directory.transitGateways, kind: "transit gateway",
                        at: place)
                else { continue }
                guard peer != reference else {
                    report(.contradiction("\(declared.name) is peered with itself"), at: place)
                    continue
                }
                for (one, other) in [(reference, peer), (peer, reference)] where peers[one]?.contains(other) != true {
                    peers[one, default: []].append(other)
                }
            }
        }
        return peers
    }

    private mutating func compile(
        _ attachment: DeclaredTransitGatewayAttachment, of declared: DeclaredTransitGateway,
        _ builder: inout TransitGatewayBuilder
    ) -> TransitGatewayAttachment? {
        guard
            let vpc = resolve(
                attachment.vpc, in: topology.directory.vpcs, kind: "VPC", at: ReportPlace(attachment.marks, "vpc"))
        else {
            builder.droppedNames.insert(attachment.vpc)
            return nil
        }
        let name = topology.vpcs[vpc].name
        let zones = attachment.subnets.enumerated().compactMap { index, subnet in
            resolve(
                subnet, in: topology.directory.subnets, within: name, kind: "subnet",
                at: ReportPlace(attachment.marks, "subnets", index: index)
            ).map { topology.subnets[$0].availabilityZone }
        }
        let table = attachment.routeTable.flatMap { name in
            resolve(
                name, in: builder.index, kind: "route table of \(declared.name)",
                at: ReportPlace(attachment.marks, "route_table"))
        }
        return TransitGatewayAttachment(
            vpc: vpc, availabilityZones: attachment.subnets.isEmpty ? nil : Set(zones),
            hasDNSSupport: attachment.dnsSupport,
            hasSecurityGroupReferencing: attachment.securityGroupReferencingSupport, routeTable: table ?? 0)
    }

    /// Enters the VPC's blocks in the tables that learn them; identical blocks are learnt once (rule TGW-02).
    private mutating func propagate(
        _ attachment: DeclaredTransitGatewayAttachment, _ compiled: TransitGatewayAttachment,
        of declared: DeclaredTransitGateway, _ builder: inout TransitGatewayBuilder
    ) {
        let tables: [Int] =
            if let names = attachment.propagateTo {
                resolve(
                    names, in: builder.index, kind: "route table of \(declared.name)", at: attachment.marks,
                    "propagate_to")
            } else {
                [0]
            }
        for table in tables {
            for cidr in topology.vpcs[compiled.vpc].cidrs {
                guard let first = builder.tables[table][cidr] else {
                    builder.tables[table].insert(.vpc(compiled.vpc), for: cidr)
                    continue
                }
                guard case .vpc(let other) = first, other != compiled.vpc else { continue }
                warn(
                    "\(cidr) of \(attachment.vpc) is not propagated: \(topology.vpcs[other].name) has the same CIDR block",
                    .tgw02, at: ReportPlace(attachment.marks, "vpc"))
            }
        }
    }

    /// Static routes, which win over propagated ones of the same prefix.
    private mutating func addStaticRoutes(
        of declared: DeclaredTransitGateway, _ builder: inout TransitGatewayBuilder
    ) {
        for table in declared.routeTables {
            guard let index = builder.index.element(table.name) else { continue }
            var seen: Set<IPPrefix> = []
            for route in table.routes {
                let destination = route.destinationCIDRBlock
                if !seen.insert(destination).inserted {
                    report(
                        .contradiction("\(table.name) has a static route for \(destination) already"),
                        at: ReportPlace(route.marks, "destination_cidr_block"))
                }
                guard let target = target(of: route, declared, builder) else { continue }
                builder.tables[index].insert(target, for: destination)
            }
        }
    }

    private mutating func target(
        of route: DeclaredTransitGatewayRoute, _ declared: DeclaredTransitGateway, _ builder: TransitGatewayBuilder
    ) -> TransitGatewayTarget? {
        guard let name = route.attachment else {
            if route.blackhole { return .blackhole }
            report(.missingOneOf(["attachment", "blackhole"]), at: ReportPlace(route.marks))
            return nil
        }
        if route.blackhole { return .blackhole }
        if builder.droppedNames.contains(name) { return nil }
        return resolve(
            name, in: builder.attachments, kind: "attachment of \(declared.name)",
            at: ReportPlace(route.marks, "attachment"))
    }
}

/// The tables of a transit gateway while it is built.
struct TransitGatewayBuilder {
    /// The tables; the first is the default one.
    var tables: [PrefixTable<TransitGatewayTarget>]
    let tableNames: [String]
    /// Positions in `tables`.
    let index: ReferenceIndex<Int>
    /// What is attached.
    private(set) var attachments = ReferenceIndex<TransitGatewayTarget>()
    /// What would be attached, were it not for an error reported already.
    var droppedNames: Set<String> = []

    init(_ declared: DeclaredTransitGateway) {
        let names = declared.routeTables.map(\.name)
        let namesTables = declared.attachments.contains { $0.routeTable != nil || $0.propagateTo != nil }
        if let position = names.firstIndex(of: "default") {
            tableNames = [names[position]] + names[..<position] + names[(position + 1)...]
        } else if names.isEmpty || namesTables {
            tableNames = ["default"] + names
        } else {
            tableNames = names
        }
        var index = ReferenceIndex<Int>()
        for (position, name) in tableNames.enumerated() { index.add(position, named: name) }
        self.index = index
        tables = Array(repeating: PrefixTable(), count: tableNames.count)
    }

    mutating func add(_ target: TransitGatewayTarget, named name: String, as label: String) {
        attachments.add(target, named: name, as: label)
    }
}

extension TransitGateway {
    /// A gateway that has nothing but its name.
    static func empty(named name: String) -> TransitGateway {
        TransitGateway(
            name: name, hasDNSSupport: true, attachments: [], onPremises: [:], peers: [], routeTables: [],
            routeTableNames: [])
    }
}
