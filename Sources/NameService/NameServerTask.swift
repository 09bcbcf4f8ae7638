public import WorldModel

/// What one name server does with one query, as a state machine without a socket or a clock.
///
/// Start it with `.started`, do what each action says, and feed what comes of an `.ask` back in, until an action other than
/// `.ask` ends it.
public struct NameServerTask: Sendable {
    /// What happened.
    public enum Event: Hashable, Sendable {
        /// The query has arrived.
        case started
        /// A response to the task's own query came back.
        case response(Response, attempt: Int)
        /// Nothing usable came back in time; the one place where it was stopped, if any was.
        case timedOut(attempt: Int, because: Drop?)
        /// An error came back at once.
        case unreachable(attempt: Int, because: Drop?)
        /// Whether anything comes back hangs on a fact that the scenario does not hold.
        case unknown(attempt: Int, missing: String, text: String)
    }

    /// What to do next.
    public enum Action: Hashable, Sendable {
        /// Send a response, so long after now; the network's round trip comes on top.
        case reply(Response, after: Duration)
        /// The same with a message ID that is not the query's.
        case mismatched(Response, after: Duration)
        /// Nothing is sent back.
        case silence(Drop)
        /// An ICMP error or a TCP reset goes back at once.
        case reject(Drop)
        /// Ask another server and report what comes of it.
        case ask(UpstreamQuery)
        /// The reaction hangs on a fact that the scenario does not hold; the key path that would tell.
        case unknown(missing: String, text: String)
    }

    /// What this is about.
    let world: World
    let server: Reference<NameServer>
    let query: IncomingQuery

    /// A task for a query that arrived at `server`.
    public init(_ world: World, server: Reference<NameServer>, query: IncomingQuery) {
        self.world = world
        self.server = server
        self.query = query
    }

    /// Advances by one event at the instant `now` of the virtual clock and returns what to do next.
    public mutating func handle(_ event: Event, at now: Duration, _ record: inout RunRecord) -> Action {
        .unknown(missing: "internet.zones", text: "Name servers do not answer yet.")
    }
}
