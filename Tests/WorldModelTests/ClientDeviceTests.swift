import DNSCore
import IPCore
import ScenarioLanguage
import TestSupport
import Testing
import WorldModel

/// What a device knows by itself: interfaces, the rows its system keeps, static routes, the hosts file.
@Suite struct ClientDeviceTests {
    // MARK: - Systems

    @Test(.rules("OVPN-NETSTAT-09"))
    func `without interfaces a device has one of 192.168.1.2 behind 192.168.1.1`() throws {
        let client = try ClientScenario("client: { os: linux }").world.client
        #expect(client.interfaces.map(\.name) == ["eth0"])
        #expect(client.interfaces.first?.addresses == ["192.168.1.2/24"])
        #expect(
            client.routes.routes.map(\.line) == ["0.0.0.0/0 via 192.168.1.1 eth0", "192.168.1.0/24 on-link eth0"])
    }

    @Test func `Linux's main table has the default route and the link's prefix, metrics as declared`() throws {
        let scenario = try ClientScenario(
            """
            client:
              os: linux
              interfaces:
                - { name: eth0, address: 10.0.0.5/24, gateway: 10.0.0.1, metric: 100 }
                - { name: wlan0, address: 10.0.1.5/24, gateway: 10.0.1.1, metric: 600 }
            """)
        #expect(
            try scenario.rows == [
                "0.0.0.0/0 via 10.0.0.1 eth0 metric 100", "0.0.0.0/0 via 10.0.1.1 wlan0 metric 600",
                "10.0.0.0/24 on-link eth0 metric 100", "10.0.1.0/24 on-link wlan0 metric 600",
            ])
        #expect(try scenario.interface(to: "8.8.8.8") == "eth0")
    }

    @Test(.rules("OVPN-NETSTAT-09"))
    func `a second default route of the same metric is not installed on Linux`() throws {
        let scenario = try ClientScenario(
            """
            client:
              interfaces:
                - { name: eth0, address: 10.0.0.5/24, gateway: 10.0.0.1 }
                - { name: wlan0, address: 10.0.1.5/24, gateway: 10.0.1.1 }
            """)
        #expect(try scenario.rows.filter { $0.hasPrefix("0.0.0.0/0") } == ["0.0.0.0/0 via 10.0.0.1 eth0"])
    }

    @Test(.rules("OVPN-NETSTAT-08"))
    func `Windows keeps loopback, own, broadcast and multicast rows with sums of metrics`() throws {
        let scenario = try ClientScenario(
            """
            client:
              os: windows
              interfaces: [{ name: Ethernet, address: 192.168.0.49/24, gateway: 192.168.0.1 }]
            """)
        let loopback = "Loopback Pseudo-Interface 1 metric 331"
        #expect(
            try scenario.rows == [
                "0.0.0.0/0 via 192.168.0.1 Ethernet metric 25", "127.0.0.0/8 self \(loopback)",
                "127.0.0.1/32 self \(loopback)", "127.255.255.255/32 on-link \(loopback)",
                "192.168.0.0/24 on-link Ethernet metric 281", "192.168.0.49/32 self Ethernet metric 281",
                "192.168.0.255/32 on-link Ethernet metric 281", "224.0.0.0/4 on-link Ethernet metric 281",
                "224.0.0.0/4 on-link \(loopback)", "255.255.255.255/32 on-link Ethernet metric 281",
                "255.255.255.255/32 on-link \(loopback)",
            ])
    }

    @Test func `IPv6 addresses bring their prefix, link-local and default routes`() throws {
        let scenario = try ClientScenario(
            """
            client:
              os: macos
              interfaces:
                - name: en0
                  address: 192.168.0.14/24
                  gateway: 192.168.0.1
                  ipv6_address: "2001:db8:1::14/64"
                  ipv6_gateway: "fe80::1"
            """)
        #expect(
            try scenario.rows.filter { $0.contains("::") } == [
                "::/0 via fe80::1 en0", "::1/128 self lo0", "2001:db8:1::/64 on-link en0", "fe80::/64 on-link en0",
                "ff00::/8 on-link en0",
            ])
    }

    @Test func `only the primary link of a Mac has the default and the multicast rows`() throws {
        let scenario = try ClientScenario(
            """
            client:
              os: macos
              interfaces:
                - { name: en0, address: 192.168.0.14/24, gateway: 192.168.0.1 }
                - { name: en5, address: 10.9.0.2/24, gateway: 10.9.0.1 }
            """)
        #expect(
            try scenario.rows.filter { $0.hasSuffix("en5") } == [
                "10.9.0.0/24 on-link en5", "10.9.0.1/32 on-link en5", "10.9.0.2/32 on-link en5",
            ])
        let links = try scenario.world.client.interfaces.map(\.linkNumber)
        #expect(links == [4, 5])
    }

    // MARK: - Static routes

    @Test func `static routes go by the link of their gateway or by a named interface`() throws {
        let scenario = try ClientScenario(
            """
            client:
              os: linux
              interfaces:
                - { name: eth0, address: 10.0.0.5/24, gateway: 10.0.0.1 }
                - { name: eth1, address: 10.0.1.5/24 }
              routes:
                - { destination: 172.16.0.0/12, gateway: 10.0.1.254, metric: 50 }
                - { destination: 198.51.100.7/32, interface: eth1 }
            """)
        #expect(try scenario.rows.contains("172.16.0.0/12 via 10.0.1.254 eth1 metric 50"))
        #expect(try scenario.rows.contains("198.51.100.7/32 on-link eth1"))
    }

    @Test(.rules("OVPN-NETSTAT-09"))
    func `a Mac has one route for a prefix: its own row for the gateway stands for a static one`() throws {
        let scenario = try ClientScenario(
            """
            client:
              os: macos
              interfaces: [{ name: en0, address: 192.168.1.4/24, gateway: 192.168.1.1 }]
              routes:
                - { destination: 192.168.1.1/32, interface: en0 }
                - { destination: 0.0.0.0/0, gateway: 192.168.1.9 }
            """)
        #expect(try scenario.rows.filter { $0.hasPrefix("192.168.1.1/32") } == ["192.168.1.1/32 on-link en0"])
        #expect(try scenario.rows.filter { $0.hasPrefix("0.0.0.0/0") } == ["0.0.0.0/0 via 192.168.1.1 en0"])
        #expect(try scenario.withheld == ["0.0.0.0/0 OVPN-NETSTAT-09"])
    }

    @Test func `a route that no interface leads to is an error at its key`() throws {
        let scenario = try ClientScenario(
            """
            client:
              interfaces: [{ name: eth0, address: 10.0.0.5/24 }]
              routes:
                - { destination: 172.16.0.0/12, gateway: 10.9.0.1 }
                - { destination: 172.16.0.0/12, interface: eth9 }
            """)
        #expect(
            scenario.faults == [
                "outsideNetwork client.routes[0].gateway", "danglingReference client.routes[1].interface",
            ])
    }

    // MARK: - Changes after connecting

    private static let changing = """
        client:
          os: linux
          interfaces: [{ name: eth0, address: 10.0.0.5/24, gateway: 10.0.0.1 }]
          route_changes:
            - delete: 10.20.0.0/16
            - add: { destination: 10.20.1.0/24, interface: tun0 }
            - add: { destination: 198.51.100.0/24, gateway: 172.31.0.1 }
        vpn:
          provider: aws
          client_cidr_block: 172.31.0.0/16
          split_tunnel: true
          associations: [{ subnet: a }]
        vpcs:
          - name: vpc
            cidr_block: 10.20.0.0/16
            subnets: [{ name: a, cidr_block: 10.20.0.0/24 }]
        """

    @Test func `route changes apply in order once the tunnel is up`() throws {
        let scenario = try ClientScenario(Self.changing)
        #expect(
            try scenario.added == [
                "10.20.1.0/24 on-link tun0", "172.31.0.0/27 on-link tun0", "198.51.100.0/24 via 172.31.0.1 tun0",
            ])
    }

    @Test func `deleting a route that is not there is an error`() throws {
        let scenario = try ClientScenario(
            Self.changing, set: "client.route_changes[+]={delete: 192.0.2.0/24}")
        #expect(scenario.faults == ["noSuchElement client.route_changes[3].delete"])
    }

    @Test(.rules("CVPN-CRE-02"))
    func `client route enforcement reverts changes within the endpoint's routes`() throws {
        let scenario = try ClientScenario(
            Self.changing, set: "vpn.client_route_enforcement=true",
            "client.route_changes=[{delete: 10.20.0.0/16}, {add: {destination: 10.20.1.0/24, gateway: 10.0.0.1}}]")
        #expect(try scenario.rows.contains("10.20.0.0/16 via 172.31.0.1 tun0"))
        #expect(try scenario.withheld == ["10.20.1.0/24 CVPN-CRE-02"])
    }

    // MARK: - Hosts

    @Test func `the hosts file has addresses, names and comments`() throws {
        let scenario = try ClientScenario(
            """
            client:
              hosts: ["# nothing", "10.0.0.5 app.example app # the application", "::1 localhost"]
            """)
        #expect(
            try scenario.world.client.hosts == [
                HostsEntry(address: "10.0.0.5", names: ["app.example", "app"]),
                HostsEntry(address: "::1", names: ["localhost"]),
            ])
    }

    @Test func `a line without an address or a name is an error`() throws {
        let scenario = try ClientScenario(#"client: { hosts: ["app 10.0.0.5", "10.0.0.5"] }"#)
        #expect(scenario.faults == ["badForm client.hosts[0]", "badForm client.hosts[1]"])
    }
}
