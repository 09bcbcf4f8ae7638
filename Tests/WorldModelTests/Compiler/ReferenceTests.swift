import IPCore
import ScenarioLanguage
import TestSupport
import Testing
import WorldModel

/// References lead to what they name, or to a diagnostic that says what would be right.
@Suite struct ReferenceTests {
    private static let twins = """
        vpcs:
          - name: left
            cidr_block: 10.1.0.0/16
            subnets: [{ name: a, cidr_block: 10.1.1.0/24 }]
            instances: [{ name: web, subnet: a, private_ip: 10.1.1.10 }]
          - name: right
            cidr_block: 10.2.0.0/16
            subnets: [{ name: a, cidr_block: 10.2.1.0/24 }]
            instances: [{ name: web, subnet: a, private_ip: 10.2.1.10 }]
        """

    @Test func `a reference is looked up in its own VPC first`() throws {
        let world = try world(Self.twins)
        let right = try world.host("10.2.1.10", in: "right")
        #expect(world.topology.subnets[try #require(right.subnet)].element == "right/a")
    }

    @Test func `a name that two VPCs have is written with its VPC`() throws {
        let world = try world(
            """
            \(Self.twins)
            lookups: [{ name: www.example, from: right/web }]
            """)
        guard case .host(let asker) = world.lookups.first?.asker else { return #expect(Bool(false), "no host") }
        #expect(world.topology.hosts[asker].addresses == ["10.2.1.10"])
    }

    @Test func `a name that fits two things is ambiguous, and the ways to tell them apart are told`() throws {
        let compilation = try compile(
            """
            \(Self.twins)
            lookups:
              - { name: www.example, from: web }
            """)
        #expect(
            compilation.diagnostics.map(\.kind) == [
                .ambiguousReference(kind: "instance or host", name: "web", candidates: ["left/web", "right/web"])
            ])
        #expect(compilation.diagnostics.map(\.location) == [SourceLocation(file: "test.yaml", line: 12, column: 32)])
        #expect(compilation.diagnostics.map(\.keyPath) == ["lookups[www.example].from"])
        #expect(compilation.world == nil)
    }

