import DNSCore
import IPCore
import ScenarioLanguage
import TestSupport
import WorldModel

@testable import PacketPaths

/// A world made by hand, element by element, with every index that the compiler of scenarios keeps.
struct TestWorld {
    var topology = Topology()
    var nameServers = Table<NameServer>()
    var device = TestDevice()
    var tunnel: Tunnel?
    var switches = PathSwitches()
    var outages = Outages()
    var latency = LatencyShares(
        lan: .milliseconds(1), internet: .milliseconds(20), tunnel: .milliseconds(20), network: .milliseconds(1),
        recursion: .milliseconds(20))

    // MARK: - Asking

    /// The network of this world.
    var network: PacketNetwork {
        PacketNetwork(
            client: device.compiled(with: tunnel), tunnel: tunnel, topology: topology, nameServers: nameServers,
            latency: latency, switches: switches, outages: outages)
    }

    /// A run's result: the fate and what the run consulted.
    struct Run {
        var fate: FlowFate
        var record: RunRecord

        /// The drop, if the packet or its answer died.
        var drop: Drop? { if case .dropped(let drop) = fate.outcome { drop } else { nil } }

        /// What the packet reached, if it did and its answer came back.
        var arrival: Arrival? { if case .delivered(let arrival) = fate.outcome { arrival } else { nil } }

        /// The key that would decide, if a fact is missing.
        var missing: String? { if case .unknown(let key, _) = fate.outcome { key } else { nil } }

        /// Where, why and by which rule the packet died.
        var death: Death? { drop.map { Death($0.element, $0.reason, $0.rule, $0.direction) } }

        /// The keys of the assumptions that mattered.
        var assumedKeys: [String] { record.assumptions.map(\.key) }
    }

    /// Sends a packet and follows it and its answer.
    func send(
        _ flowProtocol: FlowProtocol = .tcp, to destination: IPAddress, port: Int = 443,
        from origin: FlowOrigin = .client, size: Int? = nil, dontFragment: Bool = false, at instant: Duration = .zero,
        choices: [Int] = []
    ) -> Run {
        var record = RunRecord(prescribed: choices)
        let flow = Flow(flowProtocol, to: destination, port: port, size: size, dontFragment: dontFragment)
        let fate = network.fate(of: flow, from: origin, at: instant, &record)
        return Run(fate: fate, record: record)
    }

    /// Asks a DNS server.
    func ask(
        _ server: IPAddress, over flowProtocol: FlowProtocol = .udp, from origin: FlowOrigin = .client,
        at instant: Duration = .zero, choices: [Int] = []
    ) -> Run {
        send(flowProtocol, to: server, port: 53, from: origin, at: instant, choices: choices)
    }

    // MARK: - VPCs

    mutating func addVPC(
        _ name: String, _ cidrs: IPPrefix..., internetGateway: String? = nil, hasDNSSupport: Bool = true,
        region: String = "ap-southeast-2"
    ) -> Reference<VPC> {
        let base = cidrs[0].first.advanced(by: 2) ?? cidrs[0].first
        let reference = Reference<VPC>(topology.vpcs.elements.count)
        let addresses: [IPAddress] = [base, "169.254.169.253", "fd00:ec2::253"]
        let resolver = addServer("\(name)/vpc+2", addresses, role: .vpcResolver(reference))
        for cidr in cidrs {
            topology.vpcsByPrefix.insert((topology.vpcsByPrefix[cidr] ?? []) + [reference], for: cidr)
        }
        return topology.vpcs.append(
            VPC(
                name: name, primaryCIDR: cidrs[0], cidrs: cidrs, region: region, assumedRegionKey: nil,
                hasDNSSupport: hasDNSSupport, hasDNSHostnames: true, hasAutodefinedReverse: true, subnets: [],
                internetGateway: internetGateway.map { "\(name)/\($0)" }, resolverAddresses: addresses,
                resolver: resolver, keyPath: "vpcs[\(name)]", subnetTable: PrefixTable()))
    }

