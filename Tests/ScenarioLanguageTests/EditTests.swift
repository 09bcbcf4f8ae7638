import IPCore
import TestSupport
import Testing

@testable import ScenarioLanguage

@Suite struct EditTests {
    @Test(arguments: [("a=[1,", 6), ("title={b: 1", 12), ("title=\"x", 9)])
    func `what is wrong with the value of --set is told at a column of the argument`(
        set: String, column: Int
    ) throws {
        let text = "version: 1\n"
        let document = try ScenarioDocument.parse(Array(text.utf8), file: "s.yaml", loader: Fixtures.load)
        let locations = document.scenario(sets: [set]).diagnostics.map(\.location)
        #expect(locations == [SourceLocation(file: "--set", line: 1, column: column)])
    }

    private static let base = """
        version: 1
        client: { resolver: { nameservers: [192.168.1.1, 192.168.1.2] } }
        vpn: { provider: aws, authorization_rules: [] }
        vpcs:
          - name: app.prod
            cidr_block: 10.0.0.0/16
            subnets: [{ name: a, cidr_block: 10.0.1.0/24 }, { name: b, cidr_block: 10.0.2.0/24 }]
        hosted_zones:
          - { name: example.local, id: Z1, records: [a 60 IN A 10.0.0.1] }
          - { name: example.local, id: Z2 }
          - { name: Other.example. }
        """

    private func edited(_ sets: String...) throws -> DecodedScenario { try decode(Self.base, sets: sets) }

    @Test func `a key is set, and made with all mappings on the way`() throws {
        let scenario = try edited("vpn.split_tunnel=true", "client.resolver.options.timeout=2s", "load.clients=5")
            .scenario
        #expect(scenario.vpn?.splitTunnel == true)
        #expect(scenario.client.resolver.options.timeout == .seconds(2))
        #expect(scenario.load.clients == 5)
    }

    @Test func `elements are picked by name, id, index and text`() throws {
        let scenario = try edited(
            "vpcs[app.prod].subnets[b].availability_zone=c", "vpcs[0].subnets[0].availability_zone=d",
            "hosted_zones[Z2].private=true", "hosted_zones[other.example].private=true",
            "client.resolver.nameservers[192.168.1.2]=8.8.8.8"
        ).scenario
        #expect(scenario.vpcs[0].subnets.map(\.availabilityZone) == ["d", "c"])
        #expect(scenario.hostedZones.map(\.private) == [false, true, true])
        #expect(scenario.client.resolver.nameservers == ["192.168.1.1", "8.8.8.8"])
    }

