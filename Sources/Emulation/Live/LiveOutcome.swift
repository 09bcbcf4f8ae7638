public import IPCore
public import WorldModel

/// What one question comes to, without the explanation: all that a live responder needs of a prediction.
///
/// Of a lookup that hangs on a choice it is the first possible outcome.
public struct LiveOutcome: Hashable, Sendable {
    /// The outcome as the application, or whoever asked the server, sees it.
    public var outcome: LookupOutcome
    /// Why it is not answered.
    public var reason: ReasonCode?
    /// The response that concluded it; `nil` where none came, and for a name of the hosts file.
    public var response: Response?
    /// The addresses of the hosts file, of the type asked for.
    public var hostsAddresses: [IPAddress]
    /// The server whose response it is.
    public var server: IPAddress?
    /// How long it takes on the virtual clock.
    public var elapsed: Duration
    /// Whether the response bears another message ID than the query.
    public var isMismatched: Bool

    /// An outcome.
    public init(
        outcome: LookupOutcome, reason: ReasonCode? = nil, response: Response? = nil, hostsAddresses: [IPAddress] = [],
        server: IPAddress? = nil, elapsed: Duration, isMismatched: Bool = false
    ) {
        self.outcome = outcome
        self.reason = reason
        self.response = response
        self.hostsAddresses = hostsAddresses
        self.server = server
        self.elapsed = elapsed
        self.isMismatched = isMismatched
    }
}
