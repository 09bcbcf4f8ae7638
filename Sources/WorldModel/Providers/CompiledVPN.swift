public import DNSCore

/// What a provider makes of a VPN: the tunnel as the network sees it, and what connecting does to the device.
public struct CompiledVPN: Sendable {
    /// The tunnel.
    public var tunnel: Tunnel
    /// What connecting does to the device's route table, in order.
    public var routeChanges: [DeviceRouteChange]
    /// Routes that the service has and the device does not get, with the reason.
    public var withheld: [WithheldRoute]
    /// Search domains pushed, in order.
    public var searchDomains: [DomainName]
    /// Domains pushed that only lead names to the tunnel's servers; the root stands for all.
    public var routingDomains: [DomainName]
    /// Whether names that match no domain go to the tunnel's servers, if that is pushed.
    public var isDefaultResolver: Bool?
    /// What the service does about DNS, for the explanation of the resolver's state.
    public var resolverSteps: [ReasoningStep]

    /// A compiled VPN.
    public init(
        tunnel: Tunnel, routeChanges: [DeviceRouteChange] = [], withheld: [WithheldRoute] = [],
        searchDomains: [DomainName] = [], routingDomains: [DomainName] = [], isDefaultResolver: Bool? = nil,
        resolverSteps: [ReasoningStep] = []
    ) {
        self.tunnel = tunnel
        self.routeChanges = routeChanges
        self.withheld = withheld
        self.searchDomains = searchDomains
        self.routingDomains = routingDomains
        self.isDefaultResolver = isDefaultResolver
        self.resolverSteps = resolverSteps
    }
}