    @Test func `plus appends one value or each of a list`() throws {
        let scenario = try edited(
            "client.resolver.nameservers[+]=8.8.8.8", "client.resolver.nameservers[+]=[1.1.1.1, 9.9.9.9]",
            "client.resolver.search[+]=corp.example", "hosted_zones[Z1].records[+]=\"b 60 IN A 10.0.0.2\"",
            "vpn.authorization_rules[+]={ target_network_cidr: 0.0.0.0/0, authorize_all_groups: true }"
        ).scenario
        #expect(
            scenario.client.resolver.nameservers == ["192.168.1.1", "192.168.1.2", "8.8.8.8", "1.1.1.1", "9.9.9.9"])
        #expect(scenario.client.resolver.search.count == 1)
        #expect(scenario.hostedZones[0].records == ["a 60 IN A 10.0.0.1", "b 60 IN A 10.0.0.2"])
        #expect(scenario.vpn?.authorizationRules.count == 1)
    }

    @Test func `null removes a key or an element`() throws {
        let result = try edited("vpn=null", "vpcs[app.prod].subnets[a]=~", "client.resolver.nameservers[0]=null")
        #expect(result.diagnostics.isEmpty)
        #expect(result.scenario.vpn == nil)
        #expect(result.scenario.vpcs[0].subnets.map(\.name) == ["b"])
        #expect(result.scenario.client.resolver.nameservers == ["192.168.1.2"])
    }

    @Test func `changes apply in order`() throws {
        let scenario = try edited("vpn.mtu=1400", "vpn.mtu=1300", "vpn.name=a", "vpn.name=null").scenario
        #expect(scenario.vpn?.mtu == 1300)
        #expect(scenario.vpn?.name == nil)
    }

    @Test func `the value may hold equals signs and is YAML`() throws {
        let scenario = try edited("title=a=b", "description='x: y'", "client.hosts=[\"a=b\"]").scenario
        #expect(scenario.title == "a=b")
        #expect(scenario.description == "x: y")
        #expect(scenario.client.hosts == ["a=b"])
    }

    @Test func `a fault in a value has the column in the argument`() throws {
        let result = try edited("vpcs[app.prod].cidr_block=10.0.0.1/16")
        #expect(result.diagnostics.map(\.kind) == [.hostBitsSet("10.0.0.1/16", network: "10.0.0.0/16")])
        #expect(result.diagnostics[0].location == SourceLocation(file: "--set", line: 1, column: 27))
        #expect(try edited("vpn.name=[a").diagnostics.map(\.location.file) == ["--set"])
    }

    @Test func `an element that is not there is told with the nearest`() throws {
        let kinds = try edited(
            "vpcs[app.prd].region=x", "vpcs[1].region=x", "vpn.names=null", "local_network.hosts[a]=x"
        )
        .diagnostics.map(\.kind)
        #expect(
            kinds == [
                .noSuchElement("vpcs[app.prd]", nearest: ["app.prod"]), .noSuchElement("vpcs[1]", nearest: []),
                .noSuchElement("vpn.names", nearest: []), .noSuchElement("local_network.hosts", nearest: []),
            ])
    }

    @Test func `a name of two elements is ambiguous`() throws {
        #expect(
            try edited("hosted_zones[example.local].private=true").diagnostics.map(\.kind) == [
                .ambiguousReference(
                    kind: "element", name: "example.local", candidates: ["hosted_zones[Z1]", "hosted_zones[Z2]"])
            ])
    }

    @Test(arguments: [
        "", "vpn", "=1", "a..b=1", "vpcs[app=1", "vpcs[]=1", "vpcs[0]x=1", "\"vpn=1", "vpn.=1", "[0]=1", "vpn.name=",
        "vpn.name=  ",
    ])
    func `what is no path is refused`(text: String) throws {
        let result = try edited(text)
        #expect(result.diagnostics.count == 1)
        guard case .badPath = result.diagnostics.first?.kind else {
            Issue.record("\(result.diagnostics)")
            return
        }
    }

    @Test func `a path through a list or a text is refused`() throws {
        for text in [
            "vpcs.region=x", "title.x=1", "vpcs[app.prod].name.x=1", "vpn[0]=1", "vpcs[+].name=x", "vpcs[+]=null",
        ] {
            let result = try decode("title: x\n" + Self.base, sets: [text])
            #expect(result.diagnostics.map(\.kind.name) == ["badPath"], "\(text)")
        }
    }

    @Test func `a path has at most 64 steps`() throws {
        let deep = (0..<100_000).map { _ in "a" }.joined(separator: ".")
        #expect(try edited("\(deep)=1").diagnostics.map(\.kind.name) == ["badPath"])
    }

    @Test func `a failed change leaves the others in force`() throws {
        let result = try edited("vpcs[x].region=y", "vpn.mtu=1400")
        #expect(result.diagnostics.count == 1)
        #expect(result.scenario.vpn?.mtu == 1400)
    }

    @Test func `keys and names in quotes may hold anything`() throws {
        #expect(try EditPath("a.'b.c'[\"d]e\"][+]").steps == [.key("a"), .key("b.c"), .name("d]e"), .append])
        #expect(try EditPath("a[0][\"0\"]").steps == [.key("a"), .index(0), .name("0")])
        #expect(try EditPath("a[\"x\\\"y\"]").steps == [.key("a"), .name("x\"y")])
    }
}
