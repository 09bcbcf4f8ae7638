import DNSCore
import IPCore
import TestSupport
import Testing

@Suite struct ReverseNameTests {
    @Test
    func `an IPv4 address has its octets backwards under in-addr.arpa (RFC 1035 section 3.5)`() {
        #expect(DomainName.reverse(of: "10.2.0.52").description == "52.0.2.10.in-addr.arpa.")
    }

    @Test
    func `an IPv6 address has its nibbles backwards under ip6.arpa (RFC 3596 section 2.5)`() {
        #expect(
            DomainName.reverse(of: "4321:0:1:2:3:4:567:89ab").description
                == "b.a.9.8.7.6.5.0.4.0.0.0.3.0.0.0.2.0.0.0.1.0.0.0.0.0.0.0.1.2.3.4.ip6.arpa.")
    }

    @Test(arguments: ["0.0.0.0", "255.255.255.255", "10.10.1.228", "::", "fd00::abc:1"] as [IPAddress])
    func `a reverse name leads back to its address`(address: IPAddress) {
        let name = DomainName.reverse(of: address)
        #expect(name.reverseAddress == address)
        #expect(DomainName(name.description.uppercased())?.reverseAddress == address)
        #expect(DomainName(octets: name.octets) == name)
    }

    @Test(
        arguments: [
            ".", "in-addr.arpa", "1.2.3.in-addr.arpa", "1.2.3.4.5.in-addr.arpa", "01.2.3.4.in-addr.arpa",
            "256.2.3.4.in-addr.arpa", "a.2.3.4.in-addr.arpa", #"1\.2.3.4.5.in-addr.arpa"#, "1.2.3.4.in-addr.test",
            "0.0.0.0.ip6.arpa", "x.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.ip6.arpa",
            "00.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.ip6.arpa",
        ] as [DomainName])
    func `other names are no reverse names`(name: DomainName) {
        #expect(name.reverseAddress == nil)
    }
}
