import DNSCore
import Emulation
import IPCore
import TestSupport
import Testing
import WorldModel

@Suite struct DigTests {
    private func dig(_ request: DigRequest, _ sets: String...) throws -> DigResult {
        Emulator(try TestWorld.compile(TestWorld.split, sets)).dig(request)
    }

    private let question = Question(name: "app.corp.example", type: .a)

    @Test func `the reply has its message, its server and its time`() throws {
        let result = try dig(DigRequest(question))
        let message = try #require(result.message)
        #expect(message.isResponse && message.isRecursionDesired && message.isRecursionAvailable)
        #expect(message.id == 0)
        #expect(message.questions == [question])
        #expect(message.answers.compactMap(\.address) == ["10.123.2.1"])
        #expect(message.edns != nil)
        #expect(result.server == "10.10.1.228")
        #expect(result.transport == .udp)
        #expect(result.queryTime == .milliseconds(21))
        #expect(result.outcome == .answered)
    }

    @Test(.rules("STUB-03"))
    func `the primary is tried three times before the secondary, and the query time is the last query's`() throws {
        let result = try dig(DigRequest(question), "faults[+]={ target: 10.10.1.228, kind: drop }")
        #expect(result.attempts.map(\.fate) == [.timeout, .timeout, .timeout, .response])
        #expect(result.server == "10.10.0.43")
        #expect(result.queryTime == .milliseconds(21))
    }

    @Test(.rules("STUB-03"))
    func `without a reply there is no message`() throws {
        let result = try dig(
            DigRequest(question, tries: 1, time: .seconds(1)), "faults[+]={ target: inbound, kind: drop }")
        #expect(result.message == nil)
        #expect(result.server == nil)
        #expect(result.queryTime == nil)
        #expect(result.attempts.map(\.ended) == [.seconds(1), .seconds(2)])
    }

    @Test func `dig asks the server it is given, one literal question, whatever the resolver's settings`() throws {
        let request = DigRequest(Question(name: "www.site.example", type: .a), server: "198.51.100.53")
        let result = try dig(request, "client.resolver={ search: [corp.example], options: { attempts: 5, ndots: 3 } }")
        #expect(result.attempts.map(\.server) == ["198.51.100.53"])
        #expect(result.message?.answers.count == 1)
    }

    @Test(.rules("STUB-05"))
    func `SERVFAIL is a reply unless nofail is given`() throws {
        let fault = "faults[+]={ target: 10.10.1.228, kind: servfail }"
        #expect(try dig(DigRequest(question), fault).message?.responseCode == .servfail)
        let result = try dig(DigRequest(question, tries: 1, continuesAfterServfail: true), fault)
        #expect(result.server == "10.10.0.43")
        #expect(result.message?.responseCode == .noerror)
    }

    @Test(.rules("DNSMSG-03"))
    func `without EDNS in the query there is none in the reply`() throws {
        #expect(try dig(DigRequest(question, ednsPayloadSize: nil)).message?.edns == nil)
    }

    @Test(.rules("DNSMSG-03"))
    func `a server that refuses EDNS with FORMERR sends none itself`() throws {
        let fault = "faults[+]={ target: 10.10.1.228, kind: formerr_on_edns }"
        let result = try dig(DigRequest(question), fault)
        #expect(result.message?.responseCode == .formerr)
        #expect(result.message?.edns == nil)
        #expect(try dig(DigRequest(question, ednsPayloadSize: nil), fault).message?.responseCode == .noerror)
    }

    @Test(.rules("VPC-DNS-07"))
    func `a query without RD is not recursed for`() throws {
        let result = try dig(DigRequest(question, recursionDesired: false))
        #expect(result.message?.responseCode == .refused)
        #expect(result.message?.isRecursionDesired == false)
    }
}
