import Emulation
import IPCore
import ScenarioLanguage
import TestSupport
import Testing
import WorldModel

/// Which link of the device a name is asked on (systemd-resolved).
@Suite struct LinkTests {
    /// The tunnel's servers beside those of the home network, as the VPN client hands them to systemd-resolved.
    private static let links = [
        "client.os=linux", "client.resolver.profile=systemd-resolved", "client.vpn_client={ name: aws, dns: link }",
        "client.interfaces[0].dns={ nameservers: [192.168.7.1], default_route: true }",
        "local_network={ dns_servers: [{ name: router, address: 192.168.7.1, behavior: recursive }] }",
        "internet.zones=[{ name: corp.example, records: [ \"www A 203.0.113.9\" ] }]",
        "lookups=[{ name: www.corp.example }]",
    ]

    private static func lookup(_ sets: String...) throws -> LookupPrediction {
        let world = try TestWorld.compile(TestWorld.split, links + sets)
        return Emulator(world).predict(try #require(world.lookups.first))
    }

    @Test(.rules("STUB-10"))
    func `pushed servers are added to the tunnel's link, and the old ones may still be asked`() throws {
        let prediction = try Self.lookup()
        let servers = Set(prediction.possible.flatMap(\.attempts).map(\.server))
        #expect(servers.contains("10.10.1.228") && servers.contains("192.168.7.1"))
        #expect(
            prediction.possible.allSatisfy { $0.explanation.contains { $0.rule == .stub10 } })
    }

    @Test(
        .rules("STUB-10", "STUB-11"),
        arguments: [("DOMAIN-ROUTE .", false), ("DOMAIN-ROUTE corp.example", false), ("DNS 10.10.0.9", true)])
    func `a routing domain in the profile keeps the queries of its names on the tunnel's link`(
        option: String, isAskedBeside: Bool
    ) throws {
        let prediction = try Self.lookup("vpn.client_config=[\"dhcp-option \(option)\"]")
        let servers = Set(prediction.possible.flatMap(\.attempts).map(\.server))
        #expect(servers.contains("192.168.7.1") == isAskedBeside)
    }

    @Test(
        .rules("STUB-11"),
        arguments: [("corp.example", "example", "192.168.7.1"), ("example", "corp.example", "192.168.8.1")]
            as [(String, String, IPAddress)])
    func `the link whose routing domain matches most labels is asked alone`(
        wired: String, wireless: String, server: IPAddress
    ) throws {
        let prediction = try Self.lookup(
            "client.interfaces[0].dns.routing_domains=[\(wired)]",
            "client.interfaces[+]={ name: wlan0, address: 192.168.8.23/24, dns: { nameservers: [192.168.8.1], routing_domains: [\(wireless)] } }",
            "local_network.dns_servers[+]={ name: access-point, address: 192.168.8.1, behavior: recursive }")
        #expect(Set(prediction.possible.flatMap(\.attempts).map(\.server)) == [server])
        #expect(prediction.possible.allSatisfy { $0.explanation.contains { $0.rule == .stub11 } })
    }
}
