import IPCore
import ScenarioLanguage

/// VPCs, subnets, and the tables and filters that subnets refer to.
extension WorldCompiler {
    /// Enters the VPCs with their resolvers, so that everything else can refer to them.
    mutating func addVPCs() {
        for declared in scenario.vpcs {
            let cidrs =
                [declared.cidrBlock] + declared.secondaryCIDRBlocks + [declared.ipv6CIDRBlock].compactMap(\.self)
            let reference = topology.vpcs.append(
                VPC(
                    name: declared.name, primaryCIDR: declared.cidrBlock, cidrs: cidrs, region: declared.region,
                    assumedRegionKey: declared.marks.isSet("region") ? nil : declared.marks.keyPath(of: "region"),
                    hasDNSSupport: declared.enableDNSSupport, hasDNSHostnames: declared.enableDNSHostnames,
                    hasAutodefinedReverse: declared.autodefinedReverseFlag, subnets: [],
                    internetGateway: declared.internetGateway.map { "\(declared.name)/\($0)" }, resolverAddresses: [],
                    resolver: nil, keyPath: declared.marks.keyPath, subnetTable: PrefixTable()))
            topology.directory.vpcs.add(reference, named: declared.name)
            for cidr in Set(cidrs) {
                topology.vpcsByPrefix.insert((topology.vpcsByPrefix[cidr] ?? []) + [reference], for: cidr)
            }
            addResolvers(of: declared, reference)
            addGateways(of: declared, reference)
            addTables(of: declared, reference)
            checkBlocks(of: declared)
        }
    }

    /// The resolvers of the provider's own, which answer in the VPC without being declared.
    private mutating func addResolvers(of declared: DeclaredVPC, _ vpc: Reference<VPC>) {
        for resolver in provider.resolvers(of: declared) {
            let role: NameServer.Role =
                switch resolver.kind {
                case .vpcResolver: .vpcResolver(vpc)
                case .providerResolver(let seesPrivateZones):
                    .providerResolver(vpc, seesPrivateZones: seesPrivateZones)
                }
            let name = "\(declared.name)/\(resolver.label)"
            let server = names.nameServers.append(
                NameServer(
                    name: name, addresses: resolver.addresses, hosts: [], role: role,
                    upstream: .sequential, allowQuery: nil, hasRebindProtection: false, rebindAllowed: [],
                    keyPath: declared.marks.keyPath))
            topology.vpcs[vpc].resolver = topology.vpcs[vpc].resolver ?? server
            topology.vpcs[vpc].resolverRule = resolver.rule
            topology.vpcs[vpc].resolverAddresses += resolver.addresses
            for address in resolver.addresses { topology.vpcs[vpc].resolversByAddress[address] = server }
            faultTargets.add(.target(.nameServer(server)), named: resolver.label, in: declared.name, as: "resolver")
        }
    }

    private mutating func addGateways(of declared: DeclaredVPC, _ vpc: Reference<VPC>) {
        if let name = declared.internetGateway {
            routeTargets.add(
                RouteTargetElement(target: .internetGateway, vpc: vpc), named: name, in: declared.name,
                as: "internet gateway")
            addFaultElement(named: name, in: declared.name, as: "internet gateway")
        }
        if let name = declared.vpnGateway {
            routeTargets.add(
                RouteTargetElement(target: .vpnGateway, vpc: vpc), named: name, in: declared.name, as: "VPN gateway")
            addFaultElement(named: name, in: declared.name, as: "VPN gateway")
        }
    }