    mutating func addSubnet(
        _ name: String, in vpc: Reference<VPC>, _ cidrs: IPPrefix..., zone: String = "a",
        acl: Reference<NetworkACL>? = nil
    ) -> Reference<Subnet> {
        let network = topology.vpcs[vpc]
        var routes = PrefixTable<Route>()
        for cidr in network.cidrs { routes.insert(Route(cidr, to: .local, named: "local"), for: cidr) }
        let table = topology.routeTables.append(
            RouteTable(
                element: "\(network.name)/\(name)-rt", routes: routes, acceptsVPNRoutes: true, advertisesRoutes: false,
                keyPath: "vpcs[\(network.name)].route_tables[\(name)-rt]"))
        let subnet = topology.subnets.append(
            Subnet(
                element: "\(network.name)/\(name)", name: name, vpc: vpc, cidrs: cidrs,
                availabilityZone: network.region + zone, zoneElement: "\(network.name)/\(zone)", routeTable: table,
                networkACL: acl, keyPath: "vpcs[\(network.name)].subnets[\(name)]"))
        topology.vpcs[vpc].subnets.append(subnet)
        for cidr in cidrs { topology.vpcs[vpc].subnetTable.insert(subnet, for: cidr) }
        return subnet
    }

    /// Enters a route into the table of a subnet.
    mutating func route(
        _ subnet: Reference<Subnet>, _ destination: IPPrefix, _ target: RouteTarget, _ name: String = "target"
    ) {
        topology.routeTables[topology.subnets[subnet].routeTable].routes.insert(
            Route(destination, to: target, named: name), for: destination)
    }

    mutating func addNATGateway(
        _ name: String, in subnet: Reference<Subnet>, publicAddress: IPAddress?
    ) -> Reference<NATGateway> {
        let vpc = topology.vpcs[topology.subnets[subnet].vpc].name
        return topology.natGateways.append(
            NATGateway(element: "\(vpc)/\(name)", subnet: subnet, publicAddress: publicAddress))
    }

    // MARK: - Filters

    mutating func addGroup(
        _ name: String, in vpc: Reference<VPC>, ingress: [SecurityGroupRule] = [], egress: [SecurityGroupRule] = [.all]
    ) -> Reference<SecurityGroup> {
        topology.securityGroups.append(
            SecurityGroup(
                element: "\(topology.vpcs[vpc].name)/\(name)", vpc: vpc, ingress: ingress, egress: egress))
    }

    mutating func addACL(
        _ name: String, in vpc: Reference<VPC>, ingress: [NetworkACLRule], egress: [NetworkACLRule]
    ) -> Reference<NetworkACL> {
        topology.networkACLs.append(
            NetworkACL(element: "\(topology.vpcs[vpc].name)/\(name)", ingress: ingress, egress: egress))
    }

    // MARK: - Hosts and servers

    mutating func addServer(
        _ name: String, _ addresses: [IPAddress], role: NameServer.Role = .recursive
    ) -> Reference<NameServer> {
        let upstream = UpstreamOptions(
            timeout: .seconds(4), attempts: 1, failover: [], usesTCP: false, ednsPayloadSize: nil)
        return nameServers.append(
            NameServer(
                name: name, addresses: addresses, hosts: [], role: role, upstream: upstream, allowQuery: nil,
                hasRebindProtection: false, rebindAllowed: [], keyPath: name))
    }

    @discardableResult
    mutating func addHost(
        _ name: String, _ addresses: IPAddress..., in network: NetworkLocation, subnet: Reference<Subnet>? = nil,
        publicAddress: IPAddress? = nil, groups: [Reference<SecurityGroup>]? = [], ports: Set<Int>? = nil,
        server: NameServer.Role? = nil
    ) -> Reference<Host> {
        let nameServer = server.map { addServer(name, addresses, role: $0) }
        let host = topology.hosts.append(
            Host(
                element: name, network: network, subnet: subnet, addresses: addresses, publicAddress: publicAddress,
                securityGroups: groups, ports: ports, nameServer: nameServer, keyPath: "hosts[\(name)]"))
        for address in addresses { topology.hostsByAddress[network, default: [:]][address] = host }
        if let publicAddress { topology.hostsByPublicAddress[publicAddress] = host }
        return host
    }

    // MARK: - Between networks

    mutating func peer(
        _ requester: Reference<VPC>, _ accepter: Reference<VPC>, named name: String = "peering", isActive: Bool = true
    ) -> Reference<PeeringConnection> {
        let peering = topology.peerings.append(
            PeeringConnection(
                name: name, requester: requester, accepter: accepter, isActive: isActive, requesterAllowsDNS: false,
                accepterAllowsDNS: false))
        for vpc in [requester, accepter] { topology.peeringsByVPC[vpc, default: []].append(peering) }
        return peering
    }

