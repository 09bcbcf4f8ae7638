import DNSCore
import DNSWire
import LiveResponder
import TestSupport
import Testing

/// The reader of plain queries beside libldns.
@Suite struct PlainQueryTests {
    /// Queries with some octets changed, so that they are plain, odd or broken.
    private static func query(_ random: inout SplitMix64) -> [UInt8] {
        var edns: EDNS?
        if Bool.random(using: &random) {
            edns = EDNS(
                version: Int.random(in: 0..<8, using: &random) == 0 ? 1 : 0,
                udpPayloadSize: .random(in: 0...65535, using: &random),
                isDNSSECOK: .random(using: &random),
                options: (0..<Int.random(in: 0...2, using: &random)).map { _ in
                    EDNS.Option(
                        code: .random(in: 0...20, using: &random),
                        data: [UInt8](repeating: 7, count: .random(in: 0...9, using: &random)))
                })
        }
        let type = [1, 2, 28, 41, 65, 250, 255, 999].randomElement(using: &random) ?? 1
        let name = DomainName.random(using: &random)
        var octets = encode(
            Message(
                id: .random(in: 0...65535, using: &random), isRecursionDesired: .random(using: &random),
                isCheckingDisabled: .random(using: &random),
                questions: [Question(name: name, type: RecordType(rawValue: UInt16(type)))], edns: edns))
        for _ in 0..<Int.random(in: 0...2, using: &random) where Bool.random(using: &random) {
            octets[Int.random(in: 0..<octets.count, using: &random)] = .random(in: 0...255, using: &random)
        }
        if Int.random(in: 0..<8, using: &random) == 0 {
            octets.removeLast(Int.random(in: 1...octets.count, using: &random))
        }
        if Int.random(in: 0..<8, using: &random) == 0 { octets.append(.random(in: 0...255, using: &random)) }
        return octets
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `what is plain is read as libldns reads it`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        var plainCount = 0
        for _ in 0..<2000 {
            let octets = Self.query(&random)
            guard let plain = unsafe octets.withUnsafeBytes({ unsafe PlainQuery($0) }) else { continue }
            plainCount += 1
            let message = try decode(octets)
            let question = try #require(message.questions.first)
            #expect(message.questions.count == 1 && question.recordClass == .in)
            #expect(message.opcode == .query && !message.isResponse && !message.isTruncated)
            #expect(Array(octets[12..<(12 + plain.nameLength)]) == question.name.octets)
            #expect(plain.id == message.id && plain.type == question.type)
            #expect(plain.recursionDesired == message.isRecursionDesired)
            #expect(plain.checkingDisabled == message.isCheckingDisabled)
            #expect(plain.edns?.payloadSize == message.edns?.udpPayloadSize)
            #expect(plain.edns?.isDNSSECOK == message.edns?.isDNSSECOK)
            #expect(message.edns?.version ?? 0 == 0)
            #expect(message.answers.isEmpty && message.authorities.isEmpty && message.additionals.isEmpty)
        }
        #expect(plainCount > 500)
    }

    @Test func `an ordinary query is plain, with and without EDNS and its options`() {
        let question = Question(name: "www.corp.example", type: .a)
        for edns in [nil, EDNS(), EDNS(options: [EDNS.Option(code: 10, data: Array(1...8))])] {
            let octets = encode(Message(id: 1, isRecursionDesired: true, questions: [question], edns: edns))
            let plain = unsafe octets.withUnsafeBytes { unsafe PlainQuery($0) }
            #expect(plain != nil)
        }
    }
}
