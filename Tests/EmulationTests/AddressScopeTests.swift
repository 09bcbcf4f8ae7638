import IPCore
import TestSupport
import Testing

@testable import Emulation

@Suite struct AddressScopeTests {
    @Test(
        arguments: [
            (["10.10.1.11"], AddressScope.private), (["172.31.255.1", "192.168.0.1"], .private),
            (["fd00::1"], .private),
            (["100.64.0.1"], .shared), (["127.0.0.1"], .loopback), (["169.254.169.253"], .linkLocal),
            (["8.8.8.8"], .public), (["172.32.0.1"], .public), (["10.0.0.1", "8.8.8.8"], .mixed),
        ] as [([IPAddress], AddressScope)])
    func `the scope of an answer is that of all its addresses`(addresses: [IPAddress], scope: AddressScope) {
        #expect(AddressScope(of: addresses) == scope)
    }

    @Test func `without addresses there is no scope`() {
        #expect(AddressScope(of: []) == nil)
    }
}