    @Test func `a dangling reference comes with the nearest name`() throws {
        let compilation = try compile(
            """
            vpcs:
              - name: left
                cidr_block: 10.1.0.0/16
                subnets: [{ name: private-a, cidr_block: 10.1.1.0/24 }]
                instances: [{ name: web, subnet: privat-a, private_ip: 10.1.1.10 }]
            """)
        #expect(
            compilation.diagnostics.map(\.kind) == [
                .danglingReference(kind: "subnet of left", name: "privat-a", nearest: ["private-a"])
            ])
        #expect(compilation.diagnostics.map(\.keyPath) == ["vpcs[left].instances[web].subnet"])
    }

    @Test func `every kind of reference is checked where it is written`() throws {
        try expectFindings(
            """
            vpcs:
              - name: left
                cidr_block: 10.1.0.0/16
                subnets:
                  - name: a
                    cidr_block: 10.1.1.0/24
                    route_table: nowhere       # error: danglingReference
                    network_acl: nowhere       # error: danglingReference
                route_tables:
                  - name: rt
                    routes:
                      - destination_cidr_block: 0.0.0.0/0
                        target: nowhere        # error: danglingReference
                nat_gateways:
                  - name: nat
                    subnet: nowhere            # error: danglingReference
                instances:
                  - name: web
                    subnet: a
                    private_ip: 10.1.1.10
                    security_groups:
                      - nowhere                # error: danglingReference
                resolver_endpoints:
                  - name: inbound
                    direction: inbound
                    ip_addresses:
                      - subnet: nowhere        # error: danglingReference
                        ip: 10.1.1.20
                      - { subnet: a, ip: 10.1.1.21 }
                vpc_endpoints:
                  - service_name: com.amazonaws.us-east-1.ec2
                    subnets:
                      - nowhere                # error: danglingReference
                  - service_name: com.amazonaws.us-east-1.s3
                    vpc_endpoint_type: Gateway
                    route_tables:
                      - nowhere                # error: danglingReference
                load_balancers:
                  - dns_name: lb.example
                    internal: true
                    ips: [10.1.1.30]
                    subnets:
                      - nowhere                # error: danglingReference
            transit_gateways:
              - name: tgw
                attachments:
                  - nowhere                    # error: danglingReference
                  - vpc: left
                    subnets:
                      - nowhere                # error: danglingReference
                    route_table: nowhere       # error: danglingReference
                    propagate_to:
                      - nowhere                # error: danglingReference
                route_tables:
                  - name: rt
                    routes:
                      - destination_cidr_block: 10.9.0.0/16
                        attachment: elsewhere  # error: danglingReference
                peerings:
                  - peer_transit_gateway: nowhere   # error: danglingReference
            vpc_peering_connections:
              - name: pcx
                vpc: left
                peer_vpc: nowhere              # error: danglingReference
            on_premises:
              - name: office
                cidr_blocks: [10.8.0.0/16]
                attachment: nowhere            # error: danglingReference
            hosted_zones:
              - name: example.local
                private: true
                vpcs:
                  - nowhere                    # error: danglingReference
                aliases:
                  - name: www
                    target: nowhere            # error: danglingReference
            resolver_rules:
              - domain_name: corp.example
                rule_type: FORWARD
                resolver_endpoint: nowhere     # error: danglingReference
                target_ips: [{ ip: 10.8.0.53 }]
                vpcs:
                  - nowhere                    # error: danglingReference
            faults:
              - target: nowhere                # error: danglingReference
                kind: down
              - target: 10.77.0.1              # error: danglingReference
                kind: drop
            lookups:
              - name: www.example
                from: nowhere                  # error: danglingReference
            connections:
              - to: 10.1.1.10
                from: nowhere                  # error: danglingReference
            """)
    }

    @Test func `nothing is told of a reference to an element that is faulty itself`() throws {
        try expectFindings(
            """
            vpcs:
              - name: left
                cidr_block: 10.1.0.1/16        # error: hostBitsSet
                subnets: [{ name: a, cidr_block: 10.1.1.0/24 }]
              - name: right
                cidr_block: 10.2.0.0/16
                subnets:
                  - name: a
                    cidr_block: 10.2.1.0/33    # error: prefixLengthOutOfRange
                route_tables:
                  - name: rt
                    routes:
                      - { destination_cidr_block: 0.0.0.0/0, target: nat }
                      - { destination_cidr_block: 10.1.0.0/16, target: pcx }
                nat_gateways: [{ name: nat, subnet: a }]
                instances: [{ name: web, subnet: a, private_ip: 10.2.1.10 }]
            vpc_peering_connections: [{ name: pcx, vpc: left, peer_vpc: right }]
            transit_gateways: [{ name: tgw, attachments: [left, right] }]
            hosted_zones: [{ name: example.local, private: true, vpcs: [left, right] }]
            """)
    }

    @Test func `a route leads to nothing that belongs to another VPC`() throws {
        try expectFindings(
            """
            vpcs:
              - name: left
                cidr_block: 10.1.0.0/16
                internet_gateway: igw
              - name: right
                cidr_block: 10.2.0.0/16
                subnets: [{ name: a, cidr_block: 10.2.1.0/24 }]
                route_tables:
                  - name: rt
                    routes:
                      - destination_cidr_block: 0.0.0.0/0
                        target: igw            # error: contradiction
            """)
    }

    @Test(arguments: [
        ("igw", "left/igw"), ("nat", "left/nat"), ("a", "left/a"), ("left/b", "left/b"), ("us-east-1b", "left/b"),
        ("vpc+2", "server left/vpc+2"), ("10.1.0.2", "10.1.0.2"), ("10.1.1.77", "10.1.1.77"), ("web", "web"),
        ("tgw", "tgw"), ("pcx", "pcx"), ("office", "office"), ("inbound", "server inbound"),
        ("google", "server google"),
        ("8.8.8.8", "8.8.8.8"), ("192.168.1.1", "192.168.1.1"), ("internet", "internet"), ("corp", "corp"),
        ("endpoint", "endpoint"), ("com.amazonaws.us-east-1.ec2", "endpoint"),
    ])
    func `a fault hits what its target names`(target: String, hit: String) throws {
        let isServer = hit.hasPrefix("server ") || hit.contains { $0.isNumber } && !hit.contains("/")
        let world = try world(
            """
            vpn: { provider: aws, name: corp, client_cidr_block: 10.250.0.0/22, associations: [{ subnet: a1 }] }
            vpcs:
              - name: left
                cidr_block: 10.1.0.0/16
                internet_gateway: igw
                subnets:
                  - { name: a1, cidr_block: 10.1.1.0/24 }
                  - { name: b1, cidr_block: 10.1.2.0/24, availability_zone: b }
                nat_gateways: [{ name: nat, subnet: a1 }]
                instances: [{ name: web, subnet: a1, private_ip: 10.1.1.10 }]
                vpc_endpoints: [{ name: endpoint, service_name: com.amazonaws.us-east-1.ec2, ips: [10.1.1.33] }]
                resolver_endpoints:
                  - name: inbound
                    direction: inbound
                    ip_addresses: [{ subnet: a1, ip: 10.1.1.20 }, { subnet: b1, ip: 10.1.2.20 }]
              - { name: right, cidr_block: 10.2.0.0/16 }
            vpc_peering_connections: [{ name: pcx, vpc: left, peer_vpc: right }]
            transit_gateways: [{ name: tgw, attachments: [left, right] }]
            on_premises: [{ name: office, cidr_blocks: [10.8.0.0/16], attachment: tgw }]
            internet: { dns_servers: [{ name: google, address: 8.8.8.8 }] }
            faults: [{ target: \(target == "vpc+2" ? "left/vpc+2" : target), kind: \(isServer ? "drop" : "down") }]
            """)
        let fault = try #require(world.faults.first)
        let text =
            switch fault.target {
            case .address(let address): address.description
            case .nameServer(let server): "server \(world.names.nameServers[server].name)"
            case .element(let element): element
            }
        #expect(text == hit)
    }

    @Test func `an element of the network has no fault but being down`() throws {
        try expectFindings(
            """
            vpcs:
              - name: left
                cidr_block: 10.1.0.0/16
                internet_gateway: igw
            faults:
              - target: igw
                kind: servfail                 # error: contradiction
            """)
    }
}
