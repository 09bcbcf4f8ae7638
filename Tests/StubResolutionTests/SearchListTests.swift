import DNSCore
import IPCore
import StubResolution
import TestSupport
import Testing
import WorldModel

@Suite struct SearchListTests {
    private let search: [DomainName] = ["corp.example", "example"]

    private func talk(
        _ name: DomainName, isAbsolute: Bool = false, ndots: Int = 1, method: LookupMethod = .getaddrinfo,
        _ react: (StubQuery) -> Reaction
    ) -> Conversation {
        let request = StubRequest(name, isAbsolute: isAbsolute, method: method)
        return Conversation(StubResolver(request, state: .sequential(search: search, ndots: ndots)), react)
    }

    @Test(.rules("STUB-08"))
    func `a name with fewer dots than ndots is tried below the search domains first`() {
        let talk = talk("web") { _ in .code(.nxdomain) }
        #expect(talk.names == ["web.corp.example", "web.example", "web"])
        #expect(talk.conclusion == StubConclusion(.response(query: 2), name: "web"))
    }

    @Test(.rules("STUB-08"))
    func `a name with enough dots is tried as it stands first`() {
        let talk = talk("web.lab") { _ in .code(.nxdomain) }
        #expect(talk.names == ["web.lab", "web.lab.corp.example", "web.lab.example"])
        #expect(talk.conclusion == StubConclusion(.response(query: 0), name: "web.lab"))
    }

    @Test(.rules("STUB-08"), arguments: [1, 2, 3])
    func `ndots is the number of dots from which on a name stands first`(ndots: Int) {
        let talk = talk("a.b.c", ndots: ndots) { _ in .answer }
        #expect(talk.names == [ndots <= 2 ? "a.b.c" : "a.b.c.corp.example"])
    }

    @Test func `the search ends at the first answer and reports its name`() {
        let talk = talk("web") { $0.question.name == "web.example" ? .answer : .code(.nxdomain) }
        #expect(talk.names == ["web.corp.example", "web.example"])
        #expect(talk.conclusion == StubConclusion(.response(query: 1), name: "web.example", answers: [1]))
    }

    @Test func `NODATA goes on to the next candidate and is reported before NXDOMAIN`() {
        let talk = talk("web") { $0.question.name == "web.corp.example" ? .nodata : .code(.nxdomain) }
        #expect(talk.names.count == 3)
        #expect(talk.conclusion == StubConclusion(.response(query: 0), name: "web.corp.example"))
    }

    @Test func `any other failure ends the search and is reported as it is`() {
        let failing = talk("web") { _ in .code(.servfail) }
        #expect(failing.names == ["web.corp.example"])
        #expect(failing.conclusion == StubConclusion(.response(query: 0), name: "web.corp.example"))
        let silent = talk("web") { $0.question.name == "web.corp.example" ? .code(.nxdomain) : .silence }
        #expect(silent.conclusion == StubConclusion(.timeout, name: "web.example"))
    }

    @Test func `a name with a final dot is absolute`() {
        #expect(talk("web", isAbsolute: true) { _ in .code(.nxdomain) }.names == ["web"])
    }

    @Test func `a literal question knows no search list`() {
        #expect(talk("web", method: .query) { _ in .code(.nxdomain) }.names == ["web"])
    }

    @Test func `a name that would be too long below a domain is not tried there`() throws {
        let long = try #require(
            DomainName(Array(repeating: String(repeating: "a", count: 48), count: 5).joined(separator: ".")))
        let talk = talk(long) { _ in .code(.nxdomain) }
        #expect(talk.names.allSatisfy { $0.octets.count <= 255 })
        #expect(talk.names.first == long)
        #expect(talk.names.contains { $0.labelCount == 6 })
        #expect(!talk.names.contains { $0.labelCount == 7 })
    }

    @Test func `the hosts file is asked before DNS, for the types that it has`() {
        let hosts: [IPAddress] = ["192.0.2.7"]
        let a = StubRequest("web", hostsAddresses: hosts)
        let first = Conversation(StubResolver(a, state: .sequential())) { _ in .answer }
        #expect(first.sent.isEmpty)
        #expect(first.verdict == .hostsFile(hosts))
        let aaaa = StubRequest("web", types: [.aaaa], hostsAddresses: hosts)
        #expect(Conversation(StubResolver(aaaa, state: .sequential())) { _ in .answer }.sent.count == 1)
        let literal = StubRequest("web", method: .query, hostsAddresses: hosts)
        #expect(Conversation(StubResolver(literal, state: .sequential())) { _ in .answer }.sent.count == 1)
    }
}