    /// Route tables and filters without their contents, which refer to things that come later.
    private mutating func addTables(of declared: DeclaredVPC, _ vpc: Reference<VPC>) {
        for table in declared.routeTables {
            let reference = topology.routeTables.append(
                RouteTable(
                    element: "\(declared.name)/\(table.name)", routes: PrefixTable(),
                    acceptsVPNRoutes: table.acceptRoutesFromVPNServer, advertisesRoutes: table.advertiseRoutes,
                    keyPath: table.marks.keyPath))
            topology.directory.routeTables.add(reference, named: table.name, in: declared.name)
        }
        for group in declared.securityGroups {
            let reference = topology.securityGroups.append(
                SecurityGroup(element: "\(declared.name)/\(group.name)", vpc: vpc, ingress: [], egress: []))
            topology.directory.securityGroups.add(reference, named: group.name, in: declared.name)
        }
        for acl in declared.networkACLs {
            let reference = topology.networkACLs.append(
                NetworkACL(
                    element: "\(declared.name)/\(acl.name)", ingress: networkACLRules(acl, acl.ingress, "ingress"),
                    egress: networkACLRules(acl, acl.egress, "egress")))
            topology.directory.networkACLs.add(reference, named: acl.name, in: declared.name)
        }
    }

    private mutating func checkBlocks(of declared: DeclaredVPC) {
        let blocks =
            [PlacedPrefix(declared.cidrBlock, "cidr_block", ReportPlace(declared.marks, "cidr_block"))]
            + declared.secondaryCIDRBlocks.enumerated().map { index, block in
                let place = ReportPlace(declared.marks, "secondary_cidr_blocks", index: index)
                return PlacedPrefix(block, "secondary_cidr_blocks", place)
            }
        reportOverlaps(blocks)
    }

    // MARK: - Subnets

    /// Enters the subnets of all VPCs and their NAT gateways.
    mutating func addSubnets() {
        for (vpc, declared) in zip(topology.vpcs.references, scenario.vpcs) {
            let main = mainTable(of: declared)
            var prefixes: [PlacedPrefix] = []
            var table = PrefixTable<Reference<Subnet>>()
            var references: [Reference<Subnet>] = []
            for subnet in declared.subnets {
                let compiled = compile(subnet, of: declared, vpc, main: main)
                let reference = topology.subnets.append(compiled)
                references.append(reference)
                topology.directory.subnets.add(reference, named: subnet.name, in: declared.name)
                addFaultElement(named: subnet.name, in: declared.name, as: "subnet")
                for (cidr, key) in zip(compiled.cidrs, ["cidr_block", "ipv6_cidr_block"]) {
                    let place = ReportPlace(subnet.marks, key)
                    prefixes.append(PlacedPrefix(cidr, compiled.element, place))
                    if !topology.vpcs[vpc].cidrs.contains(where: { $0.contains(cidr) }) {
                        report(
                            .outsideNetwork(
                                cidr.description, network: declared.name, prefixes: topology.vpcs[vpc].cidrs), at: place
                        )
                    } else if table[cidr] == nil {
                        table.insert(reference, for: cidr)
                    }
                }
            }
            addZoneElements(of: declared, references)
            topology.vpcs[vpc].subnets = references
            topology.vpcs[vpc].subnetTable = table
            reportOverlaps(prefixes)
            addNATGateways(of: declared, vpc)
        }
    }

    private mutating func compile(
        _ subnet: DeclaredSubnet, of declared: DeclaredVPC, _ vpc: Reference<VPC>, main: Reference<RouteTable>
    ) -> Subnet {
        let zone = subnet.availabilityZone
        let isLetter = zone.utf8.count == 1
        let letter = zone.hasPrefix(declared.region) ? String(zone.dropFirst(declared.region.count)) : zone
        let table = subnet.routeTable.flatMap { name in
            resolve(
                name, in: topology.directory.routeTables, within: declared.name, kind: "route table",
                at: ReportPlace(subnet.marks, "route_table"))
        }
        let acl = subnet.networkACL.flatMap { name in
            resolve(
                name, in: topology.directory.networkACLs, within: declared.name, kind: "network ACL",
                at: ReportPlace(subnet.marks, "network_acl"))
        }
        var compiled = Subnet(
            element: "\(declared.name)/\(subnet.name)", name: subnet.name, vpc: vpc,
            cidrs: [subnet.cidrBlock] + [subnet.ipv6CIDRBlock].compactMap(\.self),
            availabilityZone: isLetter ? declared.region + zone : zone,
            zoneElement: "\(declared.name)/\(isLetter || letter.isEmpty ? zone : letter)", routeTable: table ?? main,
            networkACL: acl, keyPath: subnet.marks.keyPath)
        compiled.hasDNS64 = subnet.enableDNS64
        return compiled
    }