    /// A transit gateway with one route table, to which every attachment propagates.
    mutating func addTransitGateway(
        _ name: String, _ vpcs: Reference<VPC>..., zones: [Reference<VPC>: Set<String>] = [:],
        withoutReferencing: Set<Reference<VPC>> = [], onPremises: [Reference<OnPremisesNetwork>] = []
    ) -> Reference<TransitGateway> {
        var table = PrefixTable<TransitGatewayTarget>()
        for vpc in vpcs { for cidr in topology.vpcs[vpc].cidrs { table.insert(.vpc(vpc), for: cidr) } }
        for site in onPremises {
            for cidr in topology.onPremises[site].cidrs { table.insert(.onPremises(site), for: cidr) }
        }
        let gateway = topology.transitGateways.append(
            TransitGateway(
                name: name, hasDNSSupport: true,
                attachments: vpcs.map { vpc in
                    TransitGatewayAttachment(
                        vpc: vpc, availabilityZones: zones[vpc], hasDNSSupport: true,
                        hasSecurityGroupReferencing: !withoutReferencing.contains(vpc), routeTable: 0)
                },
                onPremises: Dictionary(onPremises.map { ($0, 0) }) { first, _ in first }, peers: [],
                routeTables: [table], routeTableNames: ["main"]))
        for vpc in vpcs { topology.transitGatewaysByVPC[vpc, default: []].append(gateway) }
        for site in onPremises { topology.onPremises[site].attachment = .transitGateway(gateway) }
        return gateway
    }

    /// Replaces the route table of a transit gateway.
    mutating func routes(
        of gateway: Reference<TransitGateway>, _ routes: [(IPPrefix, TransitGatewayTarget)]
    ) {
        var table = PrefixTable<TransitGatewayTarget>()
        for (prefix, target) in routes { table.insert(target, for: prefix) }
        topology.transitGateways[gateway].routeTables = [table]
    }

    /// A network behind the virtual private gateway of a VPC, or to be attached to a transit gateway.
    mutating func addSite(
        _ name: String, _ cidrs: IPPrefix..., behind vpc: Reference<VPC>? = nil, returning returnRoutes: [IPPrefix],
        isAssumed: Bool = false
    ) -> Reference<OnPremisesNetwork> {
        let site = topology.onPremises.append(
            OnPremisesNetwork(
                name: name, cidrs: cidrs, attachment: .vpc(vpc ?? Reference(0)), returnRoutes: PrefixSet(returnRoutes),
                assumedReturnKey: isAssumed ? "on_premises[\(name)].return_routes" : nil))
        if let vpc {
            for cidr in cidrs { topology.onPremisesByVPC[vpc, default: PrefixTable()].insert(site, for: cidr) }
        }
        return site
    }
}

/// Where, why and by which rule a packet died.
struct Death: Hashable, CustomStringConvertible {
    var element: String
    var reason: ReasonCode
    var rule: RuleID?
    var direction: FlowDirection

    init(_ element: String, _ reason: ReasonCode, _ rule: RuleID?, _ direction: FlowDirection = .forward) {
        self.element = element
        self.reason = reason
        self.rule = rule
        self.direction = direction
    }

    var description: String { "\(reason.rawValue) at \(element) by \(rule?.rawValue ?? "no rule"), \(direction)" }
}

extension SecurityGroupRule {
    /// Everything from or to everywhere.
    static let all = SecurityGroupRule(
        flowProtocol: nil, ports: .all, peers: [.defaultIPv4, .defaultIPv6], groups: [])

    /// One port.
    static func port(
        _ port: Int, _ flowProtocol: FlowProtocol = .tcp, _ peers: IPPrefix...,
        groups: [Reference<SecurityGroup>] = []
    ) -> SecurityGroupRule {
        SecurityGroupRule(
            flowProtocol: flowProtocol, ports: PortRange(bounds: port...port), peers: peers, groups: groups)
    }
}

extension NetworkACLRule {
    /// A rule that allows.
    static func allow(
        _ number: Int, _ flowProtocol: FlowProtocol?, _ cidr: IPPrefix, _ ports: ClosedRange<Int> = 0...65535
    ) -> NetworkACLRule {
        NetworkACLRule(
            number: number, allows: true, flowProtocol: flowProtocol, cidr: cidr, ports: PortRange(bounds: ports))
    }

    /// A rule that denies.
    static func deny(
        _ number: Int, _ flowProtocol: FlowProtocol?, _ cidr: IPPrefix, _ ports: ClosedRange<Int> = 0...65535
    ) -> NetworkACLRule {
        NetworkACLRule(
            number: number, allows: false, flowProtocol: flowProtocol, cidr: cidr, ports: PortRange(bounds: ports))
    }
}
