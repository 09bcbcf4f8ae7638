/// The rules behind what a gateway's clients meet beside its routes; those of AWS Client VPN unless a provider has its own.
public struct GatewayRules: Hashable, Sendable {
    /// The tunnel's own packets enter the tunnel.
    public var loop = RuleID.cvpnRoute06
    /// A private address that no pushed route covers leaves by the device's default route.
    public var unrouted = RuleID.cvpnDNS07
    /// The same of an address of the provider's own resolvers and services.
    public var unroutedService = RuleID.cvpnDNS07
    /// The code of that drop: what the device lacks, or what the gateway does (rules IBM-DNS-03, ALI-DNS-02).
    public var unroutedServiceReason = ReasonCode.clientNoRoute
    /// Nothing listens on port 53 of an address.
    public var noListener = RuleID.cvpnDNS05
    /// The tunnel does not carry an address family, and drops it.
    public var missingFamily = RuleID.cvpnV602
    /// The tunnel does not carry an address family, which passes it by.
    public var familyBypass = RuleID.cvpnV601
    /// The gateway's address, which becomes the source, was assumed.
    public var assumedSource = RuleID.cvpnSNAT01
    /// The gateway has several addresses in a target network.
    public var severalInterfaces = RuleID.cvpnENI03
    /// A security group names the client's address although the source is translated.
    public var clientSource = RuleID.cvpnSG03
    /// Only another association has a route, in a full tunnel.
    public var otherLandingInFullTunnel = RuleID.cvpnAssoc02
    /// Only another association has a route, in a split tunnel.
    public var otherLandingInSplitTunnel = RuleID.cvpnAssoc04
    /// What happens hangs on the association landed on.
    public var landingDecides = RuleID.cvpnAssoc02
    /// DNS outside a full tunnel.
    public var leakBesideFullTunnel = RuleID.cvpnDNS06
    /// A private zone's name asked outside a split tunnel.
    public var leakBesideSplitTunnel = RuleID.cvpnDNS07
    /// A public address reached through the tunnel.
    public var internetInside = RuleID.cvpnSubnet02
    /// A public address reached from the cloud itself, as a forwarding resolver does.
    public var internetFromSubnet = RuleID.cvpnSubnet02
    /// A public address takes the place of the sender's on the way to the internet.
    public var publicSource = RuleID.cvpnENI03
    /// A public address reached past the tunnel.
    public var internetOutside = RuleID.cvpnRoute05

    /// The rules of AWS Client VPN.
    public init() {}
}
