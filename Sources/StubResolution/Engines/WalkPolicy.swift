public import WorldModel

/// In which order the servers are asked, and how often.
public enum TrySchedule: String, Hashable, Sendable {
    /// All servers in order, `attempts` times over (resolv.conf(5)).
    case passes
    /// A budget of `attempts` sends, which silence uses up at the server at hand; each further server gets one more (BIND's tools).
    case firstServerRepeated = "first server repeated"
    /// Each server `attempts` times before the next.
    case eachServerRepeated = "each server repeated"
    /// `attempts` times the number of servers, each time the one with the fewest failures in a row.
    case fewestFailures = "fewest failures"
    /// Round and round over the servers that have not failed, until the lifetime is over.
    case untilLifetime = "until the lifetime is over"
}

/// How the time for one try grows.
public enum TimeoutGrowth: String, Hashable, Sendable {
    /// Not at all.
    case constant
    /// Twice as long in each pass over the servers.
    case doubledEachPass = "doubled each pass"
    /// The same, less a random part of up to a half from the second pass on, and never less than the first.
    case doubledEachPassLessAPart = "doubled each pass, less up to half at random"
}

/// What a truncated response leads to.
public enum TruncationPolicy: String, Hashable, Sendable {
    /// TCP at the same server; if that fails the next one is asked over UDP.
    case tcpHere = "TCP at this server"
    /// TCP at the same server, and from there on at all others.
    case tcpFromHereOn = "TCP from here on"
    /// The part that came is used as it is.
    case usedAsItIs = "used as it is"
}

/// What a message that does not fit the query leads to.
public enum OddMessagePolicy: String, Hashable, Sendable {
    /// The resolver goes on waiting.
    case ignored
    /// It is taken for a response.
    case accepted
    /// The next try.
    case leadsOn = "next try"
}

/// Which failure is reported when every try failed.
public enum ReportedFailure: String, Hashable, Sendable {
    /// The last response that led on, else the silence.
    case lastResponse = "last response"
    /// Whatever failed last.
    case last
    /// Whatever failed first.
    case first
}

/// A walk over the servers, one query at a time: most stub resolvers.
///
/// What leads to the next server is part of the configuration (`failover_on`); this is how it goes on.
public struct WalkPolicy: Hashable, Sendable {
    /// The order of the tries.
    public var schedule: TrySchedule
    /// How the time for one try grows.
    public var growth = TimeoutGrowth.constant
    /// The time for a try over TCP, if it is not that of UDP.
    public var tcpTimeout: Duration?
    /// Whether the order of the servers is drawn for each question.
    public var isShuffled = false
    /// Whether a server that failed by a response or an error is left out for the rest of the question.
    public var excludesFailed = false
    /// Whether even the only server is left out so.
    public var excludesOnlyServer = false
    /// Whether response codes without a word in `failover_on` lead on.
    public var otherCodesLeadOn = false
    /// Whether an empty NOERROR of a server that does not recurse leads on.
    public var lameLeadsOn = false
    /// Whether one with records in the additional section does so, too.
    public var lameWithAdditionalLeadsOn = false
    /// Whether FORMERR makes it ask the same server once more without EDNS.
    public var formerrDropsEDNS = false
    /// The errors that the socket tells it about; the others pass for silence.
    public var notices: Set<UnreachableCause> = Set(UnreachableCause.allCases)
    /// What follows a truncated response.
    public var truncation = TruncationPolicy.tcpHere
    /// Whether a truncated response is used when TCP failed everywhere.
    public var usesTruncatedInTheEnd = false
    /// What follows a message with another ID.
    public var otherID = OddMessagePolicy.ignored
    /// What follows a message with another question.
    public var otherQuestion = OddMessagePolicy.ignored
    /// What follows a header without a question.
    public var questionless = OddMessagePolicy.accepted
    /// What follows octets that are no message.
    public var malformed = OddMessagePolicy.ignored
    /// Whether a response is still taken when its time is over.
    public var acceptsLate = false
    /// Whether failures of servers are remembered from question to question.
    public var remembersFailures = false
    /// Whether the time for a try is five times the mean round trip once three responses came, within 250 ms and 5 s.
    public var learnsRoundTrip = false
    /// After how long the whole question is given up.
    public var lifetime: Duration?
    /// The pause after the first full round, doubled after each further one, up to `pauseLimit`.
    public var pause: Duration?
    /// The longest pause.
    public var pauseLimit: Duration = .seconds(2)
    /// The tick at which timeouts are looked at.
    public var tick: Duration?
    /// Whether AAAA gets no further try once A is answered.
    public var stopsAtFirstAddress = false
    /// The failure that is reported in the end.
    public var reported = ReportedFailure.lastResponse
    /// The caller's error when there was no route to any server, if it is one of its own.
    public var noRouteError: String?

    /// A walk with this order of the tries.
    public init(_ schedule: TrySchedule) { self.schedule = schedule }
}
