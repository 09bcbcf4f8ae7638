import DNSCore
import Emulation
import IPCore
import TestSupport
import Testing
import WorldModel

@testable import Reporting

/// The expected texts were printed by dig 9.18 for the same messages, but for the message ID, `WHEN` and the transport behind `SERVER`.
@Suite struct DigOutputTests {
    private let soa = ResourceRecord.soa(
        "example.local", ttl: 900,
        SOARecord(
            mname: "ns-1.awsdns.com", rname: "awsdns-hostmaster.amazon.com", serial: 1, refresh: 7200,
            retry: 900, expire: 1_209_600, minimum: 86400))

    private func output(
        _ words: String, code: ResponseCode = .noerror, answers: [ResourceRecord] = [],
        authorities: [ResourceRecord] = [], recursionAvailable: Bool = true, edns: Bool = true
    ) throws -> String {
        let arguments = try DigArguments(
            words: words.split(separator: " ").map(String.init), type: nil, reverse: nil)
        var message = Message(questions: [arguments.request.question])
        message.isResponse = true
        message.isRecursionDesired = arguments.request.recursionDesired
        message.isRecursionAvailable = recursionAvailable
        message.responseCode = code
        message.answers = answers
        message.authorities = authorities
        if edns { message.edns = EDNS(udpPayloadSize: 4096) }
        let result = DigResult(
            request: arguments.request, outcome: .answered, possible: [], message: message, server: "10.10.1.228",
            transport: .udp, queryTime: .milliseconds(21), attempts: [])
        return DigOutput(result, arguments).text
    }

    @Test func `an answer has all sections, tabs where dig prints them, and its size`() throws {
        let text = try output(
            "test.example.local", answers: [.address("test.example.local", ttl: 10, "10.123.2.1")])
        #expect(
            text == """

                ; <<>> DiG 9.10.6 <<>> test.example.local
                ;; global options: +cmd
                ;; Got answer:
                ;; WARNING: .local is reserved for Multicast DNS
                ;; You are currently testing what happens when an mDNS query is leaked to DNS
                ;; ->>HEADER<<- opcode: QUERY, status: NOERROR, id: 0
                ;; flags: qr rd ra; QUERY: 1, ANSWER: 1, AUTHORITY: 0, ADDITIONAL: 1

                ;; OPT PSEUDOSECTION:
                ; EDNS: version: 0, flags:; udp: 4096
                ;; QUESTION SECTION:
                ;test.example.local.\t\tIN\tA

                ;; ANSWER SECTION:
                test.example.local.\t10\tIN\tA\t10.123.2.1

                ;; Query time: 21 msec
                ;; SERVER: 10.10.1.228#53(10.10.1.228)
                ;; MSG SIZE  rcvd: 63


                """)
    }

    @Test func `a negative answer has its SOA and the size that dig counts`() throws {
        let text = try output("@10.10.1.228 nx.example.local", code: .nxdomain, authorities: [soa])
        #expect(text.contains("\n; (1 server found)\n;; global options: +cmd\n"))
        #expect(
            text.contains(
                "status: NXDOMAIN, id: 0\n;; flags: qr rd ra; QUERY: 1, ANSWER: 0, AUTHORITY: 1, ADDITIONAL: 1\n"))
        #expect(
            text.contains(
                ";; AUTHORITY SECTION:\nexample.local.\t\t900\tIN\tSOA\tns-1.awsdns.com. awsdns-hostmaster.amazon.com. "
                    + "1 7200 900 1209600 86400\n\n"))
        // The server that dig asked compressed no names and took 137 octets; 13 are saved on the owner and 3 on `com`.
        #expect(text.contains(";; MSG SIZE  rcvd: 121\n"))
    }

    @Test func `a server without recursion is warned of unless +norec`() throws {
        let warning = ";; WARNING: recursion requested but not available\n"
        #expect(try output("lame.example", recursionAvailable: false, edns: false).contains(warning))
        #expect(!(try output("lame.example +norec", recursionAvailable: false)).contains(warning))
    }

    @Test func `long owners push the columns one blank further`() throws {
        let name: DomainName = "ec2-13-211-254-134.ap-southeast-2.compute.amazonaws.com"
        let text = try output("\(name) +noall +answer", answers: [.address(name, ttl: 20, "10.10.1.11")])
        #expect(text == "ec2-13-211-254-134.ap-southeast-2.compute.amazonaws.com. 20 IN A 10.10.1.11\n")
        let shorter: DomainName = "ec2.ap-southeast-2.amazonaws.com"
        #expect(
            try output("\(shorter) +noall +answer", answers: [.address(shorter, ttl: 60, "10.10.0.33")])
                == "ec2.ap-southeast-2.amazonaws.com. 60 IN\tA\t10.10.0.33\n")
        #expect(
            try output("amazon.com +noall +answer", answers: [.address("amazon.com", ttl: 32, "176.32.98.166")])
                == "amazon.com.\t\t32\tIN\tA\t176.32.98.166\n")
    }

    @Test func `+short prints the data of the whole chain`() throws {
        let answers: [ResourceRecord] = [
            .cname("cn.example.local", ttl: 60, target: "x.example.local"),
            .address("x.example.local", ttl: 10, "10.0.0.1"),
        ]
        #expect(try output("cn.example.local +short", answers: answers) == "x.example.local.\n10.0.0.1\n")
        #expect(try output("cn.example.local +short", code: .nxdomain) == "")
    }

    @Test(.rules("STUB-03"))
    func `without a reply dig says that no server could be reached`() throws {
        let arguments = try DigArguments(words: ["amazon.com"], type: nil, reverse: nil)
        let result = DigResult(
            request: arguments.request, outcome: .timeout, possible: [], message: nil, server: nil, transport: nil,
            queryTime: nil, attempts: [])
        let output = DigOutput(result, arguments)
        #expect(!output.hasReply)
        #expect(
            output.text == """

                ; <<>> DiG 9.10.6 <<>> amazon.com
                ;; global options: +cmd
                ;; connection timed out; no servers could be reached

                """)
    }
}
