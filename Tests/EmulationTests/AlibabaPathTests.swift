import Emulation
import ScenarioLanguage
import TestSupport
import Testing
import WorldModel

/// What a client of Alibaba Cloud SSL-VPN reaches, seen from the device.
@Suite struct AlibabaPathTests {
    private static let world = """
        version: 1
        client:
          os: linux
          interfaces: [{ name: eth0, address: 192.168.0.49/24, gateway: 192.168.0.1 }]
          public_ip: 203.0.113.7
          resolver: { nameservers: [100.100.2.136] }
        vpn:
          provider: alibaba
          name: ssl-vpn
          interface: tun0
          client_cidr_block: 192.168.1.0/24
          client_ip: 192.168.1.10
          associations: [{ subnet: a }]
          routes: [{ destination_cidr_block: 172.24.0.0/16 }]
        vpcs:
          - name: vpc
            cidr_block: 172.24.0.0/16
            subnets: [{ name: a, cidr_block: 172.24.203.0/24 }]
            instances: [{ name: ubuntu, subnet: a, private_ip: 172.24.203.118 }]
            security_groups:
              - { name: vpc-only, ingress: [{ protocol: "-1", cidr_blocks: [172.24.0.0/16] }] }
              - { name: clients, ingress: [{ protocol: "-1", cidr_blocks: [192.168.1.0/24] }] }
        internet:
          zones: [{ name: site.example, records: ["www 60 IN A 203.0.113.80"] }]
        lookups: [{ name: www.site.example }]
        """

    @Test(.rules("ALI-DNS-02", "ALI-ROUTE-01"))
    func `the VPC's resolver is not reached unless it is in Local Network`() throws {
        let lookup = try TestWorld.lookup(Self.world)
        #expect(lookup.outcome == .timeout)
        #expect(lookup.common.reason == .vpnNoRoute)
        #expect(lookup.common.notes.contains(.clientNoRoute))
        #expect(lookup.common.attempts.first?.rule == .aliDNS02)
    }

    @Test(.rules("ALI-DNS-02"), arguments: [("answer", true), ("drop", false)])
    func `in Local Network a switch decides whether it answers`(choice: String, isAnswered: Bool) throws {
        let lookup = try TestWorld.lookup(
            Self.world, "vpn.routes[+]={destination_cidr_block: 100.100.2.128/25}",
            "assumptions.alibaba_vpc_resolver=\(choice)")
        #expect(lookup.outcome == (isAnswered ? .answered : .timeout))
        #expect(lookup.common.assumptions.contains { $0.rule == .aliDNS02 })
        let cited = lookup.common.attempts.flatMap(\.hops).compactMap(\.rule?.rawValue)
        #expect(!cited.contains { $0.hasPrefix("VPC-DNS") || $0.hasPrefix("CVPN-DNS") }, "\(cited)")
    }

    @Test(.rules("ALI-DNS-02"))
    func `base plus two of the VPC is no resolver`() throws {
        let lookup = try TestWorld.lookup(Self.world, "client.resolver.nameservers=[172.24.0.2]")
        #expect(lookup.common.reason == .noListener)
        #expect(lookup.common.attempts.first?.rule == .aliDNS02)
    }

    @Test(.rules("ALI-PATH-02"), arguments: [("clients", true), ("vpc-only", false)])
    func `a server's group must admit the client CIDR block`(group: String, isReachable: Bool) throws {
        let connection = try TestWorld.connection(
            Self.world, "connections=[{to: 172.24.203.118}]",
            "vpcs[vpc].instances[ubuntu].security_groups=[\(group)]")
        #expect(connection.reachable == isReachable)
    }

    @Test(.rules("ALI-ROUTE-01"))
    func `a private address outside Local Network stays outside the tunnel`() throws {
        let connection = try TestWorld.connection(Self.world, "connections=[{to: 10.9.9.9}]")
        #expect(connection.common.via == "eth0")
        #expect(connection.common.rule == .aliRoute01)
    }

    @Test(.rules("ALI-ADDR-02"), arguments: ["{to: 172.24.203.118}", "{from: ubuntu, to: 192.168.0.10}"])
    func `a pool in the client's LAN lets nothing through, either way`(connection: String) throws {
        let prediction = try TestWorld.connection(
            Self.world, "vpn.client_cidr_block=192.168.0.0/24", "vpn.client_ip=192.168.0.10",
            "connections=[\(connection)]")
        #expect(prediction.outcome == .timeout)
        #expect(prediction.common.reason == .clientOnlinkCapture)
        #expect(prediction.common.rule == .aliAddr02)
    }
}
