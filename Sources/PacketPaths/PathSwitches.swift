import ScenarioLanguage
import WorldModel

/// The switches of `assumptions` that decide about packets.
struct PathSwitches: Hashable, Sendable {
    /// `captured_address: unreachable`: an address that the LAN captured fails at once instead of by silence.
    var reportsCapturedAddress = false
    /// `foreign_vpc_resolver: flaky`: VPC+2 may answer from behind a transit gateway or a VPN.
    var foreignResolverIsFlaky = false
    /// `full_tunnel_implicit_peer: true`: a full tunnel reaches peered VPCs without a route and a rule for them.
    var fullTunnelReachesPeers = false

    /// The default of each switch.
    init() {}

    /// The switches as a scenario sets them.
    init(_ declared: DeclaredAssumptions) {
        reportsCapturedAddress = declared.capturedAddress == .unreachable
        foreignResolverIsFlaky = declared.foreignVPCResolver == .flaky
        fullTunnelReachesPeers = declared.fullTunnelImplicitPeer
    }
}
