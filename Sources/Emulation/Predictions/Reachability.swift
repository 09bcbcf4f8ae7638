public import IPCore
public import WorldModel

/// Whether an address of an answer can be reached: the second verdict.
public struct Reachability: Hashable, Sendable {
    /// The address.
    public var address: IPAddress
    /// The protocol tried.
    public var flowProtocol: FlowProtocol
    /// The port tried.
    public var port: Int
    /// What became of the traffic.
    public var outcome: ConnectionOutcome
    /// The interface it left by.
    public var via: String?
    /// Why it did not get through.
    public var reason: ReasonCode?
    /// The rule behind the reason.
    public var rule: RuleID?

    /// A verdict.
    public init(
        address: IPAddress, flowProtocol: FlowProtocol, port: Int, outcome: ConnectionOutcome, via: String?,
        reason: ReasonCode?, rule: RuleID?
    ) {
        self.address = address
        self.flowProtocol = flowProtocol
        self.port = port
        self.outcome = outcome
        self.via = via
        self.reason = reason
        self.rule = rule
    }
}
