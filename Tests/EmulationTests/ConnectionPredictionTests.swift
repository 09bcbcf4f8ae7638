import Emulation
import IPCore
import TestSupport
import Testing
import WorldModel

@Suite struct ConnectionPredictionTests {
    private func connection(_ declared: String, _ sets: String...) throws -> ConnectionPrediction {
        let world = try TestWorld.compile(TestWorld.split, ["connections=[ \(declared) ]"] + sets)
        return Emulator(world).predict(try #require(world.connections.first))
    }

    @Test(.rules("CVPN-SNAT-01"))
    func `traffic into the VPC comes from the association's address`() throws {
        let prediction = try connection("{ to: 10.123.2.1 }")
        #expect(prediction.outcome == .connected)
        #expect(prediction.reachable == true)
        #expect(prediction.common.via == "utun1")
        #expect(prediction.common.sourceAddress == "10.123.1.97")
        #expect(prediction.common.publicAddress == nil)
        #expect(prediction.common.when == "landed on vpn-a")
        #expect(prediction.common.explanation.filter(\.isDecisive).count == 1)
    }

    @Test func `a closed port is refused over TCP and unreachable over UDP`() throws {
        let tcp = try connection("{ to: 10.123.2.1, port: 22 }")
        #expect(tcp.outcome == .refused)
        #expect(tcp.common.reason == .noListener)
        #expect(tcp.reachable == false)
        #expect(try connection("{ to: 10.123.2.1, port: 22, protocol: udp }").outcome == .unreachable)
    }

    @Test func `a drop tells where, why and what to do`() throws {
        let prediction = try connection(
            "{ to: 10.10.1.11 }", "vpn.authorization_rules[0].target_network_cidr=10.123.0.0/16")
        #expect(prediction.outcome == .timeout)
        #expect(prediction.common.reason == .vpnNoAuth)
        #expect(prediction.common.droppedAt == "corp-vpn")
        #expect(prediction.common.rule != nil)
        #expect(!prediction.common.remedy.isEmpty)
    }

    @Test func `a name is resolved first as the client would`() throws {
        let prediction = try connection("{ to: app.corp.example }")
        #expect(prediction.outcome == .connected)
        #expect(prediction.common.explanation.contains { $0.text.contains("app.corp.example") })
        #expect(prediction.common.explanation.filter(\.isDecisive).count == 1)
    }

    @Test func `a name that does not resolve makes the connection fail with the lookup's reason`() throws {
        let missing = try connection("{ to: nothing.corp.example }")
        #expect(missing.outcome == .unreachable)
        #expect(missing.common.reason == .nameNotInZone)
        let silent = try connection("{ to: app.corp.example }", "faults[+]={ target: inbound, kind: drop }")
        #expect(silent.outcome == .timeout)
        #expect(silent.common.reason == .fault)
        let serverless = try connection("{ to: app.corp.example }", "vpn=null")
        #expect(serverless.outcome == .unreachable)
        #expect(serverless.common.reason == .noServer)
    }

    @Test(.rules("CVPN-ASSOC-02", "CVPN-SNAT-01"))
    func `a mere difference of the source address is no dependence`() throws {
        let prediction = try connection(
            "{ to: 10.123.2.1 }", "vpn.associations[+]={ subnet: vpn-b, eni_ip: 10.123.3.97 }")
        #expect(prediction.outcome == .connected)
        #expect(prediction.reachable == true)
        #expect(prediction.common.sourceAddress == nil)
        #expect(prediction.possible.map(\.sourceAddress) == ["10.123.1.97", "10.123.3.97"])
        #expect(prediction.common.explanation.last?.text.contains("source 10.123.3.97") == true)
        #expect(prediction.common.explanation.filter(\.isDecisive).count == 1)
    }

    @Test(.rules("CVPN-ASSOC-02"))
    func `traffic that one association alone routes depends on the landing`() throws {
        let prediction = try connection(
            "{ to: 10.10.1.11 }", "vpn.associations[+]={ subnet: vpn-b, eni_ip: 10.123.3.97 }")
        #expect(prediction.outcome == .depends)
        #expect(prediction.reachable == nil)
        #expect(prediction.possible.map(\.outcome) == [.connected, .timeout])
        #expect(prediction.possible[1].reason == .vpnNoRoute)
    }

    @Test(.rules("CVPN-ENI-03"))
    func `with several interfaces the first one's address is listed as assumed`() throws {
        let prediction = try connection(
            "{ to: 10.123.2.1 }",
            "vpn.associations[0]={ subnet: vpn-a, enis: [ { ip: 10.123.1.97 }, { ip: 10.123.1.98 } ] }")
        #expect(prediction.common.sourceAddress == "10.123.1.97")
        #expect(prediction.common.assumptions.contains { $0.rule == .cvpnENI03 && $0.value == "10.123.1.97" })
    }

    @Test func `an instance's traffic starts in its own subnet`() throws {
        let prediction = try connection("{ to: 10.10.1.11, from: app }")
        #expect(prediction.outcome == .connected)
        #expect(prediction.common.via == nil)
        #expect(prediction.common.sourceAddress == "10.123.2.1")
        #expect(prediction.common.when == "always")
    }

    @Test(.rules("CVPN-SG-02", "CVPN-SNAT-03"))
    func `no route in a VPC would lead to a client behind AWS's translation`() throws {
        let prediction = try connection("{ to: 172.16.0.2, from: app }")
        #expect(prediction.common.reason == .subnetNoRoute)
        #expect(prediction.common.rule == .cvpnSG02)
        #expect(prediction.common.remedy.isEmpty)
    }

    @Test(.rules("CVPN-SUBNET-01"))
    func `a public range on premises needs its route, not a way to the internet`() throws {
        let site = "on_premises=[ { name: dc, cidr_blocks: [192.0.2.0/24], attachment: tgw-1 } ]"
        let prediction = try connection("{ to: 192.0.2.80, from: app }", site)
        #expect(prediction.common.reason == .subnetNoRoute)
        #expect(prediction.common.rule == .cvpnSubnet01)
        #expect(prediction.common.remedy.contains("192.0.2.0/24"))
        #expect(try connection("{ to: 192.0.2.80, from: app }").common.reason == .internetNoPath)
    }

    @Test(arguments: ["vpn.endpoint_ips=[198.51.100.20]", "vpn.endpoint_ips=[]"])
    func `the tunnel ends with the interface that carries it`(endpoint: String) throws {
        let prediction = try connection("{ to: 10.123.2.1 }", "faults=[ { target: en0, kind: down } ]", endpoint)
        #expect(prediction.outcome == .timeout)
        #expect(prediction.common.droppedAt == "en0")
        #expect(prediction.common.reason == .fault)
    }

    @Test(.rules("CVPN-SNAT-02", "CVPN-V6-04"))
    func `IPv6 comes home from the tunnel's VPC though the client's address is not told`() throws {
        let prediction = try connection(
            "{ to: 2001:db8:a:2::5 }", "vpn.traffic_ip_address_type=dual-stack",
            "vpn.routes[+]={ destination_cidr_block: 2001:db8:a::/56, target_subnet: vpn-a }",
            "vpn.authorization_rules[+]={ target_network_cidr: 2001:db8:a::/56, authorize_all_groups: true }",
            "vpcs[vpn-vpc].ipv6_cidr_block=2001:db8:a::/56",
            "vpcs[vpn-vpc].subnets[app-a].ipv6_cidr_block=2001:db8:a:2::/64",
            "vpcs[vpn-vpc].instances[app].ipv6_address=2001:db8:a:2::5")
        #expect(prediction.outcome == .connected)
        #expect(prediction.common.hops.contains { $0.rule == .cvpnSNAT02 })
    }
}
