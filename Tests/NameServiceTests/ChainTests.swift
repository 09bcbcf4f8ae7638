import DNSCore
import IPCore
import TestSupport
import Testing
import WorldModel

@testable import NameService

/// CNAME chains and alias records under the rules of one VPC.
@Suite struct ChainTests {
    @Test(.rules("R53-PHZ-13", "DNSMSG-11"))
    func `each target is looked up anew under the rules of the same VPC`() {
        var world = TestWorld()
        let vpc = world.vpc("app", "10.0.0.0/16")
        world.privateZone("one.test", [vpc], "a 60 IN CNAME b.two.test.")
        world.privateZone("two.test", [vpc], "b 60 IN CNAME c.example.org.")
        world.publicZone("example.org", "c 60 IN A 203.0.113.5")
        let result = world.ask(vpc: vpc, "a.one.test")
        #expect(
            result.answers == [
                "a.one.test. 60 IN CNAME b.two.test.", "b.two.test. 60 IN CNAME c.example.org.",
                "c.example.org. 60 IN A 203.0.113.5",
            ])
        #expect(result.delay == .milliseconds(20))
    }

    @Test(.rules("R53-PHZ-03", "R53-PHZ-13"))
    func `the last name of a chain decides the response code`() {
        var world = TestWorld()
        let vpc = world.vpc("app", "10.0.0.0/16")
        world.privateZone("one.test", [vpc], "a 60 IN CNAME b.two.test.", "t 60 IN CNAME txt.two.test.")
        world.privateZone("two.test", [vpc], "txt 60 IN TXT x")
        let missing = world.ask(vpc: vpc, "a.one.test")
        #expect(missing.code == .nxdomain)
        #expect(missing.answers == ["a.one.test. 60 IN CNAME b.two.test."])
        #expect(missing.response?.authorities.map(\.owner) == ["two.test"])
        let noData = world.ask(vpc: vpc, "t.one.test")
        #expect(noData.code == .noerror)
        #expect(noData.reason == .typeNotAtName)
    }

    @Test(.rules("DNSMSG-11"))
    func `a loop and a chain of more than 16 names end in SERVFAIL`() {
        var world = TestWorld()
        let vpc = world.vpc("app", "10.0.0.0/16")
        world.privateZone("loop.test", [vpc], "a 60 IN CNAME b", "b 60 IN CNAME a")
        let loop = world.ask(vpc: vpc, "a.loop.test")
        #expect(loop.code == .servfail)
        #expect(loop.reason == .loop)
        #expect(loop.answers.isEmpty)
        let reference = world.names.zones.append(
            TestWorld.zone(
                "long.test", (0..<20).map { "n\($0) 60 IN CNAME n\($0 + 1)" } + ["n20 60 IN A 10.0.0.1"], vpcs: [vpc]))
        world.names.privateZonesByVPC[vpc, default: [:]]["long.test"] = reference
        #expect(world.ask(vpc: vpc, "n0.long.test").reason == .loop)
        #expect(world.ask(vpc: vpc, "n10.long.test").addresses == ["10.0.0.1"])
    }

    @Test(.rules("R53-PHZ-13"))
    func `an alias record answers with the target's addresses under its own name`() {
        var world = TestWorld()
        let vpc = world.vpc("app", "10.0.0.0/16")
        world.privateZone(
            "example.com", [vpc], "target 60 IN CNAME deep", "deep 30 IN A 10.0.0.9",
            aliases: [
                AliasRecord(owner: "example.com", target: .name("target.example.com")),
                AliasRecord(owner: "lb.example.com", target: .addresses(["10.0.0.7", "10.0.0.8"])),
                AliasRecord(owner: "*.apps.example.com", target: .addresses(["10.0.0.7"])),
            ])
        #expect(world.ask(vpc: vpc, "example.com").answers == ["example.com. 30 IN A 10.0.0.9"])
        #expect(
            world.ask(vpc: vpc, "lb.example.com").answers == [
                "lb.example.com. 60 IN A 10.0.0.7", "lb.example.com. 60 IN A 10.0.0.8",
            ])
        #expect(world.ask(vpc: vpc, "x.apps.example.com").answers == ["x.apps.example.com. 60 IN A 10.0.0.7"])
        let noData = world.ask(vpc: vpc, "lb.example.com", .aaaa)
        #expect(noData.code == .noerror)
        #expect(noData.reason == .typeNotAtName)
    }

    @Test(.rules("R53-PHZ-13"))
    func `an alias whose target does not exist has no answer of its own`() {
        var world = TestWorld()
        let vpc = world.vpc("app", "10.0.0.0/16")
        world.privateZone(
            "example.com", [vpc], "a 60 IN CNAME gone",
            aliases: [AliasRecord(owner: "example.com", target: .name("a.example.com"))])
        let result = world.ask(vpc: vpc, "example.com")
        #expect(result.code == .nxdomain)
        #expect(result.answers.isEmpty)
    }

    @Test(.rules("DNSMSG-12"))
    func `the letter case of the question comes back in the answer`() {
        var world = TestWorld()
        let vpc = world.vpc("app", "10.0.0.0/16")
        world.privateZone("example.com", [vpc], "www 60 IN A 10.0.0.1")
        #expect(world.ask(vpc: vpc, "wWw.eXample.com").answers == ["wWw.eXample.com. 60 IN A 10.0.0.1"])
    }
}
