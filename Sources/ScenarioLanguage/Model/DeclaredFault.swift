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
