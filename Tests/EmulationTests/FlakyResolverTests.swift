import Emulation
import TestSupport
import Testing
import WorldModel

@Suite struct FlakyResolverTests {
    @Test(.rules("CVPN-DNS-10"))
    func `the resolver of another VPC may answer or not when the switch says flaky`() throws {
        let pushed = "vpn.dns_servers=[10.10.0.2]"
        let silent = try TestWorld.lookup(TestWorld.split, pushed)
        #expect(silent.outcome == .timeout)
        #expect(silent.common.reason == .peerResolver)
        let flaky = try TestWorld.lookup(
            TestWorld.split, pushed, "assumptions={ foreign_vpc_resolver: flaky }")
        #expect(flaky.outcome == .depends)
        #expect(Set(flaky.possible.map(\.outcome)) == [.timeout, .answered])
        #expect(flaky.possible.contains { $0.when.contains("resolver-vpc/vpc+2 for outsiders is silent") })
    }
}
