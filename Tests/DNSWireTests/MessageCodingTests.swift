import DNSCore
import DNSWire
import IPCore
import TestSupport
import Testing

@Suite struct MessageCodingTests {
    private let question = Question(name: "www.example.com", type: .a)

    private func response(addresses count: Int) -> Message {
        let answers = (0..<count).compactMap { index in
            ("10.0.0.0" as IPAddress).advanced(by: index).map {
                ResourceRecord.address("www.example.com", ttl: 300, $0)
            }
        }
        return Message(
            id: 0x1234, isResponse: true, isRecursionDesired: true, isRecursionAvailable: true, questions: [question],
            answers: answers)
    }

    @Test func `an OPT record is kept even if all of it is zero`() throws {
        let query = Message(id: 1, questions: [question], edns: EDNS(udpPayloadSize: 0))
        #expect(try decode(encode(query)) == query)
    }

    @Test
    func `a query has the octets that RFC 1035 section 4 lays down`() {
        let query = Message(id: 0xabcd, isRecursionDesired: true, questions: [question])
        #expect(
            encode(query)
                == [0xab, 0xcd, 0x01, 0x00, 0, 1, 0, 0, 0, 0, 0, 0]
                + [3] + Array("www".utf8) + [7] + Array("example".utf8) + [3] + Array("com".utf8) + [0] + [0, 1, 0, 1])
    }

    @Test
    func `a later name points to an equal one before it`() throws {
        let message = response(addresses: 1)
        // Header 12, question 17 + 4, record 2 + 10 + 4.
        #expect(encodedSize(message) == 12 + 21 + 16)
        #expect(try decode(encode(message)) == message)
    }

    @Test(arguments: Message.samples)
    func `every part of a message survives the wire`(message: Message) throws {
        #expect(try decode(encode(message)) == message)
    }

    @Test
    func `answers that do not fit are left out, and TC says so`() throws {
        let octets = encode(response(addresses: 100), limit: 512)
        let message = try decode(octets)
        #expect(message.isTruncated)
        // 12 + 21 + 16 n is at most 512 for n = 29.
        #expect(message.answers.count == 29)
        #expect(octets.count == 497)
    }

    @Test
    func `additional records are left out without TC`() throws {
        var message = response(addresses: 1)
        message.additionals = response(addresses: 100).answers
        let shortened = try decode(encode(message, limit: 512))
        #expect(!shortened.isTruncated)
        #expect(shortened.additionals.isEmpty)
        #expect(shortened.answers == message.answers)
    }

    @Test
    func `a negative response without room for its SOA is truncated`() throws {
        var message = response(addresses: 0)
        message.authorities = [
            try parseRecord("example.com. 900 SOA ns. host. 1 2 3 4 5", origin: .root, defaultTTL: 0)
        ]
        #expect(try decode(encode(message, limit: 60)).isTruncated)
    }

    @Test
    func `a message of many records is written whole`() throws {
        let message = response(addresses: 3000)
        #expect(encodedSize(message) == 12 + 21 + 3000 * 16)
        #expect(try decode(encode(message)) == message)
    }

    @Test(arguments: [0, 1, 11, 12, 20, 30, 40])
    func `a message that is cut off is refused`(count: Int) {
        let octets = Array(encode(response(addresses: 1)).prefix(count))
        #expect(throws: DNSWireError.self) { try decode(octets) }
    }

    @Test
    func `a second OPT record is refused`() {
        var octets = encode(Message(questions: [question], edns: EDNS()))
        octets[11] = 2
        octets += [0, 0, 41, 4, 208, 0, 0, 0, 0, 0, 0]
        #expect(throws: DNSWireError.self) { try decode(octets) }
    }

    @Test
    func `random octets are read or refused, and what is read can be written`() {
        for seed in 0..<2000 as Range<UInt64> {
            var random = SplitMix64(seed: seed)
            var octets = encode(response(addresses: Int.random(in: 0...3, using: &random)))
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                octets[Int.random(in: 0..<octets.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            if let message = try? decode(octets) { _ = encode(message) }
        }
    }
}

extension Message {
    fileprivate static let samples: [Message] = [
        Message(),
        Message(id: 1, isResponse: true, opcode: .notify, isAuthoritative: true),
        Message(isTruncated: true, isRecursionAvailable: true, isAuthenticData: true, isCheckingDisabled: true),
        Message(isResponse: true, responseCode: .nxdomain, questions: [Question(name: "x.test", type: .any)]),
        Message(questions: [
            Question(name: ".", type: .ns), Question(name: "version.bind", type: .txt, recordClass: .ch),
        ]),
        Message(edns: EDNS(udpPayloadSize: 4096, isDNSSECOK: true)),
        Message(isResponse: true, responseCode: .badvers, edns: EDNS(version: 0)),
        Message(
            edns: EDNS(options: [EDNS.Option(code: 10, data: Array(1...8)), EDNS.Option(code: 15, data: [0, 22])])),
        Message(
            isResponse: true, questions: [Question(name: "A.example", type: .mx)],
            answers: [
                .cname("A.example", ttl: 5, target: "b.example"),
                ResourceRecord(
                    owner: "b.example", type: .mx, ttl: 60, rdata: [0, 10] + ("mail.b.example" as DomainName).octets),
                .txt("b.example", ttl: 60, String(repeating: "long ", count: 100)),
                ResourceRecord(owner: "b.example", type: RecordType(rawValue: 65280), ttl: 0, rdata: [1, 2, 3]),
                ResourceRecord(owner: "b.example", type: RecordType(rawValue: 65280), ttl: 0, rdata: []),
            ],
            authorities: [
                .ns("example", ttl: 60, target: "ns.example"),
                .soa(
                    "example", ttl: 60,
                    SOARecord(
                        mname: "ns.example", rname: "host.example", serial: 1, refresh: 2, retry: 3, expire: 4,
                        minimum: 5)),
            ],
            additionals: [.address("ns.example", ttl: 60, "2001:db8::1"), .ptr("x.example", ttl: 1, target: ".")]),
    ]
}
