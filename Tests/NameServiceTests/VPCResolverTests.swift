import DNSCore
import IPCore
import ScenarioLanguage
import TestSupport
import Testing
import WorldModel

@testable import NameService

/// Private hosted zones as the resolver of one VPC sees them.
@Suite struct VPCResolverTests {
    /// The documentation's example: a VPN VPC, and a VPC with an inbound endpoint behind a transit gateway.
    struct Example {
        var world = TestWorld()
        let vpnVPC: Reference<VPC>
        let resolverVPC: Reference<VPC>
        let inbound: Reference<NameServer>

        init(hostnames: Bool = true, support: Bool = true, zoneIn: (Self.Place) -> Bool = { $0 == .resolver }) {
            vpnVPC = world.vpc("vpn-vpc", "10.123.0.0/16")
            resolverVPC = world.vpc("resolver-vpc", "10.10.0.0/16", support: support, hostnames: hostnames)
            inbound = world.endpoint(in: resolverVPC, ["10.10.1.228", "10.10.0.43"])
            world.attach([vpnVPC, resolverVPC])
            let places = (zoneIn(.vpn) ? [vpnVPC] : []) + (zoneIn(.resolver) ? [resolverVPC] : [])
            world.privateZone("example.local", places, "test 10 IN A 10.123.2.1", "*.wild 60 IN A 10.123.2.2")
            world.publicZone("amazon.com", "@ 8 IN A 176.32.103.205")
            world.interfaceEndpoint(
                "com.amazonaws.ap-southeast-2.ec2", in: resolverVPC, names: ["ec2.ap-southeast-2.amazonaws.com"],
                ["10.10.0.33"])
            world.host("web", in: resolverVPC, "10.10.1.11")
            world.cloudName(
                "ec2-13-211-254-134.ap-southeast-2.compute.amazonaws.com", .instancePublic, in: resolverVPC,
                inside: ["10.10.1.11"], outside: ["13.211.254.134"], isPublished: hostnames && support)
        }

        enum Place { case vpn, resolver }
    }

    /// A lookup of the documentation's example and the record that it prints.
    struct PrintedAnswer: CustomTestStringConvertible {
        let name: DomainName
        let record: String
        let rule: RuleID?
        let delay: Duration

        var testDescription: String { name.description }
    }

    @Test(
        .rules("R53-INBOUND-02", "R53-PHZ-01", "VPCE-01", "EC2-NAME-02", "EC2-NAME-05", "DNSMSG-07"),
        arguments: [
            PrintedAnswer(
                name: "amazon.com", record: "amazon.com. 8 IN A 176.32.103.205", rule: nil, delay: .milliseconds(20)),
            PrintedAnswer(
                name: "test.example.local", record: "test.example.local. 10 IN A 10.123.2.1", rule: .r53PHZ01,
                delay: .zero),
            PrintedAnswer(
                name: "ec2.ap-southeast-2.amazonaws.com",
                record: "ec2.ap-southeast-2.amazonaws.com. 60 IN A 10.10.0.33", rule: .vpce01, delay: .zero),
            PrintedAnswer(
                name: "ec2-13-211-254-134.ap-southeast-2.compute.amazonaws.com",
                record: "ec2-13-211-254-134.ap-southeast-2.compute.amazonaws.com. 20 IN A 10.10.1.11",
                rule: .ec2Name02, delay: .zero),
        ])
    func `an inbound endpoint answers as the documentation prints it`(_ printed: PrintedAnswer) {
        let example = Example()
        let result = example.world.ask(example.inbound, printed.name)
        #expect(result.code == .noerror)
        #expect(result.answers == [printed.record])
        #expect(result.reason == nil)
        #expect(result.decisiveRule == printed.rule)
        #expect(result.delay == printed.delay)
        #expect(result.response?.recursionAvailable == true)
        #expect(result.response?.isAuthoritative == false)
        #expect(result.response?.authorities.isEmpty == true)
    }

