public import DNSCore
public import IPCore

/// The client VPN endpoint and this client's session.
public struct DeclaredVPN: Sendable {
    /// Where the element and its keys were written.
    public var marks: Marks
    /// Whose service it is.
    public var provider = DeclaredProvider.aws
    /// What other elements call it; `nil` for the provider's name.
    public var name: String?
    /// Whether the session is up while there is no timeline.
    public var connected = true
    /// The tunnel's interface; `nil` for the system's usual name.
    public var interface: String?
    /// The tunnel's MTU in octets.
    public var mtu = 1500
    /// The metric of its routes; `nil` for the system's.
    public var metric: Int?
    /// The service's public name; any label in front of it resolves.
    public var dnsName: DomainName?
    /// The addresses of that name; the first is in use.
    public var endpointIPs: [IPAddress] = []
    /// The pool that clients get their addresses from.
    public var clientCIDRBlock: IPPrefix?
    /// This client's address; `nil` for the pool's base + 2.
    public var clientIP: IPAddress?
    /// The session's own subnet; `nil` for the provider's cut of the pool.
    public var sessionCIDRBlock: IPPrefix?
    /// The gateway inside that subnet; `nil` for the provider's choice.
    public var gatewayIP: IPAddress?
    /// Whether only pushed prefixes enter the tunnel.
    public var splitTunnel = false
    /// The pushed DNS servers, in order.
    public var dnsServers: [IPAddress] = []
    /// Pushed search domains.
    public var domains: [DomainName] = []
    /// Pushed domains that only route names to the tunnel.
    public var routingDomains: [DomainName] = []
    /// Whether names without a matching domain go to the tunnel's servers.
    public var defaultRoute: Bool?
    /// What carries the tunnel.
    public var transportProtocol = DeclaredTransport.udp
    /// The port of the service.
    public var vpnPort: UInt16 = 443
    /// Which protocols the tunnel carries.
    public var trafficIPAddressType = DeclaredTrafficType.ipv4
    /// How users prove who they are; `nil` for certificates.
    public var authenticationOptions: [DeclaredAuthenticationOption]?
    /// The target networks.
    public var associations: [DeclaredAssociation] = []
    /// The subnet of the association that this client landed on; `nil` if any is possible.
    public var landedOn: String?
    /// The groups of the service's network interfaces; `nil` if they are not filtered.
    public var securityGroups: [String]?
    /// The endpoint's route table.
    public var routes: [DeclaredEndpointRoute] = []
    /// Who may go where.
    public var authorizationRules: [DeclaredAuthorizationRule] = []
    /// The groups of this user.
    public var userGroups: [String] = []
    /// Whether the client removes overlapping routes of the device.
    public var clientRouteEnforcement = false
    /// OpenVPN directives in the client's profile.
    public var clientConfig: [String] = []
    /// OpenVPN directives that the server pushes.
    public var push: [String] = []
    /// The routes when the session at hand began, where the timeline has changed them since; no key of its own.
    public var routesAtConnect: [DeclaredEndpointRoute]?

    init(marks: Marks) { self.marks = marks }
}

extension DeclaredVPN: DeclaredMapping {
    static let table = KeyTable<Self>("vpn", "The client VPN endpoint and this client's session.") {
        Key("provider", \.provider, .choice, "Whose service it is.", required: true)
        Key("name", \.name, .name, "What other elements call it.", default: "the provider's name")
        Key("connected", \.connected, .boolean, "Whether the session is up while there is no timeline.")
        Key("interface", \.interface, .name, "The tunnel's interface.", default: "the system's usual name")
        Key("mtu", \.mtu, .integer(576...65535), "The tunnel's MTU in octets.")
        Key("metric", \.metric, .count, "The metric of its routes.", default: "the system's")
        Key("dns_name", \.dnsName, .domainName, "The service's public name; any label in front of it resolves.")
        Key("endpoint_ips", \.endpointIPs, .list(.address), "The addresses of that name; the first is in use.")
        Key("client_cidr_block", \.clientCIDRBlock, .prefix, "The pool that clients get their addresses from.")
        Key("client_ip", \.clientIP, .address, "This client's address.", default: "the pool's base + 2")
        Key(
            "session_cidr_block", \.sessionCIDRBlock, .prefix, "The session's own subnet.",
            default: "the provider's cut of the pool")
        Key("gateway_ip", \.gatewayIP, .address, "The gateway inside that subnet.", default: "the provider's choice")
        Key("split_tunnel", \.splitTunnel, .boolean, "Whether only pushed prefixes enter the tunnel.")
        Key("dns_servers", \.dnsServers, .list(.address), "The pushed DNS servers, in order.")
        Key("domains", \.domains, .list(.domainName), "Pushed search domains.")
        Key(
            "routing_domains", \.routingDomains, .list(.domainName),
            "Pushed domains that only route names to the tunnel.")
        Key(
            "default_route", \.defaultRoute, .boolean,
            "Whether names without a matching domain go to the tunnel's servers.")
        Key("transport_protocol", \.transportProtocol, .choice, "What carries the tunnel.")
        Key("vpn_port", \.vpnPort, .port, "The port of the service.")
        Key("traffic_ip_address_type", \.trafficIPAddressType, .choice, "Which protocols the tunnel carries.")
        Key(
            "authentication_options", \.authenticationOptions, .list(of: DeclaredAuthenticationOption.self),
            "How users prove who they are.", default: "certificates")
        Key("associations", \.associations, .list(of: DeclaredAssociation.self), "The target networks.")
        Key(
            "landed_on", \.landedOn, .name, "The subnet of the association that this client landed on.",
            default: "none: any is possible")
        Key(
            "security_groups", \.securityGroups, .list(.name), "The groups of the service's network interfaces.",
            default: "none: they are not filtered")
        Key("routes", \.routes, .list(of: DeclaredEndpointRoute.self), "The endpoint's route table.")
        Key("authorization_rules", \.authorizationRules, .list(of: DeclaredAuthorizationRule.self), "Who may go where.")
        Key("user_groups", \.userGroups, .list(.text), "The groups of this user.")
        Key(
            "client_route_enforcement", \.clientRouteEnforcement, .boolean,
            "Whether the client removes overlapping routes of the device.")
        Key("client_config", \.clientConfig, .list(.text), "OpenVPN directives in the client's profile.")
        Key("push", \.push, .list(.text), "OpenVPN directives that the server pushes.")
    }
}
