public import IPCore
import ScenarioLanguage

/// What the VPN's gateway does with a packet that matches one of its routes.
public enum GatewayAction: Hashable, Sendable {
    /// It goes on with the client's own address (IBM: deliver; Alibaba; OpenVPN without NAT).
    case deliver
    /// Its source becomes the gateway's address in the target network (AWS; IBM: translate).
    case translate
    /// It is dropped (IBM: drop).
    case drop
    /// It is handed to another client (AWS: target `local`).
    case clientToClient
}

/// A route of the VPN's gateway, for one association.
public struct GatewayRoute: Hashable, Sendable {
    /// The destination.
    public var destination: IPPrefix
    /// What happens to matching packets.
    public var action: GatewayAction
    /// How the route came to be, `associate` or `add-route`.
    public var origin: String
    /// What the route's target is called in tables.
    public var target: String
    /// The rule that makes the action so.
    public var rule: RuleID

    /// A route.
    public init(
        _ destination: IPPrefix, action: GatewayAction, origin: String, target: String = "", rule: RuleID
    ) {
        self.destination = destination
        self.action = action
        self.origin = origin
        self.target = target
        self.rule = rule
    }
}

/// The address of the gateway in a target network.
public struct GatewayInterface: Hashable, Sendable {
    /// The private address, the source after translation.
    public var address: IPAddress
    /// The public address used towards an internet gateway.
    public var publicAddress: IPAddress?
    /// The key path of the address when it was assumed (base+4); `nil` when the scenario gives it.
    public var assumedKey: String?

    /// An address.
    public init(address: IPAddress, publicAddress: IPAddress?, assumedKey: String?) {
        self.address = address
        self.publicAddress = publicAddress
        self.assumedKey = assumedKey
    }
}

/// A target network association (AWS), a server member (IBM), the place of the gateway (Alibaba, OpenVPN).
public struct TargetNetworkAssociation: Sendable {
    /// The name shown in `landed on NAME`: the subnet's.
    public var name: String
    /// The element in paths, `vpn-vpc/vpn-a`.
    public var element: String
    /// Where packets enter the cloud.
    public var entry: Entry
    /// The gateway's addresses there; the first is the session's.
    public var interfaces: [GatewayInterface]
    /// The gateway's routes that work for a client that landed here.
    public var routes: PrefixTable<GatewayRoute>

    /// Where a tunnel ends.
    public enum Entry: Hashable, Sendable {
        /// A subnet of a VPC.
        case subnet(Reference<Subnet>)
        /// A network on premises.
        case onPremises(Reference<OnPremisesNetwork>)
    }

    /// An association.
    public init(
        name: String, element: String, entry: Entry, interfaces: [GatewayInterface], routes: PrefixTable<GatewayRoute>
    ) {
        self.name = name
        self.element = element
        self.entry = entry
        self.interfaces = interfaces
        self.routes = routes
    }
}

/// One authorization rule.
public struct AuthorizationRule: Hashable, Sendable {
    /// The destinations it speaks of.
    public var network: IPPrefix
    /// The group it is for; `nil` for all users.
    public var group: String?

    /// A rule.
    public init(network: IPPrefix, group: String?) {
        self.network = network
        self.group = group
    }
}

/// What kind of gateway drop a missing match is, per provider.
public struct GatewayDefaults: Hashable, Sendable {
    /// The rule for a packet that matches no route of the gateway.
    public var noRouteRule: RuleID
    /// The rule for a packet that no authorization rule allows; `nil` where the provider has no authorization rules.
    public var authorizationRule: RuleID?
    /// The rule that translates, or leaves, the source address.
    public var sourceRule: RuleID
    /// The rule for the choice of the association.
    public var landingRule: RuleID
    /// Whether security groups on the gateway's interfaces filter what it sends.
    public var securityGroupRule: RuleID
    /// What is filtered of flows that leave the tunnel to public addresses: the rule that says that the gateway itself has
    /// no way to the internet; `nil` where subnet routes decide.
    public var noInternetRule: RuleID?
    /// Whether the cloud can open connections to the client's tunnel address, and the rule for it.
    public var reverseRule: RuleID?
    /// Whether such connections work.
    public var acceptsReverse: Bool
    /// The rule by which answers to the client's own address need a way back from networks beyond the gateway's VPC.
    public var returnRule = RuleID.cvpnSNAT03
    /// The rule by which the provider's own resolvers and services do not find back to the client's own address; `nil` where
    /// they do.
    public var serviceReturnRule: RuleID?
    /// The rule for what the gateway's security groups refuse beside DNS; `nil`: the same as for DNS.
    public var trafficGroupRule: RuleID?
    /// Whether the gateway's security groups and its subnet's network ACL filter what it sends to the provider's own resolvers
    /// and services.
    public var filtersServices = false
    /// Where the provider's own services are, public addresses that its network alone can reach.
    public var servicePrefixes: [IPPrefix] = []
    /// The rule by which the internet wants a translated source; `nil` where the subnet's routes alone decide.
    public var internetSourceRule: RuleID?
    /// The rule by which traffic fails when the client's LAN and the pool overlap; `nil` where longest-prefix matching decides.
    public var overlapRule: RuleID?
    /// The rules behind everything else.
    public var rules = GatewayRules()

