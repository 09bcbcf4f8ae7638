import DNSCore
import IPCore
import TestSupport
import Testing
import WorldModel

@testable import NameService

/// Private and public names of interface endpoints.
@Suite struct InterfaceEndpointTests {
    var world = TestWorld()
    let vpc: Reference<VPC>
    let other: Reference<VPC>
    let router: Reference<NameServer>
    let inbound: Reference<NameServer>

    init() {
        vpc = world.vpc("app", "10.0.0.0/16")
        other = world.vpc("other", "10.1.0.0/16")
        world.attach([vpc, other])
        router = world.server("home-router", "192.168.1.1", .recursive)
        inbound = world.endpoint(in: vpc, ["10.0.0.228", "10.0.1.228"])
        world.publicZone(
            "ap-southeast-2.amazonaws.com", "sqs 60 IN A 203.0.113.1", "s3 60 IN A 203.0.113.2",
            "abc.execute-api 60 IN A 203.0.113.3", "ecr.dkr 60 IN A 203.0.113.4")
    }

    @Test(.rules("VPCE-01", "VPCE-02", "VPCE-14", "PEER-DNS-04"))
    mutating func `private DNS counts in its own VPC alone`() {
        world.interfaceEndpoint(
            "sqs", in: vpc, names: ["sqs.ap-southeast-2.amazonaws.com"], ["10.0.0.33", "10.0.1.33"])
        let result = world.ask(vpc: vpc, "sqs.ap-southeast-2.amazonaws.com")
        #expect(result.addresses == ["10.0.0.33", "10.0.1.33"])
        #expect(result.response?.answers.map(\.ttl) == [60, 60])
        #expect(result.response?.notes == [])
        #expect(world.ask(inbound, "sqs.ap-southeast-2.amazonaws.com").addresses == ["10.0.0.33", "10.0.1.33"])
        #expect(world.ask(vpc: other, "sqs.ap-southeast-2.amazonaws.com").addresses == ["203.0.113.1"])
        let below = world.ask(vpc: vpc, "x.sqs.ap-southeast-2.amazonaws.com")
        #expect(below.code == .nxdomain)
        #expect(below.reason == .nameNotInZone)
    }

    @Test(.rules("VPCE-04"))
    mutating func `a service name that resolves publicly bypasses the endpoint`() {
        world.interfaceEndpoint("sqs", in: vpc, names: ["sqs.ap-southeast-2.amazonaws.com"], ["10.0.0.33"])
        let result = world.ask(router, "sqs.ap-southeast-2.amazonaws.com")
        #expect(result.addresses == ["203.0.113.1"])
        #expect(result.response?.notes == [.bypassesEndpoint])
        #expect(world.ask(router, "s3.ap-southeast-2.amazonaws.com").response?.notes == [])
    }

    @Test(.rules("VPCE-03"))
    mutating func `without private DNS the endpoint's own names are public and private in value`() {
        let own: DomainName = "vpce-1-abc.sqs.ap-southeast-2.vpce.amazonaws.com"
        world.interfaceEndpoint(
            "sqs", in: vpc, names: ["sqs.ap-southeast-2.amazonaws.com"], privateNames: [], own: [own], ["10.0.0.33"])
        #expect(world.ask(vpc: vpc, "sqs.ap-southeast-2.amazonaws.com").addresses == ["203.0.113.1"])
        for result in [world.ask(router, own), world.ask(vpc: vpc, own), world.ask(vpc: other, own)] {
            #expect(result.addresses == ["10.0.0.33"])
            #expect(result.decisiveRule == .vpce03)
        }
    }

    @Test(.rules("VPCE-06"))
    mutating func `a wildcard captures all names below its domain`() {
        world.interfaceEndpoint(
            "execute-api", in: vpc,
            names: ["execute-api.ap-southeast-2.amazonaws.com", "*.execute-api.ap-southeast-2.amazonaws.com"],
            ["10.0.0.34"])
        #expect(world.ask(vpc: vpc, "abc.execute-api.ap-southeast-2.amazonaws.com").addresses == ["10.0.0.34"])
        #expect(world.ask(vpc: vpc, "a.b.execute-api.ap-southeast-2.amazonaws.com").addresses == ["10.0.0.34"])
        #expect(world.ask(vpc: vpc, "execute-api.ap-southeast-2.amazonaws.com").addresses == ["10.0.0.34"])
        let bypass = world.ask(router, "abc.execute-api.ap-southeast-2.amazonaws.com")
        #expect(bypass.addresses == ["203.0.113.3"])
        #expect(bypass.response?.notes == [.bypassesEndpoint])
    }

    @Test(.rules("VPCE-06"))
    mutating func `a wildcard alone has nothing at its domain`() {
        world.interfaceEndpoint("ecr.dkr", in: vpc, names: ["*.dkr.ecr.ap-southeast-2.amazonaws.com"], ["10.0.0.35"])
        #expect(world.ask(vpc: vpc, "123.dkr.ecr.ap-southeast-2.amazonaws.com").addresses == ["10.0.0.35"])
        #expect(world.ask(vpc: vpc, "dkr.ecr.ap-southeast-2.amazonaws.com").reason == .typeNotAtName)
    }

    @Test(.rules("VPCE-07"))
    mutating func `an endpoint for one service does not cover another`() {
        world.interfaceEndpoint("sqs", in: vpc, names: ["sqs.ap-southeast-2.amazonaws.com"], ["10.0.0.33"])
        #expect(world.ask(vpc: vpc, "s3.ap-southeast-2.amazonaws.com").addresses == ["203.0.113.2"])
    }

    @Test(.rules("VPCE-08", "VPCE-09"))
    mutating func `private names of S3 for inbound endpoints alone`() {
        world.interfaceEndpoint(
            "s3", in: vpc, names: ["s3.ap-southeast-2.amazonaws.com", "*.s3.ap-southeast-2.amazonaws.com"],
            ["10.0.0.36"], inboundOnly: true)
        #expect(world.ask(inbound, "s3.ap-southeast-2.amazonaws.com").addresses == ["10.0.0.36"])
        #expect(world.ask(inbound, "bucket.s3.ap-southeast-2.amazonaws.com").addresses == ["10.0.0.36"])
        let direct = world.ask(vpc: vpc, "s3.ap-southeast-2.amazonaws.com")
        #expect(direct.addresses == ["203.0.113.2"])
        #expect(direct.rules.contains(.vpce09))
    }

    @Test(
        .rules("VPCE-11", "DNSMSG-09"),
        arguments: [([RecordType.a], 1, 0), ([.a, .aaaa], 1, 1), ([.aaaa], 0, 1)] as [([RecordType], Int, Int)])
    func `the record types follow dns_record_ip_type`(_ types: [RecordType], _ ipv4: Int, _ ipv6: Int) {
        var copy = world
        copy.interfaceEndpoint(
            "sqs", in: vpc, names: ["sqs.ap-southeast-2.amazonaws.com"], ["10.0.0.33", "2001:db8::33"],
            types: Set(types))
        for (type, count) in [(RecordType.a, ipv4), (.aaaa, ipv6)] {
            let result = copy.ask(vpc: vpc, "sqs.ap-southeast-2.amazonaws.com", type)
            #expect(result.code == .noerror)
            #expect(result.addresses.count == count)
            #expect(result.reason == (count == 0 ? .typeNotAtName : nil))
        }
    }
}