    @Test(.rules("R53-INBOUND-02", "R53-PHZ-05", "R53-PHZ-07", "TGW-DNS-03"))
    func `a zone associated with the VPN's VPC alone does not exist for an endpoint elsewhere`() {
        let example = Example { $0 == .vpn }
        let result = example.world.ask(example.inbound, "test.example.local")
        #expect(result.code == .nxdomain)
        #expect(result.reason == .zoneNotVisible)
        #expect(result.decisiveRule == .r53PHZ05)
        #expect(
            result.text.contains(
                "The private hosted zone example.local is associated with vpn-vpc only; the endpoint inbound stands in "
                    + "resolver-vpc, so test.example.local is looked up in the public DNS."))
        #expect(example.world.ask(vpc: example.vpnVPC, "test.example.local").addresses == ["10.123.2.1"])
    }

    @Test(.rules("R53-PHZ-05"))
    func `of a real domain the public answer comes back, with a note`() {
        var example = Example()
        example.world.privateZone("corp.example", [example.vpnVPC], "app 60 IN A 10.123.2.1")
        example.world.publicZone("corp.example", "app 300 IN A 198.51.100.80")
        let result = example.world.ask(example.inbound, "app.corp.example")
        #expect(result.addresses == ["198.51.100.80"])
        #expect(result.response?.notes == [.zoneNotVisible])
        #expect(result.reason == nil)
    }

    /// The DNS attributes of the resolver's VPC.
    struct Attributes: CustomTestStringConvertible {
        let support: Bool
        let hostnames: Bool
        let code: ResponseCode
        let reason: ReasonCode

        var testDescription: String { "support \(support), hostnames \(hostnames)" }
    }

    @Test(
        .rules("VPC-DNS-02", "VPC-DNS-03", "R53-PHZ-06"),
        arguments: [
            Attributes(support: true, hostnames: false, code: .nxdomain, reason: .dnsAttributesOff),
            Attributes(support: false, hostnames: true, code: .servfail, reason: .dnsAttributesOff),
            Attributes(support: false, hostnames: false, code: .servfail, reason: .dnsAttributesOff),
        ])
    func `private zones need both attributes of the resolver's VPC`(_ attributes: Attributes) {
        let example = Example(hostnames: attributes.hostnames, support: attributes.support)
        let result = example.world.ask(example.inbound, "test.example.local")
        #expect(result.code == attributes.code)
        #expect(result.reason == attributes.reason)
        // Without DNS resolution the endpoint's reaction is an assumption.
        #expect(result.assumptions == (attributes.support ? [] : ["assumptions.inbound_without_dns_support"]))
    }

    @Test(.rules("VPC-DNS-02"))
    func `without DNS resolution VPC+2 stays silent, and by switch the endpoint does too`() {
        var example = Example(support: false)
        let resolver = example.world.ask(vpc: example.resolverVPC, "amazon.com")
        #expect(resolver.drop?.reason == .dnsSupportOff)
        #expect(resolver.drop?.rule == .vpcDNS02)
        #expect(resolver.drop?.element == "resolver-vpc/vpc+2")
        example.world.assumptions.inboundWithoutDNSSupport = .drop
        #expect(example.world.ask(example.inbound, "amazon.com").drop?.reason == .dnsSupportOff)
    }

    @Test(.rules("VPC-DNS-03", "VPC-DNS-04", "VPCE-01"))
    func `without DNS hostnames endpoint names and instance names are public`() {
        var example = Example(hostnames: false)
        example.world.publicZone("ec2.ap-southeast-2.amazonaws.com", "@ 60 IN A 203.0.113.80")
        let service = example.world.ask(example.inbound, "ec2.ap-southeast-2.amazonaws.com")
        #expect(service.addresses == ["203.0.113.80"])
        #expect(service.response?.notes == [.dnsAttributesOff, .bypassesEndpoint])
        let instance = example.world.ask(
            example.inbound, "ec2-13-211-254-134.ap-southeast-2.compute.amazonaws.com")
        #expect(instance.code == .nxdomain)
        #expect(instance.reason == .dnsAttributesOff)
        let privateName = example.world.ask(example.inbound, "ip-10-10-1-11.ap-southeast-2.compute.internal")
        #expect(privateName.code == .nxdomain)
        #expect(privateName.reason == .dnsAttributesOff)
        #expect(privateName.decisiveRule == .vpcDNS04)
    }

    @Test(.rules("R53-PHZ-02", "R53-PHZ-03"))
    func `of overlapping zones the most specific one alone is used`() {
        var world = TestWorld()
        let vpc = world.vpc("app", "10.0.0.0/16")
        world.privateZone("example.com", [vpc], "www 60 IN A 10.0.0.1", "x.dev 60 IN A 10.0.0.2")
        world.privateZone("dev.example.com", [vpc], "y 60 IN A 10.0.0.3")
        world.publicZone("example.com", "x.dev 60 IN A 203.0.113.1", "z.dev 60 IN A 203.0.113.2")
        #expect(world.ask(vpc: vpc, "www.example.com").addresses == ["10.0.0.1"])
        #expect(world.ask(vpc: vpc, "y.dev.example.com").addresses == ["10.0.0.3"])
        for name: DomainName in ["x.dev.example.com", "z.dev.example.com"] {
            let shadowed = world.ask(vpc: vpc, name)
            #expect(shadowed.code == .nxdomain)
            #expect(shadowed.reason == .nameNotInZone)
            #expect(shadowed.decisiveRule == .r53PHZ03)
            #expect(shadowed.rules.contains(.r53PHZ02))
            #expect(shadowed.response?.authorities.map(\.owner) == ["dev.example.com"])
        }
    }

    @Test(.rules("R53-PHZ-03", "R53-PHZ-01"))
    func `a name that only another VPC's zone has is told as a note`() {
        var world = TestWorld()
        let near = world.vpc("near", "10.0.0.0/16")
        let far = world.vpc("far", "10.1.0.0/16")
        world.privateZone("example.com", [near], "www 60 IN A 10.0.0.1")
        world.privateZone("example.com", [far], "db 60 IN A 10.1.0.1")
        let result = world.ask(vpc: near, "db.example.com")
        #expect(result.reason == .nameNotInZone)
        #expect(result.response?.notes == [.zoneNotVisible])
        #expect(world.ask(vpc: far, "db.example.com").addresses == ["10.1.0.1"])
    }

    @Test(.rules("R53-PHZ-04", "DNSMSG-09"))
    func `a missing type is NODATA, or by switch NXDOMAIN`() {
        var example = Example()
        let result = example.world.ask(example.inbound, "test.example.local", .aaaa)
        #expect(result.code == .noerror)
        #expect(result.reason == .typeNotAtName)
        #expect(result.assumptions == ["assumptions.phz_missing_type"])
        example.world.assumptions.phzMissingType = .nxdomain
        #expect(example.world.ask(example.inbound, "test.example.local", .aaaa).code == .nxdomain)
        // An empty non-terminal is NODATA in any case.
        let emptyNonTerminal = example.world.ask(example.inbound, "wild.example.local")
        #expect(emptyNonTerminal.code == .noerror)
        #expect(emptyNonTerminal.reason == .typeNotAtName)
        #expect(emptyNonTerminal.assumptions.isEmpty)
    }

    @Test(.rules("DNSMSG-06"))
    func `a negative answer has the SOA with the negative TTL`() {
        let example = Example()
        let result = example.world.ask(example.inbound, "nothing.example.local")
        #expect(result.code == .nxdomain)
        #expect(result.reason == .nameNotInZone)
        #expect(result.response?.authorities.map(\.type) == [.soa])
        #expect(result.response?.authorities.first?.ttl == 900)
    }

    @Test(.rules("R53-PHZ-08"))
    func `a wildcard covers all deeper levels, and not its own domain`() {
        var example = Example()
        #expect(example.world.ask(example.inbound, "a.b.wild.example.local").addresses == ["10.123.2.2"])
        #expect(example.world.ask(example.inbound, "wild.example.local").addresses.isEmpty)
        example.world.privateZone(
            "wild.test", [example.resolverVPC], "* 60 IN A 10.0.0.1", "a 60 IN TXT \"specific\"")
        #expect(example.world.ask(example.inbound, "b.wild.test").addresses == ["10.0.0.1"])
        #expect(example.world.ask(example.inbound, "a.wild.test").code == .noerror)
        #expect(example.world.ask(example.inbound, "a.wild.test").addresses.isEmpty)
        #expect(example.world.ask(example.inbound, "wild.test").addresses.isEmpty)
    }

    @Test(.rules("R53-PHZ-11"))
    func `a delegation inside a private zone fails, or by switch does not count`() {
        var world = TestWorld()
        let vpc = world.vpc("app", "10.0.0.0/16")
        world.privateZone(
            "example.com", [vpc], "sub 60 IN NS ns.sub", "ns.sub 60 IN A 10.0.0.53", "www.sub 60 IN A 10.0.0.1")
        let result = world.ask(vpc: vpc, "www.sub.example.com")
        #expect(result.code == .servfail)
        #expect(result.reason == .serverPolicy)
        #expect(result.assumptions == ["assumptions.phz_delegation"])
        world.assumptions.phzDelegation = .ignore
        #expect(world.ask(vpc: vpc, "www.sub.example.com").addresses == ["10.0.0.1"])
    }

    @Test(.rules("VPC-DNS-07"))
    func `a query without RD is refused, or by switch resolved`() {
        var example = Example()
        let result = example.world.ask(example.inbound, "test.example.local", recursionDesired: false)
        #expect(result.code == .refused)
        #expect(result.reason == .serverPolicy)
        #expect(result.assumptions == ["assumptions.non_recursive_query"])
        example.world.assumptions.nonRecursiveQuery = .recurse
        #expect(
            example.world.ask(example.inbound, "test.example.local", recursionDesired: false).addresses
                == ["10.123.2.1"])
    }

    @Test(.rules("R53-INBOUND-09"))
    func `a delegation endpoint refuses stub resolvers and answers iteratively`() {
        var example = Example()
        let server = example.world.endpoint(
            "delegation", in: example.resolverVPC, ["10.10.2.1"], role: .delegationEndpoint(example.resolverVPC))
        let recursive = example.world.ask(server, "test.example.local")
        #expect(recursive.code == .refused)
        #expect(recursive.reason == .serverPolicy)
        let iterative = example.world.ask(server, "test.example.local", recursionDesired: false)
        #expect(iterative.addresses == ["10.123.2.1"])
        #expect(iterative.response?.isAuthoritative == true)
        #expect(iterative.response?.recursionAvailable == false)
    }
}
