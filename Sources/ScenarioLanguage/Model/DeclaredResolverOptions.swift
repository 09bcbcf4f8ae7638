/// How a resolver asks its servers; an option that was left out is the profile's own.
public struct DeclaredResolverOptions: Sendable {
    /// Where the element and its keys were written.
    public var marks: Marks
    /// The fewest dots of a name that is tried as it stands first; 1 in `sequential`.
    public var ndots: Int?
    /// How long one query waits; 5 s in `sequential`.
    public var timeout: Duration?
    /// How often the list of servers is gone through; 2 in `sequential`.
    public var attempts: Int?
    /// Whether the first server changes from lookup to lookup; not in `sequential`.
    public var rotate: Bool?
    /// Whether TCP is used from the start.
    public var useVC: Bool?
    /// Whether queries carry EDNS, and which size they advertise.
    public var edns0: DeclaredEDNS?
    /// Whether A and AAAA are asked one after the other.
    public var singleRequest: Bool?
    /// Whether AAAA queries are suppressed.
    public var noAAAA: Bool?
    /// Whether servers are asked in the order listed.
    public var strictOrder: Bool?
    /// Whether all servers are asked at once.
    public var allServers: Bool?
    /// Whether answers are validated.
    public var dnssec: DeclaredDNSSECValidation?
    /// What makes the resolver go on to the next server.
    public var failoverOn: [DeclaredFailoverCause]?

    init(marks: Marks) { self.marks = marks }
}

extension DeclaredResolverOptions: DeclaredMapping {
    static let table = KeyTable<Self>(
        "resolver_options", "How a resolver asks its servers; an option that was left out is the profile's own."
    ) {
        Key(
            "ndots", \.ndots, .integer(0...15),
            "The fewest dots of a name that is tried as it stands first; 1 in `sequential`.")
        Key("timeout", \.timeout, .duration, "How long one query waits; 5 s in `sequential`.")
        Key(
            "attempts", \.attempts, .integer(1...100),
            "How often the list of servers is gone through; 2 in `sequential`.")
        Key(
            "rotate", \.rotate, .boolean, "Whether the first server changes from lookup to lookup; not in `sequential`."
        )
        Key("use_vc", \.useVC, .boolean, "Whether TCP is used from the start.")
        Key("edns0", \.edns0, .edns, "Whether queries carry EDNS, and which size they advertise.")
        Key("single_request", \.singleRequest, .boolean, "Whether A and AAAA are asked one after the other.")
        Key("no_aaaa", \.noAAAA, .boolean, "Whether AAAA queries are suppressed.")
        Key("strict_order", \.strictOrder, .boolean, "Whether servers are asked in the order listed.")
        Key("all_servers", \.allServers, .boolean, "Whether all servers are asked at once.")
        Key("dnssec", \.dnssec, .choice, "Whether answers are validated.")
        Key("failover_on", \.failoverOn, .list(.choice), "What makes the resolver go on to the next server.")
    }
}
