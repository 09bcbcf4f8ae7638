import Emulation
import ScenarioLanguage
import TestSupport
import Testing
import WorldModel

/// What an IBM VPN server's clients reach, seen from the device.
@Suite struct IBMPathTests {
    private static let world = """
        version: 1
        client:
          os: macos
          interfaces: [{ name: en0, address: 192.168.1.4/24, gateway: 192.168.1.1 }]
          public_ip: 203.0.113.7
        vpn:
          provider: ibm
          name: vpn-server
          interface: utun5
          dns_name: server.vpn.example
          endpoint_ips: [162.133.0.10, 162.133.0.11]
          client_cidr_block: 192.168.252.0/22
          split_tunnel: true
          dns_servers: [161.26.0.7]
          associations: [{ subnet: one, eni_ip: 10.2.0.4 }]
          routes:
            - { destination_cidr_block: 10.0.0.0/14 }
            - { destination_cidr_block: 161.26.0.0/16, action: translate }
            - { destination_cidr_block: 10.50.0.0/16 }
        vpcs:
          - name: vpc
            cidr_block: 10.0.0.0/14
            subnets:
              - { name: one, cidr_block: 10.2.0.0/24, availability_zone: a, route_table: rt }
              - { name: two, cidr_block: 10.2.1.0/24, availability_zone: b, route_table: rt }
              - { name: app, cidr_block: 10.0.0.0/24, availability_zone: a, route_table: rt }
              - { name: out, cidr_block: 10.2.9.0/24, availability_zone: a, route_table: public }
            internet_gateway: igw
            nat_gateways: [{ name: public-gateway, subnet: out, public_ip: 192.0.2.5 }]
            route_tables:
              - name: rt
                main: true
                routes:
                  - { destination_cidr_block: 10.50.0.0/16, target: tgw }
                  - { destination_cidr_block: 0.0.0.0/0, target: public-gateway }
              - { name: public, routes: [{ destination_cidr_block: 0.0.0.0/0, target: igw }] }
            instances: [{ name: web, subnet: app, private_ip: 10.0.0.10 }]
            vpc_endpoints:
              - { name: cos, service_name: cos, private_dns_names: [s3.direct.example], ips: [10.0.0.30] }
            security_groups:
              - { name: web-only, ingress: [], egress: [{ protocol: tcp, from_port: 443, to_port: 443, cidr_blocks: [0.0.0.0/0] }] }
              - { name: udp-dns, ingress: [], egress: [{ protocol: udp, from_port: 53, to_port: 53, cidr_blocks: [161.26.0.0/16] }] }
              - { name: pool, ingress: [{ protocol: "-1", cidr_blocks: [192.168.252.0/22] }] }
              - { name: members, ingress: [{ protocol: "-1", cidr_blocks: [10.2.0.0/24] }] }
            network_acls:
              - name: one-way
                egress: [{ rule_no: 1, action: allow, protocol: "-1", cidr_block: 0.0.0.0/0 }]
                ingress: []
          - name: other
            cidr_block: 10.50.0.0/16
            subnets: [{ name: s, cidr_block: 10.50.0.0/24, route_table: ort }]
            route_tables: [{ name: ort, main: true, routes: [{ destination_cidr_block: 10.0.0.0/14, target: tgw }] }]
        transit_gateways: [{ name: tgw, attachments: [vpc, other] }]
        hosted_zones:
          - { name: corp.example, private: true, vpcs: [vpc], records: ["web 60 IN A 10.0.0.10"] }
          - { name: sub.corp.example, private: true, vpcs: [vpc], records: ["x 60 IN A 10.0.0.11"] }
        internet:
          dns_servers: [{ name: public, address: 198.51.100.53, behavior: recursive }]
          zones: [{ name: vpn.example, records: ["www 60 IN A 203.0.113.80"] }]
        lookups: [{ name: web.corp.example }]
        """

