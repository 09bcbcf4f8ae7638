import DNSCore
import IPCore
import ScenarioLanguage
import TestSupport
import Testing
import WorldModel

@testable import NameService

/// What a resolver tells of its answer names the rule that decided it, and what stood in the way.
@Suite struct CitedRuleTests {
    var world = TestWorld()
    let core: Reference<VPC>
    let peer: Reference<VPC>
    private static let publicName: DomainName = "ec2-198-51-100-21.us-west-2.compute.amazonaws.com"
    private static let privateName: DomainName = "ip-10-20-1-10.us-west-2.compute.internal"
    private static let service: DomainName = "ec2.ap-southeast-2.amazonaws.com"

    init() {
        core = world.vpc("core", "10.10.0.0/16")
        peer = world.vpc("peer", "10.20.0.0/16", region: "us-west-2")
        world.host("db", in: peer, "10.20.1.10")
        world.cloudName(Self.publicName, .instancePublic, in: peer, inside: ["10.20.1.10"], outside: ["198.51.100.21"])
        world.privateZone(
            "example.local", [core], "www A 10.10.1.10", "*.wild A 10.10.1.11", "cn CNAME www.example.com.",
            "deep.under A 10.10.1.12",
            aliases: [AliasRecord(owner: "alias.example.local", target: .addresses(["10.10.1.33"]))])
        world.publicZone("example.com", "www A 203.0.113.80")
        world.publicZone("amazonaws.com", "ec2.ap-southeast-2 A 203.0.113.2")
    }

    // MARK: - Private hosted zones

    @Test(.rules("R53-PHZ-08"))
    func `a wildcard's answer cites the rule of wildcards`() {
        let result = world.ask(vpc: core, "a.b.wild.example.local")
        #expect(result.addresses == ["10.10.1.11"])
        #expect(result.decisiveRule == .r53PHZ08)
        #expect(world.ask(vpc: core, "www.example.local").decisiveRule == .r53PHZ01)
    }

    @Test(.rules("R53-PHZ-13"))
    func `a CNAME leads on under the rules of the same VPC`() {
        let result = world.ask(vpc: core, "cn.example.local")
        #expect(result.addresses == ["203.0.113.80"])
        #expect(result.rules.contains(.r53PHZ13))
    }

    @Test(.rules("R53-PHZ-04", "DNSMSG-09"), arguments: ["www", "alias", "under"] as [DomainName])
    func `a name without the type is NODATA by the rule that conflicts`(_ label: DomainName) throws {
        let name = try #require(label.appending("example.local"))
        let result = world.ask(vpc: core, name, .aaaa)
        #expect(result.code == .noerror)
        #expect(result.reason == .typeNotAtName)
        #expect(result.rules.contains(label == "alias" ? .r53PHZ13 : .r53PHZ04))
        #expect(result.assumptions == (label == "under" ? [] : ["assumptions.phz_missing_type"]))
    }

    @Test(.rules("R53-PHZ-04"))
    mutating func `with the other reading a missing type is NXDOMAIN, but an empty non-terminal is not`() {
        world.assumptions.phzMissingType = .nxdomain
        #expect(world.ask(vpc: core, "www.example.local", .aaaa).code == .nxdomain)
        #expect(world.ask(vpc: core, "alias.example.local", .aaaa).code == .nxdomain)
        #expect(world.ask(vpc: core, "alias.example.local", .a).code == .noerror)
        #expect(world.ask(vpc: core, "under.example.local", .a).code == .noerror)
    }

    // MARK: - Names of another VPC's instances

    @Test(.rules("PEER-DNS-02", "EC2-NAME-03"))
    mutating func `without the option the public address is given, and the peering says why`() {
        world.peer(core, peer)
        let closed = world.ask(vpc: core, Self.publicName)
        #expect(closed.addresses == ["198.51.100.21"])
        #expect(closed.rules.contains(.peerDNS02))
    }

