import DNSCore
import IPCore
import ScenarioLanguage
import TestSupport
import Testing
import WorldModel

@testable import NameService

/// Resolvers of IBM Cloud and Alibaba Cloud.
@Suite struct ProviderResolverTests {
    var world = TestWorld()
    let vpc: Reference<VPC>
    let other: Reference<VPC>

    init() {
        vpc = world.vpc("vpc", "10.243.0.0/16", region: "us-south")
        other = world.vpc("other", "10.244.0.0/16", region: "us-south")
        world.privateZone("corp.example", [vpc], "db 60 IN A 10.243.0.5")
        world.privateZone("sub.corp.example", [vpc], "x 60 IN A 10.243.0.6")
        world.publicZone("ibm.com", "@ 60 IN A 203.0.113.1")
        world.publicZone("us-south.cloud-object-storage.appdomain.cloud", "@ 60 IN A 203.0.113.2")
        world.interfaceEndpoint(
            "cos", in: vpc, names: ["us-south.cloud-object-storage.appdomain.cloud"], ["10.243.0.33"])
    }

    private mutating func resolver(_ address: IPAddress, seesPrivateZones: Bool) -> Reference<NameServer> {
        world.names.nameServers.append(
            TestWorld.server(
                "vpc/dns", [address], role: .providerResolver(vpc, seesPrivateZones: seesPrivateZones)))
    }

    @Test(.rules("IBM-DNS-02", "IBM-DNS-05"))
    mutating func `one pair sees the VPC's private zones and endpoints, the other the public DNS alone`() {
        let privateResolver = resolver("161.26.0.7", seesPrivateZones: true)
        let publicResolver = resolver("161.26.0.10", seesPrivateZones: false)
        #expect(world.ask(privateResolver, "db.corp.example").addresses == ["10.243.0.5"])
        #expect(world.ask(privateResolver, "ibm.com").addresses == ["203.0.113.1"])
        #expect(
            world.ask(privateResolver, "us-south.cloud-object-storage.appdomain.cloud").addresses == ["10.243.0.33"])
        #expect(world.ask(publicResolver, "db.corp.example").reason == .zoneNotVisible)
        #expect(world.ask(publicResolver, "ibm.com").addresses == ["203.0.113.1"])
        #expect(
            world.ask(publicResolver, "us-south.cloud-object-storage.appdomain.cloud").addresses == ["203.0.113.2"])
    }

    @Test(.rules("IBM-DNS-06"))
    mutating func `the longest zone alone is used, whatever AWS attributes say`() {
        world.topology.vpcs[vpc].hasDNSHostnames = false
        let resolver = resolver("161.26.0.8", seesPrivateZones: true)
        let result = world.ask(resolver, "db.sub.corp.example")
        #expect(result.code == .nxdomain)
        #expect(result.reason == .nameNotInZone)
        #expect(result.decisiveRule == .ibmDNS06)
        #expect(world.ask(resolver, "ip-10-243-0-5.us-south.compute.internal").reason == .notInPublicDNS)
        world.privateZone("other.example", [other], "a 60 IN A 10.244.0.1")
        #expect(world.ask(resolver, "a.other.example").reason == .zoneNotVisible)
    }

    @Test(.rules("ALI-DNS-02"))
    mutating func `whether Alibaba Cloud's resolver answers VPN clients is an assumption`() {
        let resolver = resolver("100.100.2.136", seesPrivateZones: true)
        let client = world.ask(resolver, "db.corp.example", source: "192.168.100.10")
        #expect(client.addresses == ["10.243.0.5"])
        #expect(client.assumptions == ["assumptions.alibaba_vpc_resolver"])
        #expect(world.ask(resolver, "db.corp.example", source: "10.243.0.9").assumptions.isEmpty)
        world.assumptions.alibabaVPCResolver = .drop
        #expect(world.ask(resolver, "db.corp.example", source: "192.168.100.10").drop?.rule == .aliDNS02)
        #expect(world.ask(resolver, "db.corp.example", source: "10.243.0.9").addresses == ["10.243.0.5"])
    }
}
