import DNSCore
import Emulation
import TestSupport
import Testing
import WorldModel

@testable import Reporting

@Suite struct DigArgumentsTests {
    private func read(_ words: String, type: String? = nil, reverse: String? = nil) throws -> DigArguments {
        try DigArguments(words: words.split(separator: " ").map(String.init), type: type, reverse: reverse)
    }

    @Test(.rules("STUB-03"))
    func `dig asks three times for five seconds with EDNS and recursion`() throws {
        let request = try read("amazon.com").request
        #expect(request.question == Question(name: "amazon.com", type: .a))
        #expect(request.tries == 3)
        #expect(request.time == .seconds(5))
        #expect(request.transport == .udp)
        #expect(request.recursionDesired)
        #expect(request.ednsPayloadSize != nil)
        #expect(request.server == nil)
    }

    @Test(arguments: [
        "@10.10.1.228 a.example MX", "a.example MX @10.10.1.228", "MX a.example @10.10.1.228",
        "a.example mx IN @10.10.1.228",
    ])
    func `server, name, type and class come in any order`(words: String) throws {
        let request = try read(words).request
        #expect(request.question == Question(name: "a.example", type: .mx))
        #expect(request.server == "10.10.1.228")
    }

    @Test func `a lone word is the name, also if it is a type`() throws {
        #expect(try read("txt").request.question == Question(name: "txt", type: .a))
    }

    @Test func `-t and -x say what is asked`() throws {
        #expect(try read("a.example", type: "AAAA").request.question == Question(name: "a.example", type: .aaaa))
        #expect(
            try read("", reverse: "10.1.2.3").request.question == Question(name: "3.2.1.10.in-addr.arpa", type: .ptr))
    }

    @Test func `options set what they say`() throws {
        let request = try read("a.example +tcp +norec +bufsize=512 +time=2 +tries=1 +nofail").request
        #expect(request.transport == .tcp)
        #expect(!request.recursionDesired)
        #expect(request.ednsPayloadSize == 512)
        #expect(request.time == .seconds(2))
        #expect(request.tries == 1)
        #expect(request.continuesAfterServfail)
        #expect(try read("a.example +noedns").request.ednsPayloadSize == nil)
    }

    @Test(arguments: ["+noall +answer", "+noall +ans"])
    func `+noall leaves what a later option turns on`(options: String) throws {
        let arguments = try read("a.example \(options)")
        #expect(arguments.printsAnswer)
        #expect(!arguments.printsComments)
        #expect(!arguments.printsQuestion)
        #expect(!arguments.printsStatistics)
        #expect(!arguments.printsCommand)
    }

    @Test(arguments: [
        "a.example +bogus", "a.example +trace", "a.example +time", "a.example +time=x", "a.example +notime",
        "a.example +short=1", "a.example +", "a.example +a", "", "@10.1.1.1", "a.example BOGUS", "a..b", "@ a.example",
        "a.example +bufsize=70000", "a.example CH TXT", "CH a.example",
    ])
    func `what dig does not know or is not emulated is an error`(words: String) {
        #expect(throws: DigUsageError.self) { try read(words) }
    }
}
