import DNSCore
import IPCore
import ScenarioLanguage
import TestSupport
import Testing
import WorldModel

/// Hosts, resolver endpoints and rules, VPC endpoints and the names that the cloud gives.
@Suite struct EndpointCompilationTests {
    private static let subnets = """
        vpcs:
          - name: left
            cidr_block: 10.1.0.0/16
            enable_dns_hostnames: true
            subnets: [{ name: a, cidr_block: 10.1.1.0/24 }, { name: b, cidr_block: 10.1.2.0/24 }]
        """

    // MARK: - Hosts

    @Test func `a host has its subnet, its groups and its ports`() throws {
        let world = try world(
            """
            \(Self.subnets)
                security_groups: [{ name: sg }]
                instances:
                  - { name: open, subnet: a, private_ip: 10.1.1.10, public_ip: 198.51.100.10 }
                  - { name: shut, subnet: b, private_ip: 10.1.2.10, security_groups: [sg], ports: [443] }
                  - { name: bare, subnet: b, private_ip: 10.1.2.11, security_groups: [] }
            """)
        let open = try world.host("10.1.1.10", in: "left")
        #expect(open.securityGroups == nil && open.ports == nil && open.publicAddress == "198.51.100.10")
        #expect(world.topology.hostsByPublicAddress["198.51.100.10"] != nil)
        let shut = try world.host("10.1.2.10", in: "left")
        #expect(shut.securityGroups?.map { world.topology.securityGroups[$0].element } == ["left/sg"])
        #expect(shut.ports == [443])
        #expect(try world.host("10.1.2.11", in: "left").securityGroups == [])
    }

    @Test func `a DNS server at the address of an instance runs on it, behind its groups`() throws {
        let world = try world(
            """
            \(Self.subnets)
                security_groups: [{ name: sg }]
                instances: [{ name: web, subnet: a, private_ip: 10.1.1.10, ports: [443], security_groups: [sg] }]
                dns_servers: [{ name: bind, address: 10.1.1.10 }]
            """)
        let host = try world.host("10.1.1.10", in: "left")
        #expect(host.element == "web")
        #expect(host.ports == [53, 443])
        #expect(host.securityGroups?.count == 1)
        #expect(host.nameServer.map { world.names.nameServers[$0].name } == "bind")
    }

    @Test func `a database and an internal load balancer stand in the VPC`() throws {
        let world = try world(
            """
            \(Self.subnets)
                db_instances:
                  - { address: db.example, private_ip: 10.1.1.20 }
                  - { address: open.example, private_ip: 10.1.1.21, public_ip: 198.51.100.21, publicly_accessible: true }
                load_balancers:
                  - { dns_name: in.example, internal: true, ips: [10.1.2.30] }
                  - { dns_name: out.example, internal: false, ips: [198.51.100.30] }
            """)
        #expect(try world.host("10.1.1.20", in: "left").element == "db.example")
        #expect(try world.host("10.1.1.20", in: "left").publicAddress == nil)
        #expect(try world.host("10.1.1.21", in: "left").publicAddress == "198.51.100.21")
        #expect(try world.host("10.1.2.30", in: "left").element == "in.example")
        #expect(world.topology.host(at: "198.51.100.30", in: .internet) != nil)
    }

    // MARK: - Resolver endpoints and rules

    @Test(.rules("R53-INBOUND-01"))
    func `an inbound endpoint is one name server with a host for each address`() throws {
        let world = try world(
            """
            \(Self.subnets)
                resolver_endpoints:
                  - name: inbound
                    direction: inbound
                    ip_addresses: [{ subnet: a, ip: 10.1.1.53 }, { subnet: b, ip: 10.1.2.53 }]
            """)
        let server = try world.server("inbound")
        #expect(server.addresses == ["10.1.1.53", "10.1.2.53"])
        #expect(server.hosts.map { world.topology.hosts[$0].addresses } == [["10.1.1.53"], ["10.1.2.53"]])
        guard case .inboundEndpoint(try world.vpcReference("left")) = server.role else {
            return #expect(Bool(false), "\(server.role)")
        }
    }