    @Test(.rules("PEER-DNS-02", "EC2-NAME-03"))
    mutating func `with the option of the owner's side the private address is given`() {
        world.peer(core, peer, accepterAllows: true)
        let open = world.ask(vpc: core, Self.publicName)
        #expect(open.addresses == ["10.20.1.10"])
        #expect(open.decisiveRule == .ec2Name03)
    }

    @Test(.rules("TGW-DNS-04", "EC2-NAME-04"))
    mutating func `peered transit gateways do not translate names, and it says so`() {
        let far = world.attach([peer])
        world.attach([core], peers: [far])
        let result = world.ask(vpc: core, Self.publicName)
        #expect(result.addresses == ["198.51.100.21"])
        #expect(result.rules.contains(.tgwDNS04))
    }

    @Test(.rules("PEER-DNS-03", "EC2-NAME-09"))
    mutating func `the private IP name of a peer in another Region needs the option`() {
        let alone = world.ask(vpc: core, Self.privateName)
        #expect(alone.code == .nxdomain)
        #expect(alone.reason == .notInPublicDNS)
        #expect(alone.decisiveRule == .ec2Name09)
        world.peer(core, peer)
        let closed = world.ask(vpc: core, Self.privateName)
        #expect(closed.code == .nxdomain)
        #expect(closed.rules.contains(.peerDNS03))
    }

    @Test(.rules("PEER-DNS-03", "EC2-NAME-07"))
    mutating func `with the option the private IP name of a peer in another Region is known`() {
        world.peer(core, peer, accepterAllows: true)
        let open = world.ask(vpc: core, Self.privateName)
        #expect(open.addresses == ["10.20.1.10"])
        #expect(open.rules.contains(.peerDNS03))
        #expect(open.decisiveRule == .ec2Name07)
    }

    @Test(.rules("R53-AUTO-04"))
    mutating func `a transit gateway with DNS support makes another Region's names known`() {
        world.attach([core, peer])
        let result = world.ask(vpc: core, Self.privateName)
        #expect(result.addresses == ["10.20.1.10"])
        #expect(result.rules.contains(.r53Auto04))
    }

    @Test(.rules("EC2-NAME-10"))
    mutating func `from outside any VPC a private IP name does not exist`() {
        let router = world.server("router", "192.168.1.1", .recursive)
        let result = world.ask(router, Self.privateName)
        #expect(result.code == .nxdomain)
        #expect(result.decisiveRule == .ec2Name10)
    }

    // MARK: - Interface endpoints

    @Test(.rules("VPCE-02"))
    mutating func `the private names of another VPC's endpoint do not reach here`() {
        world.interfaceEndpoint("ec2", in: peer, names: [Self.service], ["10.20.1.33"])
        let result = world.ask(vpc: core, Self.service)
        #expect(result.addresses == ["203.0.113.2"])
        #expect(result.rules.contains(.vpce02))
        #expect(result.response?.notes == [.bypassesEndpoint])
    }

    @Test(.rules("VPCE-03"))
    mutating func `with private DNS off the service's name is public`() {
        world.interfaceEndpoint("ec2", in: core, names: [Self.service], privateNames: [], ["10.10.1.33"])
        let result = world.ask(vpc: core, Self.service)
        #expect(result.addresses == ["203.0.113.2"])
        #expect(result.rules.contains(.vpce03))
    }

    // MARK: - Rules

    @Test(.rules("R53-OUTBOUND-01", "R53-FWRULE-06"))
    mutating func `a rule for the exact service name wins, and its queries leave from the outbound endpoint`() {
        world.interfaceEndpoint("ec2", in: core, names: [Self.service], ["10.10.1.33"])
        let outbound = world.host("outbound", in: core, "10.10.1.54")
        world.rule("svc", Self.service, .forward, [core], targets: ["10.8.0.53"], outbound: [outbound])
        let result = world.ask(vpc: core, Self.service)
        #expect(result.asked.first?.origin == .host(outbound, "10.10.1.54"))
        #expect(result.rules.contains(.r53Fwrule06))
        #expect(result.rules.contains(.r53Outbound01))
    }

