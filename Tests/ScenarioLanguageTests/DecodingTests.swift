import DNSCore
import IPCore
import TestSupport
import Testing

@testable import ScenarioLanguage

@Suite struct DecodingTests {
    private func fixture(_ name: String, case caseName: String? = nil, sets: [String] = []) throws -> DecodedScenario {
        try ScenarioDocument.parse(Fixtures.bytes(name), file: name, loader: Fixtures.load)
            .scenario(case: caseName, sets: sets)
    }

    @Test(arguments: try Fixtures.files(in: "sound"))
    func `a sound fixture has no diagnostics, nor has a case of it`(file: String) throws {
        let document = try ScenarioDocument.parse(Fixtures.bytes(file), file: file, loader: Fixtures.load)
        #expect(document.scenario().diagnostics.isEmpty)
        for name in document.caseNames { #expect(document.scenario(case: name).diagnostics.isEmpty) }
    }

    // MARK: - Values

    @Test func `typed values come out as they were written`() throws {
        let scenario = try fixture("sound/split-tunnel.yaml").scenario
        #expect(scenario.client.os == .windows)
        #expect(scenario.client.interfaces?.first?.address == InterfaceAddress("192.168.178.20/24"))
        #expect(scenario.client.resolver.options.timeout == .seconds(2))
        #expect(scenario.client.resolver.options.edns0 == .on)
        #expect(scenario.client.resolver.options.failoverOn == [.timeout, .servfail])
        #expect(scenario.vpn?.dnsServers == [IPAddress("10.20.1.10"), IPAddress("10.20.2.10")])
        #expect(scenario.vpn?.associations.map(\.eniIP) == [nil, IPAddress("10.20.2.77")])
        #expect(scenario.vpcs[0].securityGroups[0].ingress.map(\.protocol) == [.udp, .all])
        #expect(scenario.vpcs[0].securityGroups[0].ingress[1].isSelf)
        #expect(scenario.hostedZones[0].name == DomainName("corp.example"))
        #expect(scenario.faults[0].queries == 1...1)
        #expect(scenario.lookups[1].types == [.a, .aaaa])
        #expect(scenario.lookups[0].expect?.elapsed == .zero ... .seconds(1))
        #expect(scenario.connections[1].protocol == .udp)
        #expect(scenario.connections[2].size == 1400)
    }

    @Test(arguments: [
        ("certificate", DeclaredAuthenticationType.certificate), ("certificate-authentication", .certificate),
        ("directory-service", .directoryService), ("directory-service-authentication", .directoryService),
        ("federated", .federated), ("federated-authentication", .federated), ("username", .username),
    ])
    func `authentication types are taken in our words and in Terraform's`(
        word: String, type: DeclaredAuthenticationType
    ) throws {
        let text = "version: 1\nvpn: { provider: aws, authentication_options: [{ type: \(word) }] }\n"
        let decoded = try ScenarioDocument.parse(Array(text.utf8), file: "s.yaml", loader: Fixtures.load).scenario()
        #expect(decoded.diagnostics.isEmpty)
        #expect(decoded.scenario.vpn?.authenticationOptions?.map(\.type) == [type])
    }

    @Test func `defaults that are constants are there, others are nil`() throws {
        let scenario = try fixture("sound/split-tunnel.yaml").scenario
        let vpn = try #require(scenario.vpn)
        #expect(vpn.connected && vpn.mtu == 1500 && vpn.vpnPort == 443 && vpn.transportProtocol == .udp)
        #expect(vpn.name == nil && vpn.interface == nil && vpn.clientIP == nil && vpn.securityGroups == nil)
        let vpc = scenario.vpcs[0]
        #expect(vpc.enableDNSSupport && !vpc.firewallFailOpen && vpc.autodefinedReverseFlag)
        #expect(vpc.region == "us-east-1" && !vpc.marks.isSet("region"))
        #expect(vpc.subnets.map(\.availabilityZone) == ["a", "b"])
        #expect(vpc.securityGroups[0].egress == nil)
        #expect(vpc.instances[0].securityGroups == nil)
        #expect(scenario.latency.tunnel == .milliseconds(20))
        #expect(scenario.assumptions.forwardTimeout == .seconds(4))
        #expect(!scenario.assumptions.marks.isSet("forward_timeout"))
        #expect(scenario.client.resolver.options.useVC == nil)
        #expect(scenario.lookups[0].port == 443)
        #expect(scenario.connections[2].port == nil)
    }

    @Test func `a search list applies to what has no final dot, so the text is kept`() throws {
        let lookups = try fixture("sound/split-tunnel.yaml").scenario.lookups
        #expect(lookups[0].name == "wiki")
        #expect(lookups[0].domainName == DomainName("wiki."))
        #expect(DomainName.endsWithDot(lookups[1].name))
        let connection = try fixture("sound/split-tunnel.yaml").scenario.connections[0]
        #expect(connection.to == .name("wiki.corp.example", "wiki.corp.example."))
    }

    @Test func `words that look like booleans and numbers are texts where texts are expected`() throws {
        let scenario = try fixture("sound/words.yaml").scenario
        #expect(scenario.title == "no")
        #expect(scenario.description == "2024")
        #expect(scenario.client.osVersion == "10.15")
        #expect(scenario.client.hosts == ["yes", "off", "5"])
        #expect(scenario.hostedZones[0].records == ["no", "5", "true", "true", "false"])
        #expect(scenario.vpn?.userGroups == ["on", "0x1F"])
        #expect(scenario.lookups[0].expect?.reason == .absent)
        #expect(scenario.lookups[0].expect?.server == .absent)
        #expect(scenario.lookups[0].expect?.via == nil)
    }

    @Test(arguments: [
        ("0s", Duration.zero), ("250ms", .milliseconds(250)), ("1.5s", .milliseconds(1500)), ("2m", .seconds(120)),
        ("1h", .seconds(3600)), ("0.25h", .seconds(900)), ("1.000001s", .microseconds(1_000_001)),
    ])
    func `durations are a number and a unit`(text: String, duration: Duration) throws {
        let result = try decode("{ version: 1, latency: { lan: \(text) } }")
        #expect(result.diagnostics.isEmpty)
        #expect(result.scenario.latency.lan == duration)
    }

    @Test func `an attachment may be just a name`() throws {
        let result = try decode(
            "{ version: 1, transit_gateways: [{ name: t, attachments: [a, { vpc: b, dns_support: false }] }] }")
        let attachments = result.scenario.transitGateways[0].attachments
        #expect(attachments.map(\.vpc) == ["a", "b"])
        #expect(attachments.map(\.dnsSupport) == [true, false])
        #expect(attachments[0].marks.keyPath == "transit_gateways[t].attachments[0]")
    }

    @Test func `EDNS is true, false or a size`() throws {
        let lookups = try decode(
            """
            version: 1
            lookups:
              - { name: a.example, edns: true }
              - { name: a.example, edns: false }
              - { name: a.example, edns: 1232 }
              - { name: a.example }
            """
        ).scenario.lookups
        #expect(lookups.map(\.edns) == [.on, .off, .size(1232), nil])
    }

    @Test func `every kind of fault that needs no further key is a behaviour too`() throws {
        for kind in DeclaredFaultKind.allCases {
            let result = try decode(
                """
                version: 1
                internet: { dns_servers: [{ name: a, address: 192.0.2.1, behavior: \(kind.rawValue) }] }
                """)
            let isBehavior = ![.answer, .delay, .loss, .down].contains(kind)
            #expect(result.diagnostics.isEmpty == isBehavior, "\(kind)")
            if isBehavior { #expect(result.scenario.internet.dnsServers[0].behavior == .failing(kind)) }
        }
    }

    // MARK: - Marks

    @Test func `every value knows its place and its path`() throws {
        let scenario = try decode(
            """
            version: 1
            vpn:
              provider: aws
              dns_servers: [10.0.0.2, 10.0.1.2]
            vpcs:
              - name: app
                cidr_block: 10.0.0.0/16
                subnets:
                  - { name: a.b, cidr_block: 10.0.1.0/24 }
              - name: "1"
                cidr_block: 10.1.0.0/16
            hosted_zones:
              - { id: Z1, name: corp.example }
            client:
              routes: [{ destination: 10.0.0.0/8, interface: en0 }]
            """
        ).scenario
        let subnet = scenario.vpcs[0].subnets[0]
        #expect(subnet.marks.keyPath(of: "cidr_block") == "vpcs[app].subnets[a.b].cidr_block")
        #expect(subnet.marks.location(of: "cidr_block") == SourceLocation(file: "test.yaml", line: 9, column: 34))
        #expect(subnet.marks.keyLocation(of: "cidr_block").column == 22)
        #expect(subnet.marks.location.column == 9)
        #expect(subnet.marks.location(of: "route_table") == subnet.marks.location)
        #expect(subnet.marks.isSet("name") && !subnet.marks.isSet("route_table"))
        #expect(scenario.vpcs[1].marks.keyPath == "vpcs[\"1\"]", "not to be taken for an index")
        #expect(scenario.hostedZones[0].marks.keyPath == "hosted_zones[corp.example]")
        let vpn = try #require(scenario.vpn)
        #expect(
            vpn.marks.location(of: "dns_servers", index: 1) == SourceLocation(file: "test.yaml", line: 4, column: 27))
        #expect(vpn.marks.keyPath(of: "dns_servers", index: 1) == "vpn.dns_servers[1]")
        #expect(vpn.marks.location(of: "dns_servers", index: 7) == vpn.marks.location(of: "dns_servers"))
        #expect(scenario.client.routes[0].marks.keyPath == "client.routes[0]")
        #expect(scenario.client.resolver.marks.location == scenario.client.marks.location)
        #expect(scenario.client.resolver.marks.keyPath(of: "nameservers") == "client.resolver.nameservers")
        #expect(scenario.marks.keyPath == "" && scenario.marks.keyPath(of: "vpn") == "vpn")
    }

    @Test func `a key path reads back as a path of set`() throws {
        for name in ["plain", "a.b", "1", "+", "a]b", "a[b", "it's", "say \"x\"", "back\\slash", "dns/a", "ä", ""] {
            let place = KeyPlace(
                .element(0, YAMLNode.named(name)), in: KeyPlace(.key("vpcs"), in: KeyPlace(.key("x.y"), in: .root)))
            let steps = try EditPath(place.text).steps
            #expect(steps == [.key("x.y"), .key("vpcs"), .name(name)], "\(place.text)")
        }
    }

    // MARK: - Broken elements

    @Test func `an element without what it needs is left out, its names are kept`() throws {
        let result = try decode(
            """
            version: 1
            vpcs:
              - name: broken
                subnets: [{ name: inner, cidr_block: 10.0.0.0/24 }]
                internet_gateway: igw
              - name: whole
                cidr_block: 10.1.0.0/16
                region: [wrong]
                subnets: [{ name: bad, cidr_block: 10.1.0.0/33 }, { name: good, cidr_block: 10.1.1.0/24 }]
            """)
        #expect(result.diagnostics.map(\.kind.name) == ["missingKey", "wrongType", "prefixLengthOutOfRange"])
        #expect(result.scenario.vpcs.map(\.name) == ["whole"])
        #expect(result.scenario.vpcs[0].region == "us-east-1")
        #expect(result.scenario.vpcs[0].subnets.map(\.name) == ["good"])
        #expect(result.scenario.brokenNames == ["broken", "inner", "igw", "bad"])
    }

    // MARK: - Suggestions

    @Test(
        arguments: [
            ("cidr_blok", "cidr_block"), ("cidrBlock", "cidr_block"), ("cidr-block", "cidr_block"),
            ("CIDR", "cidr_block"),
            ("subnet", "subnets"), ("enable_dns_hostname", "enable_dns_hostnames"), ("nat_gateway", "nat_gateways"),
            ("dns_hostnames", nil), ("xyz", nil), ("security_group_ids", "security_groups"), ("regoin", "region"),
        ] as [(String, String?)])
    func `a misspelt key of a VPC gets the nearest one`(written: String, meant: String?) throws {
        let result = try decode("{ version: 1, vpcs: [{ name: a, cidr_block: 10.0.0.0/8, \(written): x }] }")
        #expect(result.diagnostics.map(\.kind) == [.unknownKey(written, nearest: meant)])
    }

    @Test func `a host bit gets the network`() throws {
        let result = try decode("{ version: 1, vpcs: [{ name: a, cidr_block: 10.0.3.7/20 }] }")
        #expect(result.diagnostics.map(\.kind) == [.hostBitsSet("10.0.3.7/20", network: "10.0.0.0/20")])
        #expect(
            result.diagnostics[0].description
                == "test.yaml:1:45: error: vpcs[a].cidr_block: 10.0.3.7/20 has host bits: the network is 10.0.0.0/20")
    }

