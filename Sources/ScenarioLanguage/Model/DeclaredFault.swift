public import DNSCore
public import IPCore

/// A fault of a server or of an element of the network.
public struct DeclaredFault: Sendable {
    /// Where the element and its keys were written.
    public var marks: Marks
    /// What is broken: a name, `PARENT/NAME` or an address.
    public var target = ""
    /// How it is broken.
    public var kind = DeclaredFaultKind.drop
    /// The names that are hit, a first label `*` standing for any; empty for all.
    public var names: [DomainName] = []
    /// The record types that are hit; empty for all.
    public var types: [RecordType] = []
    /// The transport that is hit; `nil` for both.
    public var transport: DeclaredTransport?
    /// Which queries are hit, counted from 1; `nil` for all.
    public var queries: ClosedRange<Int>?
    /// When it begins on the clock; `nil` from the start.
    public var from: Duration?
    /// When it ends on the clock; `nil` for never.
    public var until: Duration?
    /// The addresses of a forged answer (kind `answer`).
    public var addresses: [IPAddress] = []
    /// How much later responses come (kind `delay`).
    public var delay: Duration?
    /// The share of packets that is lost, from 0 to 1 (kind `loss`).
    public var rate: Double?
    /// The seed of the draws (kind `loss`).
    public var seed: UInt64?

    init(marks: Marks) { self.marks = marks }
}

extension DeclaredFault: DeclaredMapping {
    static let table = KeyTable<Self>(
        "fault", "A fault of a server or of an element of the network.",
        rules: [
            .when("kind", is: "answer", needs: "addresses"), .when("kind", is: "delay", needs: "delay"),
            .when("kind", is: "loss", needs: "rate"),
        ]
    ) {
        Key("target", \.target, .name, "What is broken: a name, `PARENT/NAME` or an address.", required: true)
        Key("kind", \.kind, .choice, "How it is broken.", required: true)
        Key(
            "names", \.names, .list(.domainName),
            "The names that are hit, a first label `*` standing for any; empty for all.")
        Key("types", \.types, .list(.recordType), "The record types that are hit; empty for all.")
        Key("transport", \.transport, .choice, "The transport that is hit.", default: "both")
        Key("queries", \.queries, .countRange, "Which queries are hit, counted from 1.", default: "all")
        Key("from", \.from, .duration, "When it begins on the clock.", default: "the start")
        Key("until", \.until, .duration, "When it ends on the clock.", default: "never")
        Key("addresses", \.addresses, .list(.address), "The addresses of a forged answer (kind `answer`).")
        Key("delay", \.delay, .duration, "How much later responses come (kind `delay`).")
        Key("rate", \.rate, .number(0...1), "The share of packets that is lost, from 0 to 1 (kind `loss`).")
        Key("seed", \.seed, .integer(0...Int.max), "The seed of the draws (kind `loss`).")
    }

    func check(_ decoder: inout ScenarioDecoder) {
        if let from, let until, until <= from {
            decoder.report(
                Diagnostic(
                    .outOfRange(DurationText.text(until), expected: "a time after `from`"),
                    at: marks.location(of: "until"), keyPath: marks.keyPath(of: "until")))
        }
    }
}
