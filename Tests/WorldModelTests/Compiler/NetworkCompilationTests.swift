import IPCore
import ScenarioLanguage
import TestSupport
import Testing
import WorldModel

/// VPCs, subnets, route tables, filters and what joins networks, as they stand in the world.
@Suite struct NetworkCompilationTests {
    private func worldOfSubnet(_ subnet: String, _ more: String = "") throws -> World {
        try world(
            """
            vpcs:
              - name: left
                cidr_block: 10.1.0.0/16
                region: eu-west-1
                subnets: [{ name: a, cidr_block: 10.1.1.0/24\(subnet) }]
            \(more)
            """)
    }

    @Test(arguments: [
        ("", "eu-west-1a", "left/a"), (", availability_zone: c", "eu-west-1c", "left/c"),
        (", availability_zone: eu-west-1c", "eu-west-1c", "left/c"),
        (", availability_zone: eu-west-1-lis-1a", "eu-west-1-lis-1a", "left/-lis-1a"),
    ])
    func `a letter stands for the region and the letter`(key: String, zone: String, element: String) throws {
        let subnet = try worldOfSubnet(key).subnet("a")
        #expect(subnet.availabilityZone == zone)
        #expect(subnet.zoneElement == element)
    }

    @Test(.rules("VPC-DNS-01"))
    func `the resolver answers at base+2 of the primary block, at 169.254.169.253 and at fd00:ec2::253`() throws {
        let vpc = try world("vpcs: [{ name: left, cidr_block: 10.1.0.0/16, secondary_cidr_blocks: [10.2.0.0/16] }]")
            .vpc("left")
        #expect(vpc.resolverAddresses == ["10.1.0.2", "169.254.169.253", "fd00:ec2::253"])
        #expect(vpc.resolver(at: "10.2.0.2") == nil)
    }

    @Test func `a subnet without a table has the main one, and without a main one local routes alone`() throws {
        let tables = try world(
            """
            vpcs:
              - name: left
                cidr_block: 10.1.0.0/16
                secondary_cidr_blocks: [10.3.0.0/16]
                internet_gateway: igw
                subnets: [{ name: a, cidr_block: 10.1.1.0/24 }, { name: b, cidr_block: 10.1.2.0/24, route_table: own }]
                route_tables:
                  - { name: own }
                  - { name: shared, main: true, routes: [{ destination_cidr_block: 0.0.0.0/0, target: igw }] }
              - name: right
                cidr_block: 10.2.0.0/16
                subnets: [{ name: c, cidr_block: 10.2.1.0/24 }]
            """)
        #expect(try tables.routes(of: "a").sorted() == ["0.0.0.0/0 igw", "10.1.0.0/16 local", "10.3.0.0/16 local"])
        #expect(try tables.routes(of: "b").sorted() == ["10.1.0.0/16 local", "10.3.0.0/16 local"])
        #expect(try tables.routes(of: "c") == ["10.2.0.0/16 local"])
        #expect(tables.topology.routeTables[try tables.subnet("c").routeTable].element == "right/main")
    }

    @Test(.rules("CVPN-ROUTE-10"))
    func `the local route of a block wins over another route for the same prefix`() throws {
        let world = try worldOfSubnet(
            ", route_table: rt",
            """
                route_tables:
                  - name: rt
                    routes:
                      - { destination_cidr_block: 10.1.0.0/16, target: blackhole }
                      - { destination_cidr_block: 10.1.9.0/24, target: blackhole }
            """)
        #expect(try world.routes(of: "a").sorted() == ["10.1.0.0/16 local", "10.1.9.0/24 blackhole"])
    }