    @Test(.rules("R53-INBOUND-01", "R53-INBOUND-07", "R53-INBOUND-09", "R53-OUTBOUND-03"))
    func `an endpoint has two to six addresses and stands in a VPC of default tenancy`() throws {
        let many = (11...17).map { "{ subnet: a, ip: 10.1.1.\($0) }" }.joined(separator: ", ")
        let wide = (31...37).map { "{ subnet: a, ip: 10.1.1.\($0) }" }.joined(separator: ", ")
        try expectFindings(
            """
            vpn:
              provider: aws
              client_cidr_block: 10.250.0.0/22
              associations: [{ subnet: a }]
              dns_servers:
                - 10.1.2.21                        # warning: warning R53-INBOUND-09
                - 10.1.1.11
            \(Self.subnets)
                resolver_endpoints:
                  - name: one
                    direction: inbound
                    ip_addresses:
                      - { subnet: a, ip: 10.1.1.10 } # error: refused R53-INBOUND-01
                  - name: many
                    direction: inbound
                    ip_addresses: [\(many)] # warning: warning R53-INBOUND-01
                  - name: out
                    direction: outbound
                    ip_addresses: [{ subnet: a, ip: 10.1.1.20 }] # warning: warning R53-OUTBOUND-03
                  - name: wide
                    direction: outbound
                    ip_addresses: [\(wide)] # warning: warning R53-OUTBOUND-03
                  - name: delegation # warning: warning R53-INBOUND-11
                    direction: inbound-delegation
                    ip_addresses: [{ subnet: b, ip: 10.1.2.21 }, { subnet: b, ip: 10.1.2.22 }]
              - name: dedicated
                cidr_block: 10.2.0.0/16
                instance_tenancy: dedicated
                subnets: [{ name: c, cidr_block: 10.2.1.0/24 }]
                resolver_endpoints:
                  - name: inbound                  # error: refused R53-INBOUND-07
                    direction: inbound
                    ip_addresses: [{ subnet: c, ip: 10.2.1.10 }, { subnet: c, ip: 10.2.1.11 }]
            """)
    }

    @Test(.rules("R53-FWRULE-01", "R53-FWRULE-07", "R53-FWRULE-09"))
    func `a rule forwards to one to six targets by an outbound endpoint, a SYSTEM rule to none`() throws {
        let seven = (1...7).map { "{ ip: 10.8.0.\($0) }" }.joined(separator: ", ")
        try expectFindings(
            """
            \(Self.subnets)
                resolver_endpoints:
                  - { name: out, direction: outbound, ip_addresses: [{ subnet: a, ip: 10.1.1.20 }, { subnet: b, ip: 10.1.2.20 }] }
                  - { name: in, direction: inbound, ip_addresses: [{ subnet: a, ip: 10.1.1.21 }, { subnet: b, ip: 10.1.2.21 }] }
            resolver_rules:
              - domain_name: one.example
                rule_type: FORWARD
                resolver_endpoint: out
                target_ips: [\(seven)] # error: refused R53-FWRULE-07
              - domain_name: two.example
                rule_type: SYSTEM
                target_ips: [{ ip: 10.8.0.1 }] # error: refused R53-FWRULE-09
              - domain_name: three.example         # error: missingKey; error: missingKey
                rule_type: FORWARD
              - domain_name: four.example
                rule_type: FORWARD
                resolver_endpoint: in              # error: danglingReference
                target_ips: [{ ip: 10.8.0.1 }]
              - { domain_name: five.example, rule_type: SYSTEM, vpcs: [left] }
              - domain_name: five.example
                name: again
                rule_type: FORWARD
                resolver_endpoint: out
                target_ips: [{ ip: 10.8.0.1 }]
                vpcs:
                  - left                           # error: refused R53-FWRULE-01
            """)
    }

    @Test(.rules("R53-OUTBOUND-01"))
    func `a rule leaves by its endpoint's hosts, which may stand in another VPC`() throws {
        let world = try world(
            """
            \(Self.subnets)
                resolver_endpoints:
                  - { name: out, direction: outbound, ip_addresses: [{ subnet: a, ip: 10.1.1.20 }, { subnet: b, ip: 10.1.2.20 }] }
              - { name: right, cidr_block: 10.2.0.0/16 }
            resolver_rules:
              - { domain_name: corp.example, rule_type: FORWARD, resolver_endpoint: out, target_ips: [{ ip: 10.8.0.1, port: 5353 }], vpcs: [right] }
            """)
        let rule = try #require(world.names.resolverRules.first)
        #expect(rule.outbound.flatMap { world.topology.hosts[$0].addresses } == ["10.1.1.20", "10.1.2.20"])
        #expect(rule.targets == [ResolverRuleTarget(address: "10.8.0.1", port: 5353)])
        #expect(world.names.resolverRulesByVPC[try world.vpcReference("right")] == ["corp.example": 0])
        #expect(world.names.resolverRulesByVPC[try world.vpcReference("left")] == nil)
    }

