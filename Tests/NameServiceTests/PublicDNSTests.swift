import DNSCore
import IPCore
import TestSupport
import Testing
import WorldModel

@testable import NameService

/// The public DNS as a recursive server finds it.
@Suite struct PublicDNSTests {
    var world = TestWorld()
    let router: Reference<NameServer>

    init() { router = world.server("home-router", "192.168.1.1", .recursive) }

    @Test(.rules("DNSMSG-02", "DNSMSG-07"))
    mutating func `a declared zone answers, after the time that recursion takes`() {
        world.publicZone("amazon.com", "@ 32 IN A 176.32.98.166")
        let result = world.ask(router, "amazon.com")
        #expect(result.answers == ["amazon.com. 32 IN A 176.32.98.166"])
        #expect(result.delay == .milliseconds(20))
        #expect(result.response?.recursionAvailable == true)
        #expect(result.response?.isAuthoritative == false)
    }

    @Test mutating func `the longest zone answers, and chains cross zones`() {
        world.publicZone("example.org", "www 60 IN CNAME cdn.example.net.", "a.sub 60 IN A 203.0.113.1")
        world.publicZone("sub.example.org", "b 60 IN A 203.0.113.2")
        world.publicZone("example.net", "cdn 60 IN A 203.0.113.3")
        #expect(world.ask(router, "www.example.org").addresses == ["203.0.113.3"])
        #expect(world.ask(router, "www.example.org").delay == .milliseconds(20))
        #expect(world.ask(router, "b.sub.example.org").addresses == ["203.0.113.2"])
        let shadowed = world.ask(router, "a.sub.example.org")
        #expect(shadowed.code == .nxdomain)
        #expect(shadowed.reason == .nameNotInZone)
    }

    @Test mutating func `delegation leads into a declared zone, and else to what the scenario does not hold`() {
        world.publicZone("org", "example 60 IN NS ns.example.org.", "other 60 IN NS ns.example.org.")
        world.publicZone("example.org", "www 60 IN A 203.0.113.1")
        #expect(world.ask(router, "www.example.org").addresses == ["203.0.113.1"])
        #expect(world.ask(router, "www.other.org").missing == "internet.zones")
    }

    /// A name and how the public DNS treats it.
    struct Treatment: CustomTestStringConvertible {
        let name: DomainName
        var type = RecordType.a
        /// `nil` where the scenario does not hold the answer.
        let code: ResponseCode?
        let reason: ReasonCode?
        var addresses: [IPAddress] = []

        var testDescription: String { "\(name) \(type)" }
    }

    @Test(
        .rules("R53-PHZ-05", "R53-RDNS-05", "R53-RDNS-04", "R53-AUTO-05", "EC2-NAME-10"),
        arguments: [
            Treatment(name: "test.local", code: .nxdomain, reason: .notInPublicDNS),
            Treatment(name: "db.corp.internal", code: .nxdomain, reason: .notInPublicDNS),
            Treatment(name: "x.home.arpa", code: .nxdomain, reason: .notInPublicDNS),
            Treatment(name: "app.test", code: .nxdomain, reason: .notInPublicDNS),
            Treatment(name: "app.example", code: .nxdomain, reason: .notInPublicDNS),
            Treatment(name: "a.invalid", code: .nxdomain, reason: .notInPublicDNS),
            Treatment(name: "printer", code: .nxdomain, reason: .notInPublicDNS),
            Treatment(
                name: "ip-10-0-0-1.ap-southeast-2.compute.internal", code: .nxdomain, reason: .notInPublicDNS),
            Treatment(name: "localhost", code: .noerror, reason: nil, addresses: ["127.0.0.1"]),
            Treatment(name: "app.localhost", type: .aaaa, code: .noerror, reason: nil, addresses: ["::1"]),
            Treatment(name: "localhost", type: .mx, code: .noerror, reason: .specialName),
            Treatment(name: "1.1.168.192.in-addr.arpa", type: .ptr, code: .nxdomain, reason: .specialName),
            Treatment(name: "5.0.20.172.in-addr.arpa", type: .ptr, code: .nxdomain, reason: .specialName),
            Treatment(name: "1.0.100.100.in-addr.arpa", type: .ptr, code: .nxdomain, reason: .specialName),
            Treatment(name: "10.in-addr.arpa", type: .ptr, code: .noerror, reason: .specialName),
            Treatment(name: "2.0.0.127.in-addr.arpa", type: .ptr, code: .nxdomain, reason: .specialName),
            Treatment(name: "8.8.8.8.in-addr.arpa", type: .ptr, code: nil, reason: nil),
            Treatment(name: "www.iana.org", code: nil, reason: nil),
            Treatment(name: "example.com", code: nil, reason: nil),
            Treatment(name: "com", code: nil, reason: nil),
            Treatment(name: "io", code: nil, reason: nil),
        ])
    func `names that certainly do not exist are told from names that the scenario does not hold`(
        _ treatment: Treatment
    ) {
        let result = world.ask(router, treatment.name, treatment.type)
        #expect(result.code == treatment.code)
        #expect(result.reason == treatment.reason)
        #expect(result.addresses == treatment.addresses)
        #expect(result.missing == (treatment.code == nil ? "internet.zones" : nil))
    }

    @Test(.rules("R53-RDNS-05"))
    func `the loopback addresses have a reverse name`() {
        #expect(
            world.ask(router, "1.0.0.127.in-addr.arpa", .ptr).answers == [
                "1.0.0.127.in-addr.arpa. 10800 IN PTR localhost."
            ])
    }

    @Test(.rules("R53-PHZ-01"))
    mutating func `a recursive server does not see private hosted zones`() {
        let vpc = world.vpc("app", "10.0.0.0/16")
        world.privateZone("corp.test", [vpc], "db 60 IN A 10.0.0.5")
        let result = world.ask(router, "db.corp.test")
        #expect(result.code == .nxdomain)
        #expect(result.reason == .zoneNotVisible)
        #expect(result.decisiveRule == .r53PHZ01)
        #expect(world.ask(router, "other.corp.test").reason == .notInPublicDNS)
        world.privateZone("example.org", [vpc], "db 60 IN A 10.0.0.5")
        let unknown = world.ask(router, "db.example.org")
        #expect(unknown.missing == "internet.zones")
        guard case .unknown(_, let text) = unknown.action else { return }
        #expect(text.hasPrefix("The private hosted zone example.org is for the resolvers of app only;"))
        world.publicZone("example.org", "db 60 IN A 203.0.113.5")
        let answered = world.ask(router, "db.example.org")
        #expect(answered.addresses == ["203.0.113.5"])
        #expect(answered.response?.notes == [.zoneNotVisible])
    }

    @Test(.rules("CVPN-NAME-01", "CVPN-NAME-02"))
    mutating func `the VPN's own name resolves with a label in front, TTL 10`() {
        world.names.serviceName = "cvpn-endpoint-1.prod.clientvpn.ap-southeast-2.amazonaws.com"
        world.names.serviceAddresses = ["203.0.113.1", "203.0.113.2"]
        let result = world.ask(router, "asdfa.cvpn-endpoint-1.prod.clientvpn.ap-southeast-2.amazonaws.com")
        #expect(result.addresses == ["203.0.113.1", "203.0.113.2"])
        #expect(result.response?.answers.first?.ttl == 10)
        let bare = world.ask(router, "cvpn-endpoint-1.prod.clientvpn.ap-southeast-2.amazonaws.com")
        #expect(bare.code == .nxdomain)
        #expect(bare.decisiveRule == .cvpnName01)
    }
}