    @Test func `blocks, subnets and addresses have to fit into each other`() throws {
        try expectFindings(
            """
            vpcs:
              - name: left
                cidr_block: 10.1.0.0/16
                secondary_cidr_blocks:
                  - 10.1.128.0/17              # error: overlappingPrefixes
                subnets:
                  - { name: a, cidr_block: 10.1.1.0/24 }
                  - name: b
                    cidr_block: 10.1.1.128/25  # error: overlappingPrefixes
                  - name: c
                    cidr_block: 10.2.0.0/24    # error: outsideNetwork
                route_tables:
                  - { name: one, main: true }
                  - name: two
                    main: true                 # error: contradiction
                    routes:
                      - { destination_cidr_block: 0.0.0.0/0, target: blackhole }
                      - destination_cidr_block: 0.0.0.0/0    # error: contradiction
                        target: local
                instances:
                  - name: web
                    subnet: a
                    private_ip: 10.1.2.10      # error: addressOutsideSubnet
                  - { name: app, subnet: a, private_ip: 10.1.1.10 }
                  - name: twin
                    subnet: a
                    private_ip: 10.1.1.10      # error: addressInUse
                vpc_endpoints:
                  - service_name: com.amazonaws.us-east-1.ec2    # error: missingOneOf
                  - service_name: com.amazonaws.us-east-1.sqs
                    ips:
                      - 10.9.0.9               # error: outsideNetwork
                dns_servers:
                  - name: bind
                    address: 10.1.0.2          # error: addressInUse
            on_premises:
              - name: office
                cidr_blocks: [10.8.0.0/16]
                attachment: left
                hosts:
                  - name: printer
                    address: 10.7.0.1          # error: outsideNetwork
            """)
    }

    // MARK: - Filters

    @Test(.rules("SG-02"))
    func `a group without egress lets everything out and nothing in`() throws {
        let world = try worldOfSubnet("", "    security_groups: [{ name: sg }, { name: shut, egress: [] }]")
        let groups = world.topology.securityGroups.elements
        #expect(groups[0].ingress.isEmpty)
        #expect(groups[0].egress.map(\.peers) == [["0.0.0.0/0", "::/0"]])
        #expect(groups[0].egress.map(\.flowProtocol) == [nil])
        #expect(groups[1].egress.isEmpty)
    }

