import DNSCore
import DNSWire
import IPCore
import LiveResponder
import TestSupport
import Testing
import WorldModel

/// The tests of RFC 8906 section 8 against an authoritative server and against the device's stub resolver.
@Suite struct ProtocolConformanceTests {
    /// One test: what is changed in a plain query for the SOA record, and what the response must be like.
    struct Case: Sendable, CustomTestStringConvertible {
        let section: String
        let title: String
        var type = RecordType.soa
        var transport = Transport.udp
        var edns: EDNS?
        var code = ResponseCode.noerror
        /// Whether the SOA record is in the answer.
        var hasAnswer = true
        let change: @Sendable (inout [UInt8]) -> Void

        init(
            _ section: String, _ title: String, type: RecordType = .soa, transport: Transport = .udp,
            edns: EDNS? = nil, code: ResponseCode = .noerror, hasAnswer: Bool = true,
            change: @escaping @Sendable (inout [UInt8]) -> Void = { _ in }
        ) {
            self.section = section
            self.title = title
            self.type = type
            self.transport = transport
            self.edns = edns
            self.code = code
            self.hasAnswer = hasAnswer
            self.change = change
        }

        var testDescription: String { "\(section) \(title)" }
    }

    private static func edns(version: UInt8 = 0, flags: UInt16 = 0, _ options: [EDNS.Option] = []) -> EDNS {
        var edns = EDNS(version: version, options: options)
        edns.flags = flags
        return edns
    }

    private static let unknownOption = EDNS.Option(code: 100, data: [])

    static let cases: [Case] = [
        Case("8.1.1", "configured for the zone"),
        Case("8.1.2", "unknown type", type: RecordType(rawValue: 1000), hasAnswer: false),
        Case("8.1.3.1", "CD=1") { $0[3] |= 0x10 },
        Case("8.1.3.2", "AD=1") { $0[3] |= 0x20 },
        Case("8.1.3.3", "reserved header bit") { $0[3] |= 0x40 },
        Case("8.1.3.4", "RD=1") { $0[2] |= 0x01 },
        Case("8.1.4", "unknown opcode, header only", code: .notimp, hasAnswer: false) {
            $0[2] = 15 << 3
            $0 = Array($0.prefix(12))
            $0[5] = 0
        },
        Case("8.1.5", "TCP", transport: .tcp),
        Case("8.2.1", "minimal EDNS", edns: edns()),
        Case("8.2.2", "EDNS version 1", edns: edns(version: 1), code: .badvers, hasAnswer: false),
        Case("8.2.3", "unknown EDNS option", edns: edns([unknownOption])),
        Case("8.2.4", "unknown EDNS flag", edns: edns(flags: 0x40)),
        Case(
            "8.2.5", "version 1 with an unknown flag", edns: edns(version: 1, flags: 0x40), code: .badvers,
            hasAnswer: false),
        Case(
            "8.2.6", "version 1 with an unknown option", edns: edns(version: 1, [unknownOption]), code: .badvers,
            hasAnswer: false),
        Case("8.2.7", "small buffer with DO", type: .dnskey, edns: edns(flags: 0x8000), hasAnswer: false),
        Case("8.2.8", "DO=1", edns: edns(flags: 0x8000)),
        Case("8.2.9", "version 1 with DO", edns: edns(version: 1, flags: 0x8000), code: .badvers, hasAnswer: false),
        Case(
            "8.2.10", "several defined options",
            edns: edns([
                EDNS.Option(code: 10, data: [1, 2, 3, 4, 5, 6, 7, 8]), EDNS.Option(code: 3, data: []),
                EDNS.Option(code: 9, data: []), EDNS.Option(code: 8, data: [0, 1, 0, 0]),
            ])),
    ]

    @Test(arguments: cases, [LiveView.Kind.client, .server("192.168.1.53")])
    func `a response is as RFC 8906 asks`(_ test: Case, of kind: LiveView.Kind) throws {
        var view = AskedView(try ServedWorld.compile(ServedWorld.small), kind)
        var query = encode(
            Message(id: 0xabcd, questions: [Question(name: "corp.example", type: test.type)], edns: test.edns))
        test.change(&query)
        let (disposition, octets) = view.send(query, over: test.transport)
        #expect(disposition.action == .reply)
        let response = try decode(octets)
        #expect(response.id == 0xabcd && response.isResponse)
        #expect(response.opcode.rawValue == query[2] >> 3 & 0xf)
        #expect(response.responseCode == test.code)
        #expect(response.isRecursionDesired == (query[2] & 1 == 1))
        // AA for all but what the server says of its own accord; Z and AD are never set.
        #expect(response.isAuthoritative == (test.code == .noerror))
        #expect(octets[3] & 0x60 == 0)
        #expect(response.answers.contains { $0.type == test.type } == test.hasAnswer)
        #expect((response.edns == nil) == (test.edns == nil))
        if let edns = response.edns {
            #expect(edns.version == 0)
            #expect(edns.flags & 0x7fff == 0)
            #expect(edns.isDNSSECOK == test.edns?.isDNSSECOK)
            #expect(!edns.options.contains { $0.code == 100 })
        }
        #expect(test.transport == .tcp || octets.count <= 512)
    }