    @Test func `the clock and the load are decoded`() throws {
        let result = try decode(
            "{ version: 1, timeline: [{ at: 5s, connect: vpn }], load: { clients: 7, lookups_per_second: 2.5 } }")
        #expect(result.diagnostics.isEmpty)
        #expect(result.scenario.timeline[0].at == .seconds(5))
        #expect(result.scenario.load.lookupsPerSecond == 2.5)
    }

    // MARK: - Size

    @Test func `20,000 lookups are decoded with their places`() throws {
        var text = "version: 1\nlookups:\n"
        for index in 0..<20_000 {
            text += "  - { name: host\(index).corp.example, expect: { outcome: answered, addresses: [10.0.0.1] } }\n"
        }
        let scenario = try decode(text).scenario
        #expect(scenario.lookups.count == 20_000)
        #expect(scenario.lookups[19_999].marks.keyPath == "lookups[host19999.corp.example]")
        #expect(scenario.lookups[19_999].marks.location.line == 20_002)
    }
}

extension YAMLNode {
    /// A mapping with this name.
    fileprivate static func named(_ name: String) -> YAMLNode {
        let mark = SourceMark(file: SourceFile(name: "test.yaml"), line: 1, column: 1)
        let value = YAMLNode(.scalar(YAMLScalar(text: name, isPlain: false)), mark: mark)
        return YAMLNode(.mapping([YAMLEntry(key: "name", keyMark: mark, value: value)]), mark: mark)
    }
}
