import DNSCore
import IPCore
import ScenarioLanguage
import TestSupport
import Testing
import WorldModel

/// The resolver's configuration before and after a VPN connects.
@Suite struct ClientResolverTests {
    private static let base = """
        client:
          os: linux
          interfaces: [{ name: eth0, address: 10.0.0.5/24, gateway: 10.0.0.1 }]
          resolver: { nameservers: [10.0.0.1, 9.9.9.9], search: [home.example] }
        vpn:
          provider: aws
          name: corp-vpn
          client_cidr_block: 172.31.0.0/16
          split_tunnel: true
          associations: [{ subnet: a }]
        vpcs:
          - name: vpc
            cidr_block: 10.20.0.0/16
            subnets: [{ name: a, cidr_block: 10.20.0.0/24 }]
        """

    private static func rules(_ state: ResolverState) -> [String] { state.steps.compactMap { $0.rule?.rawValue } }

    @Test(.rules("CVPN-DNS-01"))
    func `without pushed servers the device keeps its own`() throws {
        let client = try ClientScenario(Self.base).world.client
        #expect(client.resolver.servers == ["10.0.0.1", "9.9.9.9"])
        #expect(client.resolver.search == ["home.example"])
        #expect(Self.rules(client.resolver).contains("CVPN-DNS-01"))
    }

    @Test(.rules("CVPN-DNS-03", "STUB-14", "STUB-08"), arguments: ["true", "false"])
    func `pushed servers replace the device's own in either mode, the search list stays`(split: String) throws {
        let client = try ClientScenario(
            Self.base, set: "vpn.dns_servers=[10.20.0.2, 10.20.0.3]", "vpn.split_tunnel=\(split)"
        ).world.client
        #expect(client.resolver.servers == ["10.20.0.2", "10.20.0.3"])
        #expect(client.resolver.search == ["home.example"])
        #expect(Self.rules(client.resolver).contains("CVPN-DNS-03"))
        #expect(client.resolverBefore.servers == ["10.0.0.1", "9.9.9.9"])
    }

    @Test func `while it is not connected nothing is pushed`() throws {
        let client = try ClientScenario(
            Self.base, set: "vpn.dns_servers=[10.20.0.2]", "vpn.connected=false"
        ).world.client
        #expect(client.resolver == client.resolverBefore)
    }

    @Test func `a device without servers has none`() throws {
        let client = try ClientScenario(Self.base, set: "client.resolver.nameservers=[]").world.client
        #expect(client.resolver.servers.isEmpty)
    }

    @Test(.rules("CVPN-DNS-04", "STUB-02", "STUB-05"))
    func `options that are left out are those of the profile sequential`() throws {
        let state = try ClientScenario(Self.base).world.client.resolver
        #expect(state.ndots == 1)
        #expect(state.timeout == .seconds(5))
        #expect(state.attempts == 2)
        #expect(state.rotates == false)
        #expect(state.usesTCP == false)
        #expect(state.ednsPayloadSize == nil)
        #expect(state.failover == [.timeout, .unreachable])
    }

    @Test func `options are taken over`() throws {
        let state = try ClientScenario(
            Self.base,
            set:
                "client.resolver.options={ndots: 3, timeout: 1s, attempts: 4, rotate: true, use_vc: true, edns0: 1400, "
                + "failover_on: [servfail]}"
        ).world.client.resolver
        #expect(state.ndots == 3)
        #expect(state.timeout == .seconds(1))
        #expect(state.attempts == 4)
        #expect(state.rotates && state.usesTCP)
        #expect(state.ednsPayloadSize == 1400)
        #expect(state.failover == [.servfail])
    }

    // MARK: - IPv6 servers

    @Test(.rules("CVPN-V6-03"))
    func `an IPv6 server survives a push of IPv4 servers, which is a warning and an assumption`() throws {
        let scenario = try ClientScenario(
            Self.base, set: "client.resolver.nameservers=[10.0.0.1, \"2001:db8::53\"]", "vpn.dns_servers=[10.20.0.2]")
        let state = try scenario.world.client.resolver
        #expect(state.servers == ["10.20.0.2", "2001:db8::53"])
        #expect(state.serverAssumptions["2001:db8::53"]?.key == "assumptions.ipv6_resolvers")
        #expect(scenario.ruled == ["warning CVPN-V6-03 client.resolver.nameservers[1]"])
    }

    @Test(.rules("CVPN-V6-03"))
    func `the switch takes IPv6 servers away`() throws {
        let scenario = try ClientScenario(
            Self.base, set: "client.resolver.nameservers=[\"2001:db8::53\"]", "vpn.dns_servers=[10.20.0.2]",
            "assumptions.ipv6_resolvers=removed")
        #expect(try scenario.world.client.resolver.servers == ["10.20.0.2"])
    }

    @Test(.rules("STUB-14"))
    func `the scenario may say that the software ignores pushed servers`() throws {
        let client = try ClientScenario(
            Self.base, set: "client.vpn_client.dns=ignore", "vpn.dns_servers=[10.20.0.2]"
        ).world.client
        #expect(client.resolver.servers == ["10.0.0.1", "9.9.9.9"])
    }

    // MARK: - What the software does

    @Test(.rules("STUB-12", "OVPN-DNS-01", "IBM-DNS-08"))
    func `plain OpenVPN on Linux ignores pushed servers`() throws {
        let client = try ClientScenario(
            Self.base, set: "client.vpn_client.name=openvpn", "vpn.dns_servers=[10.20.0.2]"
        ).world.client
        #expect(client.resolver.servers == ["10.0.0.1", "9.9.9.9"])
        #expect(Self.rules(client.resolver).contains("STUB-12"))
    }
}
