public import DNSCore
public import IPCore

/// What a lookup has to come out as; a key that was left out is not compared.
public struct DeclaredLookupExpectation: Sendable {
    /// Where the element and its keys were written.
    public var marks: Marks
    /// The outcome.
    public var outcome: DeclaredLookupOutcome?
    /// The code that says why it is not `answered`.
    public var reason: Expected<String>?
    /// The addresses, as a set.
    public var addresses: [IPAddress]?
    /// Records that must be among those of the answer, as they are printed.
    public var records: [String]?
    /// The scope of the addresses.
    public var scope: Expected<DeclaredAddressScope>?
    /// The server whose response concluded the lookup.
    public var server: Expected<IPAddress>?
    /// The interface that it came by.
    public var via: Expected<String>?
    /// The response code that concluded the lookup.
    public var rcode: Expected<ResponseCode>?
    /// Whether every address can be reached.
    public var reachable: Expected<Bool>?
    /// The queries that were sent, in order.
    public var queries: [DeclaredExpectedQuery]?
    /// The time that it took.
    public var elapsed: ClosedRange<Duration>?
    /// Codes that must be among the notes.
    public var notes: [String]?
    /// What the possible outcomes are like; each is met by some, together they cover all.
    public var possible: [DeclaredLookupExpectation] = []

    init(marks: Marks) { self.marks = marks }
}

extension DeclaredLookupExpectation: DeclaredMapping {
    static let table = KeyTable<Self>(
        "lookup_expectation", "What a lookup has to come out as; a key that was left out is not compared."
    ) {
        Key("outcome", \.outcome, .choice, "The outcome.")
        Key("reason", \.reason, .orAbsent(.reasonCode), "The code that says why it is not `answered`.")
        Key("addresses", \.addresses, .listOrAbsent(.address), "The addresses, as a set.")
        Key(
            "records", \.records, .listOrAbsent(.text),
            "Records that must be among those of the answer, as they are printed.")
        Key("scope", \.scope, .orAbsent(.choice), "The scope of the addresses.")
        Key("server", \.server, .orAbsent(.address), "The server whose response concluded the lookup.")
        Key("via", \.via, .orAbsent(.name), "The interface that it came by.")
        Key("rcode", \.rcode, .orAbsent(.responseCode), "The response code that concluded the lookup.")
        Key("reachable", \.reachable, .orAbsent(.boolean), "Whether every address can be reached.")
        Key("queries", \.queries, .listOrAbsent(.expectedQuery), "The queries that were sent, in order.")
        Key("elapsed", \.elapsed, .durationRange, "The time that it took.")
        Key("notes", \.notes, .listOrAbsent(.reasonCode), "Codes that must be among the notes.")
        Key(
            "possible", \.possible, .list(of: DeclaredLookupExpectation.self),
            "What the possible outcomes are like; each is met by some, together they cover all.")
    }
}