    /// The table of subnets that name none: the one marked `main`, else an implicit one with local routes alone.
    private mutating func mainTable(of declared: DeclaredVPC) -> Reference<RouteTable> {
        let marked = declared.routeTables.filter(\.main)
        if let second = marked.dropFirst().first {
            report(
                .contradiction("\(declared.name) has a main route table already, \(marked[0].name)"),
                at: ReportPlace(second.marks, "main"))
        }
        if let main = marked.first, let table = topology.directory.routeTables.element(main.name, from: declared.name) {
            return table
        }
        let table = topology.routeTables.append(
            RouteTable(
                element: "\(declared.name)/main", routes: PrefixTable(), acceptsVPNRoutes: true,
                advertisesRoutes: false, keyPath: declared.marks.keyPath))
        if !declared.routeTables.contains(where: { $0.name == "main" }) {
            topology.directory.routeTables.add(table, named: "main", in: declared.name)
        }
        implicitTables.append(ImplicitTable(table: table, vpc: declared))
        return table
    }

    /// The availability zones of the VPC's subnets, which faults can hit.
    private mutating func addZoneElements(of declared: DeclaredVPC, _ subnets: [Reference<Subnet>]) {
        var seen: Set<String> = []
        for subnet in subnets {
            let (element, zone) = (topology.subnets[subnet].zoneElement, topology.subnets[subnet].availabilityZone)
            guard seen.insert(element).inserted else { continue }
            let target = FaultTargetElement.target(.element(element))
            let letter = String(element.dropFirst(declared.name.count + 1))
            faultTargets.add(target, named: letter, in: declared.name, as: "availability zone")
            if zone != letter { faultTargets.add(target, named: zone, in: declared.name, as: "availability zone") }
        }
    }

    private mutating func addNATGateways(of declared: DeclaredVPC, _ vpc: Reference<VPC>) {
        for gateway in declared.natGateways {
            addFaultElement(named: gateway.name, in: declared.name, as: "NAT gateway")
            guard
                let subnet = resolve(
                    gateway.subnet, in: topology.directory.subnets, within: declared.name, kind: "subnet",
                    at: ReportPlace(gateway.marks, "subnet"))
            else {
                droppedNames.insert(gateway.name)
                continue
            }
            let reference = topology.natGateways.append(
                NATGateway(
                    element: "\(declared.name)/\(gateway.name)", subnet: subnet, publicAddress: gateway.publicIP))
            routeTargets.add(
                RouteTargetElement(target: .natGateway(reference), vpc: vpc), named: gateway.name, in: declared.name,
                as: "NAT gateway")
        }
    }

    // MARK: - Overlaps

    /// Reports each prefix that overlaps one declared before it; sorts, so the cost is O(n log n).
    mutating func reportOverlaps(_ prefixes: [PlacedPrefix]) {
        let order = prefixes.indices.sorted { (prefixes[$0].prefix, $0) < (prefixes[$1].prefix, $1) }
        var enclosing: [Int] = []
        for index in order {
            while let last = enclosing.last, !prefixes[last].prefix.contains(prefixes[index].prefix) {
                enclosing.removeLast()
            }
            if let outer = enclosing.last {
                let (first, second) = (prefixes[min(outer, index)], prefixes[max(outer, index)])
                report(
                    .overlappingPrefixes(second.prefix, other: first.name, prefix: first.prefix), at: second.place)
            }
            enclosing.append(index)
        }
    }
}

/// A prefix with what it is of and where that was written.
struct PlacedPrefix {
    let prefix: IPPrefix
    let name: String
    let place: ReportPlace

    init(_ prefix: IPPrefix, _ name: String, _ place: ReportPlace) {
        self.prefix = prefix
        self.name = name
        self.place = place
    }
}

/// A main route table that no scenario declares.
struct ImplicitTable {
    let table: Reference<RouteTable>
    let vpc: DeclaredVPC
}