    @Test(.rules("R53-AUTO-03"))
    mutating func `a rule of the same name overrides an autodefined one`() {
        let outbound = world.host("outbound", in: core, "10.10.1.54")
        world.rule("reverse", "10.in-addr.arpa", .forward, [core], targets: ["10.8.0.53"], outbound: [outbound])
        let result = world.ask(vpc: core, "1.99.99.10.in-addr.arpa", .ptr)
        #expect(result.asked.first?.address == "10.8.0.53")
        #expect(result.rules.contains(.r53Auto03))
    }

    @Test(.rules("R53-RDNS-04"))
    mutating func `a private reverse zone loses against the longer zone of the VPC's own block`() {
        world.privateZone("10.10.in-addr.arpa", [core], "7.1 PTR host.example.com.")
        let result = world.ask(vpc: core, "7.1.10.10.in-addr.arpa", .ptr)
        #expect(result.answers == ["7.1.10.10.in-addr.arpa. 20 IN PTR ip-10-10-1-7.ap-southeast-2.compute.internal."])
        #expect(result.rules.contains(.r53RDNS04))
    }

    @Test(.rules("R53-PHZ-13"))
    mutating func `where a forwarded answer leads back into a private zone, that zone decides`() {
        let outbound = world.host("outbound", in: core, "10.10.1.54")
        world.rule("corp", "corp.example", .forward, [core], targets: ["10.8.0.53"], outbound: [outbound])
        let chain = ResourceRecord.cname("a.corp.example", ttl: 60, target: "www.example.local")
        let result = world.ask(vpc: core, "a.corp.example") { query in
            let steps = [ReasoningStep("The chain ends here.", nil, isDecisive: true)]
            return .response(
                Response(code: .noerror, answers: [chain], reason: .nameNotInZone, reasoning: steps),
                attempt: query.attempt)
        }
        #expect(result.addresses == ["10.10.1.10"])
        #expect(result.reason == nil)
        #expect(result.response?.reasoning.filter(\.isDecisive).map(\.rule) == [.r53PHZ01])
    }

    // MARK: - Switches of a VPC

    @Test(.rules("R53-AUTO-01", "R53-RDNS-03"))
    mutating func `names that follow from an assumed Region list it`() {
        let plain = world.vpc("plain", "10.30.0.0/16", region: "us-east-1")
        world.topology.vpcs[plain].assumedRegionKey = "vpcs[plain].region"
        world.host("web", in: plain, "10.30.1.7")
        #expect(world.ask(vpc: plain, "7.1.30.10.in-addr.arpa", .ptr).assumptions == ["vpcs[plain].region"])
        #expect(world.ask(vpc: plain, "ip-10-30-1-7.ec2.internal").assumptions == ["vpcs[plain].region"])
        #expect(world.ask(vpc: plain, "ip-10-30-1-7.eu-west-1.compute.internal").assumptions == ["vpcs[plain].region"])
        #expect(world.ask(vpc: plain, "www.example.com").assumptions.isEmpty)
    }

    @Test(.rules("VPC-DNS-04", "R53-RDNS-01"))
    mutating func `a reverse name that the attributes keep from being answered says so`() {
        let plain = world.vpc("plain", "10.30.0.0/16", hostnames: false)
        let result = world.ask(vpc: plain, "7.1.30.10.in-addr.arpa", .ptr)
        #expect(result.code == .nxdomain)
        #expect(result.reason == .dnsAttributesOff)
        #expect(result.decisiveRule == .vpcDNS04)
    }

    @Test(.rules("R53-RDNS-01", "R53-RDNS-02"))
    mutating func `with the autodefined reverse rules off a reverse name says so`() {
        let plain = world.vpc("plain", "10.30.0.0/16", reverse: false)
        let result = world.ask(vpc: plain, "7.1.30.10.in-addr.arpa", .ptr)
        #expect(result.code == .nxdomain)
        #expect(result.rules.contains(.r53RDNS01))
    }
}
