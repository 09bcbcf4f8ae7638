import IPCore
import ScenarioLanguage
import TestSupport
import Testing
import WorldModel

/// The route tables that were seen on macOS before and while connected, without the rows of the neighbour cache.
@Suite struct ProviderTablesTests {
    private static let lanBefore = [
        "0.0.0.0/0 via 192.168.0.1 en0", "127.0.0.0/8 self lo0", "127.0.0.1/32 self lo0", "169.254.0.0/16 on-link en0",
        "192.168.0.0/24 on-link en0", "192.168.0.1/32 on-link en0", "192.168.0.14/32 on-link en0",
        "224.0.0.0/4 on-link en0", "255.255.255.255/32 on-link en0",
    ]

    private static let aws = """
        client:
          os: macos
          interfaces: [{ name: en0, address: 192.168.0.14/24, gateway: 192.168.0.1, link: 6 }]
        vpn:
          provider: aws
          interface: utun2
          endpoint_ips: [54.178.6.141]
          client_cidr_block: 172.31.0.0/16
          associations: [{ subnet: public-a }]
          routes:
            - { destination_cidr_block: 192.168.0.0/16, target_subnet: public-a, origin: associate }
            - { destination_cidr_block: 0.0.0.0/0, target_subnet: public-a }
            - { destination_cidr_block: 8.8.8.8/32, target_subnet: public-a }
          authorization_rules: [{ target_network_cidr: 0.0.0.0/0, authorize_all_groups: true }]
        vpcs:
          - name: vpc
            cidr_block: 192.168.0.0/16
            subnets: [{ name: public-a, cidr_block: 192.168.10.0/24 }]
        """

    @Test(.rules("OVPN-NETSTAT-03"))
    func `before connecting macOS has its default, loopback, link and multicast rows`() throws {
        let scenario = try ClientScenario(Self.aws, set: "vpn.connected=false")
        #expect(try scenario.rowsBefore == Self.lanBefore)
        #expect(try scenario.rows == Self.lanBefore)
        #expect(try scenario.world.tunnel == nil)
    }

