import DNSCore
import Testing

@Suite struct RegistryTests {
    @Test
    func `a type has its mnemonic and number`() {
        #expect(RecordType.https.rawValue == 65)
        #expect(RecordType(mnemonic: "aaaa") == .aaaa)
        #expect(RecordType(mnemonic: "TYPE65280")?.rawValue == 65280)
        #expect(RecordType(mnemonic: "type1") == .a)
        #expect(RecordType(rawValue: 65280).description == "TYPE65280")
        #expect(RecordType(mnemonic: "TYPE65536") == nil)
        #expect(RecordType(mnemonic: "TYPE") == nil)
        #expect(RecordType(mnemonic: "TYPE+1") == nil)
        #expect(RecordType(mnemonic: "AAAAA") == nil)
        #expect(RecordType.known.allSatisfy { RecordType(mnemonic: $0.description) == $0 })
    }

    @Test
    func `OPT and what only questions and transactions use are meta types`() {
        let types: [RecordType] = [.opt, .any, .a, .axfr, .spf, .ixfr, .caa, .tsig, .uri]
        #expect(types.filter(\.isMeta) == [.opt, .any, .axfr, .ixfr, .tsig])
    }

    @Test
    func `a class has its mnemonic and number`() {
        #expect(RecordClass(mnemonic: "in") == .in)
        #expect(RecordClass(mnemonic: "CLASS3") == .ch)
        #expect(RecordClass(rawValue: 7).description == "CLASS7")
        #expect(RecordClass(mnemonic: "INN") == nil)
    }

    @Test
    func `a response code has its mnemonic and number`() {
        #expect(ResponseCode.nxdomain.description == "NXDOMAIN")
        #expect(ResponseCode.badvers.rawValue == 16)
        #expect(ResponseCode(mnemonic: "ServFail") == .servfail)
        #expect(ResponseCode(mnemonic: "RCODE3841")?.description == "RCODE3841")
        #expect(ResponseCode(mnemonic: "OK") == nil)
        #expect(Opcode.update.description == "UPDATE")
        #expect(Opcode(rawValue: 15).description == "OPCODE15")
    }

    @Test
    func `a TTL has 31 bits, and one beyond that counts as zero (RFC 2181 section 8)`() {
        #expect(TTL(seconds: 2_147_483_647) == .max)
        #expect(TTL(seconds: 2_147_483_648) == nil)
        #expect(TTL(seconds: -1) == nil)
        #expect(TTL(wireValue: 0x8000_0000) == .zero)
        #expect(TTL(wireValue: 60) == 60)
    }
}