    // MARK: - VPC endpoints

    @Test(
        .rules("VPCE-01", "VPCE-06", "VPCE-07"),
        arguments: [
            ("com.amazonaws.eu-west-1.ec2", ["ec2.eu-west-1.amazonaws.com"]),
            ("com.amazonaws.eu-west-1.ecr.api", ["api.ecr.eu-west-1.amazonaws.com"]),
            ("com.amazonaws.eu-west-1.ecr.dkr", ["*.dkr.ecr.eu-west-1.amazonaws.com"]),
            (
                "com.amazonaws.eu-west-1.execute-api",
                ["execute-api.eu-west-1.amazonaws.com", "*.execute-api.eu-west-1.amazonaws.com"]
            ),
            ("com.amazonaws.vpce.eu-west-1.vpce-svc-0123456789abcdef0", []),
        ])
    func `private names follow from the service, each service its own`(service: String, names: [String]) throws {
        let world = try world(
            """
            \(Self.subnets)
                vpc_endpoints: [{ service_name: \(service), ips: [10.1.1.33] }]
            """)
        #expect(world.names.interfaceEndpoints.first?.privateNames == names.compactMap(DomainName.init(_:)))
    }

    @Test(.rules("VPCE-03"))
    func `without private DNS an endpoint has its own names alone`() throws {
        let world = try world(
            """
            \(Self.subnets)
                vpc_endpoints:
                  - service_name: com.amazonaws.us-east-1.ec2
                    private_dns_enabled: false
                    ips: [10.1.1.33]
                    dns_entry: [{ dns_name: vpce-1.ec2.us-east-1.vpce.amazonaws.com }]
            """)
        #expect(world.names.interfaceEndpointsByVPC.isEmpty)
        #expect(world.names.interfaceEndpointsByOwnName == ["vpce-1.ec2.us-east-1.vpce.amazonaws.com": 0])
    }

    @Test(
        .rules("VPCE-11"),
        arguments: [
            ("", [RecordType.a]), ("ipv4", [.a]), ("ipv6", [.aaaa]), ("dualstack", [.a, .aaaa]),
        ])
    func `dns_record_ip_type decides which address records there are`(value: String, types: [RecordType]) throws {
        let options = value.isEmpty ? "" : ", dns_options: { dns_record_ip_type: \(value) }"
        let world = try world(
            """
            \(Self.subnets)
                vpc_endpoints: [{ service_name: com.amazonaws.us-east-1.ec2, ips: [10.1.1.33]\(options) }]
            """)
        #expect(world.names.interfaceEndpoints.first?.recordTypes == Set(types))
    }

    @Test(.rules("VPCE-14"))
    func `an endpoint that names subnets alone gets a free address in each`() throws {
        let world = try world(
            """
            \(Self.subnets)
                instances: [{ name: web, subnet: a, private_ip: 10.1.1.5 }]
                vpc_endpoints: [{ service_name: com.amazonaws.us-east-1.ec2, subnets: [a, b] }]
            """)
        let endpoint = try #require(world.names.interfaceEndpoints.first)
        #expect(endpoint.addresses == ["10.1.1.6", "10.1.2.5"])
        #expect(endpoint.assumedAddressesKey == "vpcs[left].vpc_endpoints[0].ips")
    }

    @Test(.rules("VPCE-08"))
    func `S3 for inbound endpoints alone needs a gateway endpoint`() throws {
        func text(_ endpoints: String) -> String { "\(Self.subnets)\n    vpc_endpoints:\n\(endpoints)" }
        try expectFindings(
            text("      - { service_name: com.amazonaws.us-east-1.s3, ips: [10.1.1.33] } # error: refused VPCE-08"))
        try expectFindings(
            text(
                """
                      - service_name: com.amazonaws.us-east-1.s3
                        ips: [10.1.1.33]
                        dns_options:
                          private_dns_only_for_inbound_resolver_endpoint: true # error: refused VPCE-08
                """))
        try expectFindings(
            text(
                """
                      - service_name: com.amazonaws.us-east-1.s3
                        ips: [10.1.1.33]
                        dns_options: { private_dns_only_for_inbound_resolver_endpoint: false }
                """))
        try expectFindings(
            text(
                """
                      - { service_name: com.amazonaws.us-east-1.s3, ips: [10.1.1.33] }
                      - { service_name: com.amazonaws.us-east-1.s3, vpc_endpoint_type: Gateway }
                """))
    }