    @Test(.rules("CVPN-ROUTE-01", "CVPN-ROUTE-02", "CVPN-ROUTE-03", "CVPN-ADDR-02", "OVPN-GW-01"))
    func `a full tunnel adds two halves, the endpoint's host route, the /27 and the own address`() throws {
        let scenario = try ClientScenario(Self.aws, set: "vpn.client_ip=172.31.0.34")
        #expect(
            try scenario.rows == [
                "0.0.0.0/1 via 172.31.0.33 utun2", "0.0.0.0/0 via 192.168.0.1 en0",
                "54.178.6.141/32 via 192.168.0.1 en0",
                "127.0.0.0/8 self lo0", "127.0.0.1/32 self lo0", "128.0.0.0/1 via 172.31.0.33 utun2",
                "169.254.0.0/16 on-link en0", "172.31.0.32/27 via 172.31.0.34 utun2", "172.31.0.34/32 self utun2",
                "192.168.0.0/24 on-link en0", "192.168.0.1/32 on-link en0", "192.168.0.14/32 on-link en0",
                "224.0.0.0/4 on-link en0", "255.255.255.255/32 on-link en0",
            ])
        #expect(try scenario.world.client.routes.candidates(for: "8.8.8.8").first?.rule == .cvpnRoute01)
        #expect(try scenario.world.client.routes.candidates(for: "54.178.6.141").first?.rule == .cvpnRoute03)
    }

    @Test(.rules("CVPN-ROUTE-04", "CVPN-ROUTE-05", "CVPN-ROUTE-06", "CVPN-ROUTE-08", "CVPN-ADDR-02"))
    func `a split tunnel adds the endpoint's routes but for the default one, and no host route`() throws {
        let scenario = try ClientScenario(
            Self.aws, set: "vpn.client_ip=172.31.0.130", "vpn.split_tunnel=true")
        #expect(
            try scenario.rows == [
                "0.0.0.0/0 via 192.168.0.1 en0", "8.8.8.8/32 via 172.31.0.129 utun2", "127.0.0.0/8 self lo0",
                "127.0.0.1/32 self lo0", "169.254.0.0/16 on-link en0", "172.31.0.128/27 via 172.31.0.130 utun2",
                "172.31.0.130/32 self utun2", "192.168.0.0/24 on-link en0", "192.168.0.0/16 via 172.31.0.129 utun2",
                "192.168.0.1/32 on-link en0", "192.168.0.14/32 on-link en0", "224.0.0.0/4 on-link en0",
                "255.255.255.255/32 on-link en0",
            ])
        #expect(try scenario.withheld == ["0.0.0.0/0 CVPN-ROUTE-06"])
        #expect(scenario.ruled == ["warning CVPN-ROUTE-06 vpn.routes[1].destination_cidr_block"])
        #expect(try scenario.interface(to: "1.1.1.1") == "en0")
        #expect(try scenario.interface(to: "192.168.0.2") == "en0", "the LAN is longer than the VPC's route")
        #expect(try scenario.interface(to: "192.168.1.63") == "utun2")
    }

    @Test(.rules("CVPN-ROUTE-07", "CVPN-ADDR-01", "CVPN-ADDR-02"))
    func `the first client has base+2, and the association's route needs no declaration`() throws {
        let scenario = try ClientScenario(
            Self.aws, set: "vpn.split_tunnel=true", "vpn.routes=[]",
            "vpn.authorization_rules=[{target_network_cidr: 192.168.1.0/24, authorize_all_groups: true}]")
        #expect(
            try scenario.added == [
                "172.31.0.0/27 via 172.31.0.2 utun2", "172.31.0.2/32 self utun2", "192.168.0.0/16 via 172.31.0.1 utun2",
            ])
        #expect(try scenario.removed.isEmpty)
        #expect(try scenario.tunnel.session == "172.31.0.0/27")
    }

    private static let ibm = """
        client:
          os: macos
          interfaces: [{ name: en0, address: 192.168.1.4/24, gateway: 192.168.1.1, link: 10 }]
        vpn:
          provider: ibm
          interface: utun5
          endpoint_ips: [162.133.0.10]
          client_cidr_block: 192.168.252.0/22
          associations: [{ subnet: vpn-subnet }]
          routes:
            - { destination_cidr_block: 10.0.0.0/24 }
            - { destination_cidr_block: 10.1.0.0/24 }
        vpcs:
          - name: vpc
            cidr_block: 10.0.0.0/14
            subnets: [{ name: vpn-subnet, cidr_block: 10.2.0.0/24 }]
        """

    @Test(.rules("IBM-ADDR-01", "IBM-ROUTE-01", "IBM-ROUTE-04"))
    func `IBM's split tunnel adds the server's routes, half the pool and the pool`() throws {
        let scenario = try ClientScenario(Self.ibm, set: "vpn.split_tunnel=true")
        #expect(
            try scenario.added == [
                "10.0.0.0/24 via 192.168.252.1 utun5", "10.1.0.0/24 via 192.168.252.1 utun5",
                "192.168.252.0/23 via 192.168.252.2 utun5", "192.168.252.0/22 via 192.168.252.1 utun5",
                "192.168.252.2/32 self utun5",
            ])
        #expect(try scenario.removed.isEmpty)
    }

    @Test(.rules("IBM-ADDR-01", "IBM-ROUTE-02"))
    func `IBM's full tunnel adds the halves and the server's host route, neither its routes nor the pool`() throws {
        let scenario = try ClientScenario(Self.ibm)
        #expect(
            try scenario.added == [
                "0.0.0.0/1 via 192.168.252.1 utun5", "128.0.0.0/1 via 192.168.252.1 utun5",
                "162.133.0.10/32 via 192.168.1.1 en0", "192.168.252.0/23 via 192.168.252.2 utun5",
                "192.168.252.2/32 self utun5",
            ])
    }

    @Test(.rules("IBM-ADDR-01"))
    func `a client in the upper half of IBM's pool has that half's gateway`() throws {
        let tunnel = try ClientScenario(Self.ibm, set: "vpn.client_ip=192.168.254.9").tunnel
        #expect(tunnel.session == "192.168.254.0/23")
        #expect(tunnel.gateway == "192.168.254.1")
    }

    private static let alibaba = """
        client:
          os: windows
          interfaces: [{ name: Ethernet, address: 192.168.0.49/24, gateway: 192.168.0.1 }]
        vpn:
          provider: alibaba
          interface: SSL
          client_cidr_block: 192.168.1.0/24
          client_ip: 192.168.1.10
          associations: [{ subnet: a }]
          routes: [{ destination_cidr_block: 172.24.0.0/16 }]
        vpcs:
          - name: vpc
            cidr_block: 172.24.0.0/16
            subnets: [{ name: a, cidr_block: 172.24.203.0/24 }]
        """

    @Test(.rules("ALI-ADDR-01", "ALI-ROUTE-01", "ALI-ROUTE-02", "OVPN-TOPO-01"))
    func `Alibaba pushes Local Network and the client CIDR block by way of the address before the client's`() throws {
        let scenario = try ClientScenario(Self.alibaba)
        let pushed = try scenario.world.client.routes.routes.filter { $0.origin == .pushed }.map(\.line)
        #expect(
            pushed == [
                "172.24.0.0/16 via 192.168.1.9 SSL metric 2", "192.168.1.0/24 via 192.168.1.9 SSL metric 2",
            ])
        #expect(try scenario.interface(to: "8.8.8.8") == "Ethernet")
        #expect(try scenario.tunnel.session == "192.168.1.8/30")
        #expect(try scenario.removed.isEmpty)
    }

    @Test(.rules("ALI-ADDR-01", "ALI-ROUTE-03"))
    func `a public host in Local Network is pushed to the session's own gateway`() throws {
        let scenario = try ClientScenario(
            Self.alibaba, set: "vpn.client_ip=192.168.1.6", "vpn.routes[+]={destination_cidr_block: 8.8.8.8/32}")
        #expect(try scenario.rows.contains("8.8.8.8/32 via 192.168.1.5 SSL metric 2"))
        #expect(scenario.ruled.isEmpty)
    }
}