    @Test(arguments: [1, 2, 4, 5, 6] as [UInt8])
    func `an opcode other than QUERY is NOTIMP`(opcode: UInt8) throws {
        var view = AskedView(try ServedWorld.compile(ServedWorld.small))
        var query = encode(Message(id: 7, questions: [Question(name: "www.corp.example", type: .a)]))
        query[2] = opcode << 3
        let response = try decode(view.send(query).octets)
        #expect(response.responseCode == .notimp && response.opcode.rawValue == opcode)
    }

    @Test func `a response and less than a header are never answered`() throws {
        var view = AskedView(try ServedWorld.compile(ServedWorld.small))
        var query = encode(Message(id: 7, questions: [Question(name: "www.corp.example", type: .a)]))
        for length in 0..<12 { #expect(view.send(Array(query.prefix(length))).disposition.action == .ignore) }
        query[2] |= 0x80
        #expect(view.send(query).disposition.action == .ignore)
    }

    @Test func `what ends too early, has no question or several, or two OPT records is FORMERR with its ID`() throws {
        var view = AskedView(try ServedWorld.compile(ServedWorld.small))
        let question = Question(name: "www.corp.example", type: .a)
        let query = encode(Message(id: 0x0102, questions: [question], edns: EDNS()))
        var broken: [[UInt8]] = (12..<query.count).map { Array(query.prefix($0)) }
        broken.append(encode(Message(id: 0x0102, questions: [])))
        broken.append(encode(Message(id: 0x0102, questions: [question, question])))
        var doubled = query + query.suffix(11)
        doubled[11] = 2
        broken.append(doubled)
        for octets in broken {
            let response = try decode(view.send(octets).octets)
            #expect(response.responseCode == .formerr && response.id == 0x0102 && response.answers.isEmpty)
        }
    }

    @Test func `the letters of QNAME come back as they were sent, and a compressed answer with them`() throws {
        var view = AskedView(try ServedWorld.compile(ServedWorld.small))
        for name in ["WwW.CoRp.ExAmPlE", "www.corp.example", "WWW.CORP.EXAMPLE"] as [DomainName] {
            let response = try #require(try view.ask(name))
            #expect(response.questions.first?.name.octets == name.octets)
            #expect(response.answers.first?.owner.octets == name.octets)
        }
        #expect(view.view.answerCount == 1)
    }

    @Test func `unknown types keep their RDATA, and ANY gets one RRset`() throws {
        var view = AskedView(try ServedWorld.compile(ServedWorld.small), .server("192.168.1.53"))
        let odd = try #require(try view.ask("odd.corp.example", RecordType(rawValue: 65280)))
        #expect(odd.answers.first?.rdata == [1, 2, 3])
        let any = try #require(try view.ask("www.corp.example", .any))
        #expect(Set(any.answers.map(\.type)).count == 1 && !any.answers.isEmpty)
    }

    @Test(arguments: ["version.bind", "VERSION.server", "id.server", "hostname.bind"] as [DomainName])
    func `class CHAOS tells about the server`(name: DomainName) throws {
        var view = AskedView(
            try ServedWorld.compile(ServedWorld.small), .client,
            ServingPolicy(version: "dnsscen 9", serverID: "somebody"))
        let response = try #require(
            try view.ask(Message(id: 1, questions: [Question(name: name, type: .txt, recordClass: .ch)])))
        let text = name.lowercased.labelText(at: 0) == "version" ? "dnsscen 9" : "somebody"
        #expect(response.answers.first.map { String(decoding: $0.rdata.dropFirst(), as: UTF8.self) } == text)
        #expect(response.answers.first?.recordClass == .ch)
    }

    @Test func `other classes and other CHAOS names are refused`() throws {
        var view = AskedView(try ServedWorld.compile(ServedWorld.small))
        for question in [
            Question(name: "authors.bind", type: .txt, recordClass: .ch),
            Question(name: "www.corp.example", type: .a, recordClass: RecordClass(rawValue: 4)),
            Question(name: "www.corp.example", type: .a, recordClass: RecordClass(rawValue: 255)),
        ] {
            let response = try #require(try view.ask(Message(id: 1, questions: [question])))
            #expect(response.responseCode == .refused)
        }
    }

    @Test func `an answer is cut to what the query takes, and TCP carries it whole`() throws {
        let addresses = (0..<60).map { "10.1.0.\($0 + 1)" }
        let text = ServedWorld.small.replacing(
            "- www 60 A 10.0.0.1", with: addresses.map { "- www 60 A \($0)" }.joined(separator: "\n            "))
        let world = try ServedWorld.compile(text)
        for kind in [LiveView.Kind.client, .server("192.168.1.53")] {
            var view = AskedView(world, kind)
            let question = Question(name: "www.corp.example", type: .a)
            for size in [nil, 0, 512, 700, 980] as [UInt16?] {
                let query = Message(id: 1, questions: [question], edns: size.map { EDNS(udpPayloadSize: $0) })
                let (_, octets) = view.send(encode(query))
                #expect(octets.count <= max(512, Int(size ?? 512)))
                #expect(try decode(octets).isTruncated)
                #expect(try #require(try view.ask(query, over: .tcp)).answers.count == 60)
            }
            let large = try #require(
                try view.ask(Message(id: 1, questions: [question], edns: EDNS(udpPayloadSize: 4096))))
            #expect(large.answers.count == 60 && !large.isTruncated)
        }
    }
}