    @Test(.rules("VPCE-13"))
    func `private DNS stands beside no private zone and no second endpoint of that name`() throws {
        try expectFindings(
            """
            \(Self.subnets)
                vpc_endpoints:
                  - service_name: com.amazonaws.us-east-1.ec2   # error: refused VPCE-13
                    ips: [10.1.1.33]
                  - { service_name: com.amazonaws.us-east-1.sqs, ips: [10.1.1.34] }
                  - service_name: com.amazonaws.us-east-1.sqs
                    name: again
                    private_dns_enabled: true      # error: refused VPCE-13
                    ips: [10.1.1.35]
                  - { service_name: com.amazonaws.us-east-1.sqs, name: off, private_dns_enabled: false, ips: [10.1.1.36] }
            hosted_zones: [{ name: ec2.us-east-1.amazonaws.com, private: true, vpcs: [left] }]
            """)
    }

    @Test(.rules("VPCE-10"))
    func `a gateway endpoint is a route in the tables that it names, and no name`() throws {
        let world = try world(
            """
            vpcs:
              - name: left
                cidr_block: 10.1.0.0/16
                subnets:
                  - { name: a, cidr_block: 10.1.1.0/24, route_table: rt }
                  - { name: b, cidr_block: 10.1.2.0/24 }
                route_tables: [{ name: rt }]
                vpc_endpoints: [{ service_name: com.amazonaws.us-east-1.s3, name: s3, vpc_endpoint_type: Gateway, route_tables: [rt] }]
            internet:
              zones:
                - { name: amazonaws.com, records: [ "bucket.s3.us-east-1 A 198.51.100.3", "ec2.us-east-1 A 198.51.100.4" ] }
            """)
        #expect(try world.routes(of: "a").sorted() == ["10.1.0.0/16 local", "198.51.100.3/32 s3"])
        #expect(try world.routes(of: "b") == ["10.1.0.0/16 local"])
        #expect(world.names.interfaceEndpoints.isEmpty)
    }

    // MARK: - Names of instances

    @Test(
        .rules("EC2-NAME-01"),
        arguments: [
            ("us-east-1", true, "ec2-198-51-100-10.compute-1.amazonaws.com", true),
            ("eu-west-1", true, "ec2-198-51-100-10.eu-west-1.compute.amazonaws.com", true),
            ("eu-west-1", false, "ec2-198-51-100-10.eu-west-1.compute.amazonaws.com", false),
        ])
    func `an instance with a public address has a public name if both attributes are on`(
        region: String, hostnames: Bool, name: String, isPublished: Bool
    ) throws {
        let world = try world(
            """
            vpcs:
              - name: left
                region: \(region)
                cidr_block: 10.1.0.0/16
                enable_dns_hostnames: \(hostnames)
                subnets: [{ name: a, cidr_block: 10.1.1.0/24 }]
                instances:
                  - { name: web, subnet: a, private_ip: 10.1.1.10, public_ip: 198.51.100.10 }
                  - { name: app, subnet: a, private_ip: 10.1.1.11 }
            """)
        #expect(world.names.cloudNames.keys.map(\.description) == ["\(name)."])
        let cloudName = try #require(world.names.cloudNames.values.first?.first)
        #expect(cloudName.isPublished == isPublished)
        #expect(cloudName.privateAddresses == ["10.1.1.10"] && cloudName.publicAddresses == ["198.51.100.10"])
    }

    @Test(.rules("EC2-NAME-08"), arguments: [(false, [IPAddress]()), (true, ["10.1.1.10"])])
    func `the resource name has an address if that is enabled`(isEnabled: Bool, addresses: [IPAddress]) throws {
        let world = try world(
            """
            \(Self.subnets)
                instances:
                  - { name: web, id: i-0abc, subnet: a, private_ip: 10.1.1.10, enable_resource_name_dns_a_record: \(isEnabled) }
            """)
        #expect(world.names.cloudNames["i-0abc.ec2.internal"]?.map(\.privateAddresses) == [addresses])
    }
}
