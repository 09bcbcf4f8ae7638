public import DNSCore
public import IPCore

/// What a provider makes of a VPN: the tunnel as the network sees it, and what connecting does to the device.
public struct CompiledVPN: Sendable {
    /// The tunnel.
    public var tunnel: Tunnel
    /// What connecting does to the device's route table, in order.
    public var routeChanges: [DeviceRouteChange] = []
    /// Routes that the service has and the device does not get, with the reason.
    public var withheld: [WithheldRoute] = []
    /// Search domains pushed, in order.
    public var searchDomains: [DomainName] = []
    /// The domains that the profile or the server gives to the tunnel's link (`dhcp-option DOMAIN-ROUTE`).
    public var routingDomains: [DomainName] = []
    /// The rule by which pushed servers reach the device.
    public var dnsRule: RuleID
    /// The rule by which the device keeps its own servers when none is pushed.
    public var noDNSRule: RuleID
    /// What else there is to say of pushed servers, such as that the profile drops them.
    public var dnsSteps: [ReasoningStep] = []
    /// How the tunnel's interface is addressed.
    public var topology = TunnelTopology.subnet
    /// Prefixes whose longer device routes the VPN client keeps away while connected (client route enforcement).
    public var enforcedPrefixes: [IPPrefix] = []

    /// What a provider makes of a VPN, without routes and domains.
    public init(tunnel: Tunnel, dnsRule: RuleID, noDNSRule: RuleID) {
        self.tunnel = tunnel
        self.dnsRule = dnsRule
        self.noDNSRule = noDNSRule
    }
}