    @Test(.rules("SG-03"))
    func `a rule admits prefixes, other groups and the group itself`() throws {
        let world = try worldOfSubnet(
            "",
            """
                security_groups:
                  - name: dns
                    ingress:
                      - { protocol: udp, from_port: 53, to_port: 53, cidr_blocks: [10.0.0.0/8], ipv6_cidr_blocks: [fd00::/8] }
                      - { protocol: tcp, from_port: 1024, to_port: 2048, security_groups: [clients], self: true }
                      - { protocol: "-1", self: true }
                  - name: clients
            """)
        let groups = world.topology.securityGroups
        let (dns, clients) = (groups.references[0], groups.references[1])
        #expect(
            groups[dns].ingress == [
                SecurityGroupRule(
                    flowProtocol: .udp, ports: PortRange(bounds: 53...53), peers: ["10.0.0.0/8", "fd00::/8"], groups: []
                ),
                SecurityGroupRule(
                    flowProtocol: .tcp, ports: PortRange(bounds: 1024...2048), peers: [], groups: [clients, dns]),
                SecurityGroupRule(flowProtocol: nil, ports: .all, peers: [], groups: [dns]),
            ])
    }

    @Test(.rules("SG-05"))
    func `a group has at most 60 rules in each direction, an interface at most 5 groups`() throws {
        func prefixes(_ count: Int) -> String { (1...count).map { "10.\($0).0.0/16" }.joined(separator: ", ") }
        try expectFindings(
            """
            vpcs:
              - name: left
                cidr_block: 10.1.0.0/16
                subnets: [{ name: a, cidr_block: 10.1.1.0/24 }]
                security_groups:
                  - name: g1
                    ingress:
                      - { protocol: udp, cidr_blocks: [\(prefixes(60))] } # error: refused SG-05
                      - { protocol: tcp, self: true }
                  - name: g2
                    egress:
                      - { protocol: udp, cidr_blocks: [\(prefixes(60))] }
                      - { protocol: udp, ipv6_cidr_blocks: ["::/0"] }
                  - { name: g3 }
                  - { name: g4 }
                  - { name: g5 }
                  - { name: g6 }
                  - name: g7
                    ingress:
                      - protocol: tcp    # error: missingOneOf
                instances:
                  - { name: five, subnet: a, private_ip: 10.1.1.10, security_groups: [g1, g2, g3, g4, g5] }
                  - name: six
                    subnet: a
                    private_ip: 10.1.1.11
                    security_groups: [g1, g2, g3, g4, g5, g6] # error: refused SG-05
            """)
    }

    @Test(.rules("NACL-01", "NACL-03"))
    func `the rules of an ACL are in the order of their numbers`() throws {
        let world = try worldOfSubnet(
            ", network_acl: acl",
            """
                network_acls:
                  - name: acl
                    ingress:
                      - { rule_no: 200, action: deny, protocol: "-1", cidr_block: 0.0.0.0/0 }
                      - { rule_no: 100, action: allow, protocol: udp, from_port: 53, to_port: 53, cidr_block: 10.0.0.0/8 }
            """)
        let acl = world.topology.networkACLs[try #require(try world.subnet("a").networkACL)]
        #expect(
            acl.ingress == [
                NetworkACLRule(
                    number: 100, allows: true, flowProtocol: .udp, cidr: "10.0.0.0/8", ports: PortRange(bounds: 53...53)
                ),
                NetworkACLRule(number: 200, allows: false, flowProtocol: nil, cidr: "0.0.0.0/0", ports: .all),
            ])
        #expect(acl.egress.isEmpty)
    }

    @Test(.rules("NACL-03"))
    func `an ACL has one rule of a number and by quota 20 in each direction`() throws {
        let rules = (1...21).map { "{ rule_no: \($0), action: allow, protocol: udp, cidr_block: 10.0.0.0/8 }" }
        try expectFindings(
            """
            vpcs:
              - name: left
                cidr_block: 10.1.0.0/16
                network_acls:
                  - name: acl
                    ingress:
                      - { rule_no: 100, action: allow, protocol: udp, cidr_block: 10.0.0.0/8 }
                      - rule_no: 100          # error: duplicateName
                        action: deny
                        protocol: tcp
                        cidr_block: 10.0.0.0/8
                    egress: [\(rules.joined(separator: ", "))] # warning: warning NACL-03
            """)
    }

    // MARK: - Between networks

    @Test(.rules("PEER-03"))
    func `VPCs with overlapping blocks cannot be peered`() throws {
        try expectFindings(
            """
            vpcs:
              - { name: left, cidr_block: 10.1.0.0/16 }
              - { name: right, cidr_block: 10.2.0.0/16, secondary_cidr_blocks: [10.1.128.0/17] }
            vpc_peering_connections:
              - name: pcx
                vpc: left
                peer_vpc: right               # error: refused PEER-03
              - name: self
                vpc: left
                peer_vpc: left                # error: contradiction
            """)
    }

    @Test(.rules("TGW-02"))
    func `a transit gateway learns the blocks of its attachments, identical ones once`() throws {
        let text = """
            vpcs:
              - { name: left, cidr_block: 10.1.0.0/16 }
              - { name: right, cidr_block: 10.2.0.0/16, secondary_cidr_blocks: [10.3.0.0/16] }
              - { name: twin, cidr_block: 10.1.0.0/16 }
            transit_gateways:
              - name: tgw
                attachments:
                  - left
                  - right
                  - twin                      # warning: warning TGW-02
            """
        try expectFindings(text)
        let world = try world(text)
        let gateway = try #require(world.topology.transitGateways.elements.first)
        #expect(gateway.routeTables.count == 1)
        #expect(gateway.routeTables[0]["10.1.0.0/16"] == .vpc(try world.vpcReference("left")))
        #expect(gateway.routeTables[0]["10.2.0.0/16"] == .vpc(try world.vpcReference("right")))
        #expect(gateway.routeTables[0]["10.3.0.0/16"] == .vpc(try world.vpcReference("right")))
    }

    @Test(.rules("TGW-02"))
    func `an attachment propagates to the tables that it names, and static routes win`() throws {
        let world = try world(
            """
            vpcs:
              - { name: left, cidr_block: 10.1.0.0/16 }
              - { name: right, cidr_block: 10.2.0.0/16 }
            transit_gateways:
              - name: tgw
                attachments:
                  - { vpc: left, route_table: spokes, propagate_to: [hub] }
                  - { vpc: right, route_table: hub, propagate_to: [spokes, hub] }
                route_tables:
                  - { name: hub, routes: [{ destination_cidr_block: 10.1.0.0/16, blackhole: true }] }
                  - { name: spokes, routes: [{ destination_cidr_block: 0.0.0.0/0, attachment: right }] }
            """)
        let gateway = try #require(world.topology.transitGateways.elements.first)
        let (left, right) = (try world.vpcReference("left"), try world.vpcReference("right"))
        #expect(gateway.routeTableNames == ["default", "hub", "spokes"])
        #expect(gateway.attachment(of: left)?.routeTable == 2)
        #expect(gateway.routeTables[1]["10.1.0.0/16"] == .blackhole)
        #expect(gateway.routeTables[1]["10.2.0.0/16"] == .vpc(right))
        #expect(gateway.routeTables[2]["10.1.0.0/16"] == nil)
        #expect(gateway.routeTables[2]["0.0.0.0/0"] == .vpc(right))
        #expect(gateway.routeTables[0].entries.isEmpty)
    }

    @Test(.rules("TGW-01"))
    func `an attachment stands in the zones of its subnets, without subnets in all`() throws {
        let world = try world(
            """
            vpcs:
              - name: left
                cidr_block: 10.1.0.0/16
                subnets: [{ name: a, cidr_block: 10.1.1.0/24 }, { name: b, cidr_block: 10.1.2.0/24, availability_zone: b }]
              - { name: right, cidr_block: 10.2.0.0/16 }
            transit_gateways: [{ name: tgw, attachments: [{ vpc: left, subnets: [b] }, right] }]
            """)
        let gateway = try #require(world.topology.transitGateways.elements.first)
        #expect(gateway.attachment(of: try world.vpcReference("left"))?.availabilityZones == ["us-east-1b"])
        #expect(gateway.attachment(of: try world.vpcReference("right"))?.availabilityZones == nil)
    }

    @Test(.rules("TGW-DNS-04"))
    func `a peering of gateways is one of both, and is reached by static routes alone`() throws {
        let world = try world(
            """
            vpcs:
              - { name: left, cidr_block: 10.1.0.0/16 }
              - { name: right, cidr_block: 10.2.0.0/16 }
            transit_gateways:
              - name: one
                attachments: [left]
                peerings: [{ peer_transit_gateway: two }]
                route_tables: [{ name: rt, routes: [{ destination_cidr_block: 10.2.0.0/16, attachment: two }] }]
              - { name: two, attachments: [right] }
            """)
        let gateways = world.topology.transitGateways
        #expect(gateways.elements.map(\.peers) == [[gateways.references[1]], [gateways.references[0]]])
        #expect(gateways.elements[0].routeTables[0]["10.2.0.0/16"] == .peer(gateways.references[1]))
        #expect(gateways.elements[1].routeTables[0]["10.1.0.0/16"] == nil)
    }

    @Test func `a network on premises routes back all blocks of what it is attached to, unless it says which`() throws {
        let world = try world(
            """
            vpcs:
              - { name: left, cidr_block: 10.1.0.0/16 }
              - { name: right, cidr_block: 10.2.0.0/16 }
            transit_gateways: [{ name: tgw, attachments: [left, right] }]
            on_premises:
              - { name: office, cidr_blocks: [10.8.0.0/16], attachment: tgw }
              - { name: branch, cidr_blocks: [10.9.0.0/16], attachment: left, return_routes: [10.1.1.0/24] }
            """)
        let (office, branch) = (world.topology.onPremises.elements[0], world.topology.onPremises.elements[1])
        #expect(
            office.returnRoutes.contains("10.1.0.1" as IPAddress)
                && office.returnRoutes.contains("10.2.0.1" as IPAddress))
        #expect(!office.returnRoutes.contains("10.3.0.1" as IPAddress))
        #expect(office.assumedReturnKey == "on_premises[office].return_routes")
        #expect(
            branch.returnRoutes.contains("10.1.1.1" as IPAddress)
                && !branch.returnRoutes.contains("10.1.2.1" as IPAddress))
        #expect(branch.assumedReturnKey == nil)
        let behind = world.topology.onPremisesByVPC[try world.vpcReference("left")]
        #expect(behind?["10.9.0.0/16"] == world.topology.onPremises.references[1])
    }
}
