import DNSCore
import IPCore
import ScenarioLanguage
import TestSupport
import Testing
import WorldModel

@testable import NameService

/// Reverse names and the other autodefined rules of a VPC.
@Suite struct ReverseTests {
    var world = TestWorld()
    let vpc: Reference<VPC>
    let peer: Reference<VPC>

    init() {
        vpc = world.vpc("app", "10.9.0.0/23")
        peer = world.vpc("peer", "10.20.0.0/16", region: "eu-west-1")
        world.host("web", in: vpc, "10.9.1.5")
        world.host("db", in: peer, "10.20.3.4")
    }

    @Test(.rules("R53-RDNS-01", "R53-RDNS-03"))
    mutating func `an address of the VPC has a made-up name, an instance or not`() {
        let result = world.ask(vpc: vpc, "5.1.9.10.in-addr.arpa", .ptr)
        #expect(
            result.answers == ["5.1.9.10.in-addr.arpa. 20 IN PTR ip-10-9-1-5.ap-southeast-2.compute.internal."])
        #expect(result.assumptions.isEmpty)
        #expect(result.delay == .zero)
        let unassigned = world.ask(vpc: vpc, "6.0.9.10.in-addr.arpa", .ptr)
        #expect(unassigned.answers.count == 1)
        #expect(unassigned.assumptions == ["assumptions.reverse_unassigned"])
        world.assumptions.reverseUnassigned = .nxdomain
        #expect(world.ask(vpc: vpc, "6.0.9.10.in-addr.arpa", .ptr).code == .nxdomain)
        #expect(world.ask(vpc: vpc, "5.1.9.10.in-addr.arpa", .a).reason == .typeNotAtName)
    }

    @Test(
        .rules("R53-RDNS-01", "R53-RDNS-02", "R53-RDNS-03"),
        arguments: [
            "1.2.9.10.in-addr.arpa", "4.3.20.10.in-addr.arpa", "1.1.168.192.in-addr.arpa", "1.0.31.172.in-addr.arpa",
        ] as [DomainName])
    func `other private addresses are denied locally`(_ name: DomainName) {
        let result = world.ask(vpc: vpc, name, .ptr)
        #expect(result.code == .nxdomain)
        #expect(result.reason == .specialName)
        #expect(result.delay == .zero)
        #expect(result.decisiveRule == .r53RDNS03)
    }

    @Test(.rules("R53-RDNS-03", "R53-AUTO-04"))
    mutating func `a connected VPC's addresses have names too`() {
        world.peer(peer, vpc, requesterAllows: true)
        #expect(
            world.ask(vpc: vpc, "4.3.20.10.in-addr.arpa", .ptr).answers == [
                "4.3.20.10.in-addr.arpa. 20 IN PTR ip-10-20-3-4.eu-west-1.compute.internal."
            ])
    }

    @Test(.rules("R53-RDNS-01", "R53-RDNS-02"))
    mutating func `the reverse rules can be switched off, and need both attributes`() {
        world.topology.vpcs[vpc].hasAutodefinedReverse = false
        let switchedOff = world.ask(vpc: vpc, "5.1.9.10.in-addr.arpa", .ptr)
        #expect(switchedOff.code == .nxdomain)
        #expect(switchedOff.decisiveRule == .r53RDNS05)
        world.topology.vpcs[vpc].hasAutodefinedReverse = true
        world.topology.vpcs[vpc].hasDNSHostnames = false
        let withoutHostnames = world.ask(vpc: vpc, "5.1.9.10.in-addr.arpa", .ptr)
        #expect(withoutHostnames.code == .nxdomain)
    }

    @Test(.rules("R53-RDNS-04"))
    mutating func `a private zone for a reverse name competes by its length`() {
        world.privateZone(
            "9.10.in-addr.arpa", [vpc], "5.1 60 IN PTR shadowed.test.", "5.7 60 IN PTR printer.test.")
        #expect(
            world.ask(vpc: vpc, "5.1.9.10.in-addr.arpa", .ptr).answers == [
                "5.1.9.10.in-addr.arpa. 20 IN PTR ip-10-9-1-5.ap-southeast-2.compute.internal."
            ])
        #expect(
            world.ask(vpc: vpc, "5.7.9.10.in-addr.arpa", .ptr).answers == [
                "5.7.9.10.in-addr.arpa. 60 IN PTR printer.test."
            ])
        world.privateZone("1.9.10.in-addr.arpa", [vpc], "5 60 IN PTR own.test.")
        #expect(
            world.ask(vpc: vpc, "5.1.9.10.in-addr.arpa", .ptr).answers == [
                "5.1.9.10.in-addr.arpa. 60 IN PTR own.test."
            ])
    }

    @Test(.rules("R53-RDNS-04"))
    func `the reverse name of a public address is looked up publicly`() {
        var copy = world
        #expect(copy.ask(vpc: vpc, "9.8.7.6.in-addr.arpa", .ptr).missing == "internet.zones")
        copy.publicZone("8.7.6.in-addr.arpa", "9 60 IN PTR host.example.net.")
        #expect(copy.ask(vpc: vpc, "9.8.7.6.in-addr.arpa", .ptr).response?.answers.first?.target == "host.example.net")
    }

    @Test(.rules("R53-AUTO-01", "R53-AUTO-05"))
    func `localhost is answered locally, names under it do not exist`() {
        #expect(world.ask(vpc: vpc, "localhost").addresses == ["127.0.0.1"])
        #expect(world.ask(vpc: vpc, "localhost", .aaaa).addresses == ["::1"])
        let below = world.ask(vpc: vpc, "app.localhost")
        #expect(below.code == .nxdomain)
        #expect(below.reason == .specialName)
        #expect(world.ask(vpc: vpc, "x.localdomain").code == .nxdomain)
        #expect(
            world.ask(vpc: vpc, "1.0.0.127.in-addr.arpa", .ptr).answers == [
                "1.0.0.127.in-addr.arpa. 10800 IN PTR localhost."
            ])
        #expect(
            world.ask(vpc: vpc, .reverse(of: "::1"), .ptr).response?.answers.first?.target == "localhost")
    }

    @Test(.rules("R53-RDNS-01"))
    func `the metadata address has a reverse name`() {
        #expect(
            world.ask(vpc: vpc, "254.169.254.169.in-addr.arpa", .ptr).response?.answers.first?.target
                == "instance-data.ap-southeast-2.compute.internal")
    }
}