    @Test(.rules("IBM-DNS-07"))
    func `an address of the VPC answers only where a custom resolver stands`() throws {
        let silent = try TestWorld.lookup(Self.world, "vpn.dns_servers=[10.0.0.53]")
        #expect(silent.outcome == .timeout)
        #expect(silent.common.reason == .noListener)
        #expect(silent.common.attempts.first?.rule == .ibmDNS07)
        let resolver = "{name: custom, address: 10.0.0.53, subnet: app, behavior: forwarding, forward_to: [161.26.0.7]}"
        let answered = try TestWorld.lookup(
            Self.world, "vpn.dns_servers=[10.0.0.53]", "vpcs[vpc].dns_servers=[\(resolver)]")
        #expect(answered.outcome == .answered)
        #expect(answered.common.addresses == ["10.0.0.10"])
    }

    @Test(.rules("IBM-DNS-07"), arguments: [(true, LookupOutcome.answered), (false, .servfail)])
    func `a custom resolver that forwards to public ones needs a public gateway`(
        hasGateway: Bool, outcome: LookupOutcome
    ) throws {
        let resolver =
            "{name: custom, address: 10.0.0.53, subnet: app, behavior: forwarding, forward_to: [198.51.100.53]}"
        var sets = [
            "vpn.dns_servers=[10.0.0.53]", "vpcs[vpc].dns_servers=[\(resolver)]", "lookups=[{name: www.vpn.example}]",
            "client.resolver.options.timeout=30s",
        ]
        if !hasGateway { sets.append("vpcs[vpc].route_tables[rt].routes=[]") }
        let world = try TestWorld.compile(Self.world, sets)
        let lookup = Emulator(world).predict(try #require(world.lookups.first))
        #expect(lookup.outcome == outcome)
        #expect(lookup.common.explanation.contains { $0.rule == .ibmDNS07 } != hasGateway)
    }

    @Test(.rules("IBM-ROUTE-06"))
    func `the internet behind a translating route needs a public gateway`() throws {
        let everything = "vpn.routes[0]={destination_cidr_block: 0.0.0.0/0, action: translate}"
        let full = ["vpn.split_tunnel=false", everything]
        let through = try Self.connection("198.51.100.53", full[0], full[1])
        #expect(through.common.publicAddress == "192.0.2.5")
        let stopped = try Self.connection("198.51.100.53", full[0], full[1], "vpcs[vpc].route_tables[rt].routes=[]")
        #expect(stopped.common.reason == .internetNoPath)
        #expect(stopped.common.rule == .ibmRoute06)
    }

    private static func connection(_ address: String, _ sets: String...) throws -> ConnectionPrediction {
        let world = try TestWorld.compile(Self.world, sets + ["connections=[{to: \(address)}]"])
        return Emulator(world).predict(try #require(world.connections.first))
    }

    // MARK: - DNS

    @Test(
        .rules("IBM-DNS-04"),
        arguments: [
            (["web-only"], "timeout SG_EGRESS"), (["udp-dns"], "answered"), (["web-only", "udp-dns"], "answered"),
        ])
    func `the server's security group must let port 53 out to the resolvers`(groups: [String], fate: String) throws {
        let lookup = try TestWorld.lookup(Self.world, "vpn.security_groups=\(groups)")
        let told = [lookup.outcome.rawValue, lookup.common.reason?.rawValue].compactMap(\.self)
        #expect(told.joined(separator: " ") == fate)
        if lookup.outcome == .timeout {
            let attempt = try #require(lookup.common.attempts.first)
            #expect(attempt.rule == .ibmDNS04)
            #expect(attempt.droppedAt == "vpc/web-only")
        }
    }

    @Test(.rules("IBM-SG-01"))
    func `the network ACL of the server's subnet filters the resolvers' answers`() throws {
        let lookup = try TestWorld.lookup(Self.world, "vpcs[vpc].subnets[one].network_acl=one-way")
        #expect(lookup.outcome == .timeout)
        #expect(lookup.common.reason == .naclReturn)
    }

    @Test(
        .rules("IBM-DNS-03", "IBM-ROUTE-05"),
        arguments: [
            (["vpn.routes[1]=null"], ReasonCode.clientNoRoute, RuleID.ibmDNS03),
            (["vpn.routes[1]=null", "vpn.split_tunnel=false"], .vpnNoRoute, .ibmRoute03),
            (["vpn.routes[1].action=deliver"], .noReturnRoute, .ibmDNS03),
            (["vpn.routes[1].action=drop"], .vpnRouteDrop, .ibmRoute05),
        ])
    func `the resolvers want a route that translates`(sets: [String], reason: ReasonCode, rule: RuleID) throws {
        let world = try TestWorld.compile(Self.world, sets)
        let lookup = Emulator(world).predict(try #require(world.lookups.first))
        #expect(lookup.outcome == .timeout)
        #expect(lookup.common.reason == reason)
        #expect(lookup.common.attempts.first?.rule == rule)
        #expect(!lookup.common.notes.contains(.internetNoPath), "the resolvers are not on the internet")
    }

    @Test(.rules("IBM-DNS-06"))
    func `the longest zone alone is asked`() throws {
        let lookup = try TestWorld.lookup(Self.world, "lookups=[{name: web.sub.corp.example}]")
        #expect(lookup.outcome == .nxdomain)
        #expect(lookup.common.explanation.first { $0.isDecisive }?.rule == .ibmDNS06)
    }

    @Test(.rules("IBM-DNS-05"), arguments: [("161.26.0.7", true), ("161.26.0.10", false)])
    func `an endpoint's private name is known to the one pair`(server: String, isKnown: Bool) throws {
        let lookup = try TestWorld.lookup(
            Self.world, "vpn.dns_servers=[\(server)]", "lookups=[{name: s3.direct.example}]")
        #expect(lookup.outcome == (isKnown ? .answered : .nxdomain))
        if isKnown { #expect(lookup.common.explanation.first { $0.isDecisive }?.rule == .ibmDNS05) }
    }

    @Test(.rules("IBM-DNS-02"))
    func `base plus two of a VPC is no resolver`() throws {
        let lookup = try TestWorld.lookup(Self.world, "vpn.dns_servers=[10.0.0.2]")
        #expect(lookup.common.reason == .noListener)
        #expect(lookup.common.attempts.first?.rule == .ibmDNS02)
    }

    @Test(.rules("IBM-NAME-01"))
    func `the server's name has an address for each member`() throws {
        let lookup = try TestWorld.lookup(
            Self.world, "client.resolver.nameservers=[198.51.100.53]", "vpn.connected=false",
            "lookups=[{name: server.vpn.example}]")
        #expect(lookup.common.addresses == ["162.133.0.10", "162.133.0.11"])
    }

    // MARK: - Routes and members

    @Test(.rules("IBM-NAME-01", "IBM-ROUTE-03"))
    func `a route belongs to the server, so every member has it`() throws {
        let lookup = try TestWorld.lookup(
            Self.world, "vpn.associations[+]={subnet: two, eni_ip: 10.2.1.4}", "vpn.routes[1].target_subnet=one")
        #expect(lookup.outcome == .answered)
    }

    @Test(.rules("IBM-ROUTE-04"))
    func `a private address without a route leaves by the device's own default route`() throws {
        let connection = try Self.connection("10.9.9.9")
        #expect(connection.common.reason == .clientNoRoute)
        #expect(connection.common.rule == .ibmRoute04)
    }

    @Test(.rules("IBM-ROUTE-05", "IBM-ROUTE-06"), arguments: [("deliver", false), ("translate", true)])
    func `the internet wants a translated source`(action: String, isReachable: Bool) throws {
        let connection = try Self.connection(
            "203.0.113.80", "vpn.split_tunnel=false",
            "vpn.routes[+]={destination_cidr_block: 0.0.0.0/0, action: \(action)}")
        #expect(connection.reachable == isReachable)
        #expect(connection.common.reason == (isReachable ? nil : .internetNoPath))
        #expect(connection.common.publicAddress == (isReachable ? "192.0.2.5" : nil))
        if !isReachable { #expect(connection.common.rule == .ibmRoute06) }
    }

    @Test(.rules("IBM-ROUTE-06"), arguments: ["161.26.0.30", "166.9.10.10"])
    func `service endpoints are reached from the server's subnet, without any route of its table`(
        address: String
    ) throws {
        let route = "vpn.routes[+]={destination_cidr_block: 166.8.0.0/14, action: translate}"
        let connection = try Self.connection(address, route, "vpcs[vpc].route_tables[rt].routes=[]")
        #expect(connection.outcome == .connected)
        #expect(connection.common.sourceAddress == "10.2.0.4")
        #expect(connection.common.publicAddress == nil)
        let delivered = try Self.connection(
            address, "vpn.routes[1].action=deliver", route.replacing("translate", with: "deliver"))
        #expect(delivered.common.reason == .noReturnRoute)
    }

    @Test(.rules("IBM-ROUTE-06"), arguments: [false, true])
    func `delivered beyond a transit gateway the answer needs advertised routes`(isAdvertised: Bool) throws {
        let connection = try Self.connection(
            "10.50.0.9", "vpcs[vpc].route_tables[rt].advertise_routes=\(isAdvertised)")
        #expect(connection.reachable == isAdvertised)
        #expect(connection.common.reason == (isAdvertised ? nil : .noReturnRoute))
        if !isAdvertised { #expect(connection.common.rule == .ibmRoute06) }
    }

    @Test(.rules("IBM-ROUTE-07"))
    func `a table that accepts no routes of the server has no way back`() throws {
        let connection = try Self.connection(
            "10.0.0.10", "vpcs[vpc].route_tables[rt].accept_routes_from_vpn_server=false")
        #expect(connection.common.reason == .noReturnRoute)
        #expect(connection.common.rule == .ibmRoute07)
    }

    @Test(
        .rules("IBM-SG-01", "IBM-ROUTE-05"),
        arguments: [
            ("deliver", "pool", true), ("deliver", "members", false), ("translate", "members", true),
            ("translate", "pool", false),
        ])
    func `a destination's group names the pool with deliver, the members' subnet with translate`(
        action: String, group: String, isReachable: Bool
    ) throws {
        let connection = try Self.connection(
            "10.0.0.10", "vpn.routes[0].action=\(action)", "vpcs[vpc].instances[web].security_groups=[\(group)]")
        #expect(connection.reachable == isReachable)
        if action == "translate", !isReachable { #expect(connection.common.rule == .ibmSG01) }
    }

    @Test(.rules("IBM-ROUTE-09"))
    func `a pushed prefix around the server's address lets nothing through`() throws {
        let connection = try Self.connection("10.0.0.10", "vpn.routes[+]={destination_cidr_block: 162.133.0.0/16}")
        #expect(connection.common.reason == .clientLoop)
        #expect(connection.common.rule == .ibmRoute09)
    }

    // MARK: - Texts

    @Test(
        .rules("IBM-DNS-03"),
        arguments: ["web.corp.example", "x.sub.corp.example", "nothing.corp.example", "www.vpn.example"])
    func `no step cites a rule of another provider's VPN or resolver`(name: String) throws {
        for sets in [[], ["vpn.split_tunnel=false"], ["vpn.routes[1]=null"]] {
            let world = try TestWorld.compile(Self.world, sets + ["lookups=[{name: \(name)}]"])
            let lookup = Emulator(world).predict(try #require(world.lookups.first))
            let hops = lookup.common.attempts.flatMap(\.hops).compactMap(\.rule)
            let cited = lookup.common.explanation.compactMap(\.rule) + hops + lookup.common.assumptions.map(\.rule)
            for rule in cited {
                let foreign = [
                    "CVPN-DNS", "CVPN-ASSOC", "CVPN-SNAT", "CVPN-ROUTE", "CVPN-ENI", "VPC-DNS", "R53-", "EC2-",
                ]
                #expect(!foreign.contains { rule.rawValue.hasPrefix($0) }, "\(rule.rawValue)")
            }
        }
    }
}