    /// The behaviour of a provider's gateway.
    public init(
        noRouteRule: RuleID, authorizationRule: RuleID?, sourceRule: RuleID, landingRule: RuleID,
        securityGroupRule: RuleID, noInternetRule: RuleID?, reverseRule: RuleID?, acceptsReverse: Bool
    ) {
        self.noRouteRule = noRouteRule
        self.authorizationRule = authorizationRule
        self.sourceRule = sourceRule
        self.landingRule = landingRule
        self.securityGroupRule = securityGroupRule
        self.noInternetRule = noInternetRule
        self.reverseRule = reverseRule
        self.acceptsReverse = acceptsReverse
    }
}

/// The connected VPN, compiled by its provider; the network reads it and never asks who the provider is.
public struct Tunnel: Sendable {
    /// The element's name.
    public var name: String
    /// The provider's name in prose, `AWS Client VPN`.
    public var product: String
    /// The device's interface.
    public var interface: String
    /// The tunnel's MTU.
    public var mtu: Int
    /// The device's addresses in the tunnel.
    public var clientAddresses: [IPAddress]
    /// The tunnel's gateway.
    public var gateway: IPAddress?
    /// The pool the client's address comes from.
    public var pool: IPPrefix?
    /// Whether it takes everything.
    public var isFullTunnel: Bool
    /// Whether client route enforcement is on.
    public var enforcesRoutes: Bool
    /// The addresses of the service; the first is in use.
    public var endpointAddresses: [IPAddress]
    /// The families carried inside.
    public var families: Set<AddressFamily>
    /// The associations a client may land on, in order; one of them when `landed_on` pins it.
    public var associations: [TargetNetworkAssociation]
    /// The authorization rules; `nil` where the provider has none.
    public var authorizationRules: [AuthorizationRule]?
    /// The groups of this user.
    public var userGroups: Set<String>
    /// The groups on the gateway's interfaces; `nil`: not filtered.
    public var securityGroups: [Reference<SecurityGroup>]?
    /// The key path of the groups, for assumptions.
    public var securityGroupsKey: String
    /// The provider's behaviour.
    public var defaults: GatewayDefaults
    /// The DNS servers pushed.
    public var dnsServers: [IPAddress]
    /// Whether the device then blocks port 53 outside the tunnel (rule OVPN-DNS-04).
    public var blocksOutsideDNS = false
    /// Whether the device then refuses IPv6 packets at once (rule OVPN-GW-04).
    public var blocksIPv6 = false
    /// The device's own subnet in the tunnel.
    public var session: IPPrefix?
    /// The gateway's prefixes that the device will be told of in its next session.
    public var routesOfNextSession: [IPPrefix] = []
    /// The rule that a session keeps the routes that it began with; `nil` where a change resets the sessions.
    public var sessionRule: RuleID?

    /// A tunnel.
    public init(
        name: String, product: String, interface: String, mtu: Int, clientAddresses: [IPAddress], gateway: IPAddress?,
        pool: IPPrefix?, isFullTunnel: Bool, enforcesRoutes: Bool, endpointAddresses: [IPAddress],
        families: Set<AddressFamily>, associations: [TargetNetworkAssociation],
        authorizationRules: [AuthorizationRule]?, userGroups: Set<String>,
        securityGroups: [Reference<SecurityGroup>]?, securityGroupsKey: String, defaults: GatewayDefaults,
        dnsServers: [IPAddress]
    ) {
        self.name = name
        self.product = product
        self.interface = interface
        self.mtu = mtu
        self.clientAddresses = clientAddresses
        self.gateway = gateway
        self.pool = pool
        self.isFullTunnel = isFullTunnel
        self.enforcesRoutes = enforcesRoutes
        self.endpointAddresses = endpointAddresses
        self.families = families
        self.associations = associations
        self.authorizationRules = authorizationRules
        self.userGroups = userGroups
        self.securityGroups = securityGroups
        self.securityGroupsKey = securityGroupsKey
        self.defaults = defaults
        self.dnsServers = dnsServers
    }
}

extension Tunnel {
    /// Keeps the prefixes that the gateway got after the session at hand began.
    mutating func noteRoutes(of vpn: DeclaredVPN, rule: RuleID) {
        guard let known = vpn.routesAtConnect.map({ Set($0.map(\.destinationCIDRBlock)) }) else { return }
        routesOfNextSession = vpn.routes.map(\.destinationCIDRBlock).filter { !known.contains($0) }
        sessionRule = rule
    }
}
