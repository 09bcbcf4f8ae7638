import IPCore
public import ScenarioLanguage

/// A plain OpenVPN server, in a VPC, on premises or elsewhere on the internet.
///
/// `push` and `client_config` hold OpenVPN's own directives; the keys that other services have (`split_tunnel`, `routes`,
/// `dns_servers`, `domains`) stand for the directives that say the same (rules OVPN-*).
public enum OpenVPNServer: VPNProvider {
    /// `openvpn`.
    public static let name = "openvpn"

    /// An OpenVPN server brings no resolver; VPCs around it are taken for Amazon's.
    public static func resolvers(of vpc: DeclaredVPC) -> [ProviderResolver] { AWSClientVPN.resolvers(of: vpc) }

    /// Compiles the server and this client's session.
    public static func compile(_ vpn: DeclaredVPN, in context: inout ProviderContext) -> CompiledVPN? {
        context.checkInterface(of: vpn)
        context.reject(["authorization_rules", "client_route_enforcement"], of: vpn)
        var networks = TargetNetworks(vpn, allowsOnPremises: true, in: &context)
        let server = OpenVPNProfile(vpn.push, key: "push", of: vpn.marks, in: &context)
        let profile = OpenVPNProfile(vpn.clientConfig, key: "client_config", of: vpn.marks, in: &context)
        let options = OpenVPNOptions(pushed: pushed(by: vpn, server), profile: profile)
        let isNet30 = options.topology == .net30
        let session = VPNSession(vpn, shape: isNet30 ? .net30 : .wholePool, rule: .ovpnTOPO01, in: &context)
        addRoutes(of: vpn, to: &networks, in: &context)

        var tunnel = Tunnel(
            vpn, product: "OpenVPN", session: session, associations: networks.landings(vpn, in: &context),
            securityGroups: context.securityGroups(of: vpn, in: networks), defaults: defaults, in: context)
        if options.pushedIPv6 != nil { tunnel.families.insert(.ipv6) }
        let plan = OpenVPNRoutePlan(
            device: context.device, interface: tunnel.interface, metric: vpn.metric, gateway: session.gateway,
            session: session.subnet, endpoint: vpn.endpointIPs.first,
            rules: OpenVPNRoutePlan.Rules(redirect: .ovpnGW01, endpoint: .ovpnGW01))
        var compiled = CompiledVPN(tunnel: tunnel, dnsRule: .ovpnDNS01, noDNSRule: .ovpnDNS01)
        compiled.adopt(options, plan)
        return compiled
    }

    /// A server of one's own may have any name.
    public static let serviceNaming = ServiceNaming(needsLabel: false, rule: nil)

    private static let defaults: GatewayDefaults = {
        var defaults = GatewayDefaults(
            noRouteRule: .ovpnGW01, authorizationRule: nil, sourceRule: .ovpnTOPO01, landingRule: .ovpnTOPO01,
            securityGroupRule: .sg01, noInternetRule: nil, reverseRule: .ovpnTOPO01, acceptsReverse: true)
        defaults.returnRule = .ovpnTOPO01
        defaults.rules.loop = .ovpnGW01
        defaults.rules.unrouted = .ovpnNetstat09
        defaults.rules.unroutedService = .ovpnNetstat09
        defaults.rules.noListener = .ovpnDNS01
        defaults.rules.missingFamily = .ovpnGW04
        defaults.rules.familyBypass = .ovpnGW04
        defaults.rules.assumedSource = .ovpnTOPO01
        defaults.rules.severalInterfaces = .ovpnTOPO01
        defaults.rules.clientSource = .sg01
        defaults.rules.otherLandingInFullTunnel = .ovpnGW01
        defaults.rules.otherLandingInSplitTunnel = .ovpnGW01
        defaults.rules.landingDecides = .ovpnTOPO01
        defaults.rules.leakBesideFullTunnel = .ovpnGW02
        defaults.rules.leakBesideSplitTunnel = .ovpnDNS01
        defaults.rules.internetOutside = .ovpnNetstat09
        return defaults
    }()

    // MARK: - What is pushed

    /// The directives that the keys stand for, then those of `push`.
    ///
    /// Without `split_tunnel` a server that pushes nothing is a full tunnel, as everywhere; one with `push` does what it says.
    private static func pushed(by vpn: DeclaredVPN, _ server: OpenVPNProfile) -> [OpenVPNPush] {
        var pushed: [OpenVPNPush] = []
        let isFull = vpn.marks.isSet("split_tunnel") ? !vpn.splitTunnel : vpn.push.isEmpty
        if isFull {
            var redirect = OpenVPNRedirect()
            redirect.usesHalves = true
            redirect.coversIPv6 = vpn.families.contains(.ipv6)
            let flags = redirect.coversIPv6 ? "def1 ipv6" : "def1"
            pushed.append(
                OpenVPNPush(directive: .redirect(redirect), text: "redirect-gateway \(flags)", rule: .ovpnGW01))
        } else {
            pushed += vpn.routes.map { .route($0.destinationCIDRBlock, rule: nil) }
        }
        pushed += vpn.dnsServers.map { .dnsServer($0, rule: .ovpnDNS01) }
        pushed += vpn.domains.map {
            OpenVPNPush(directive: .searchDomain($0), text: "dhcp-option DOMAIN \($0)", rule: .ovpnDNS01)
        }
        return pushed + server.lines.map { OpenVPNPush(directive: $0.directive, text: $0.text, rule: nil) }
    }

    // MARK: - Routes

    /// What the server forwards: `routes` if there are any, else everything.
    ///
    /// The source is translated where an action or an address of the association says so; a plain server does not by itself.
    private static func addRoutes(
        of vpn: DeclaredVPN, to networks: inout TargetNetworks, in context: inout ProviderContext
    ) {
        if vpn.routes.isEmpty {
            for index in networks.networks.indices {
                for destination in [IPPrefix.defaultIPv4, .defaultIPv6] {
                    networks.insert(route(destination, nil, to: networks.networks[index]), at: index)
                }
            }
        }
        for declared in vpn.routes {
            for index in networks.targets(of: declared, rule: .ovpnGW01, in: &context) {
                let network = networks.networks[index]
                networks.insert(route(declared.destinationCIDRBlock, declared.action, to: network), at: index)
            }
        }
    }

    private static func route(
        _ destination: IPPrefix, _ action: DeclaredRouteAction?, to network: TargetNetworks.Network
    ) -> GatewayRoute {
        let hasAddress = network.declared.eniIP != nil || !network.declared.enis.isEmpty
        let gatewayAction: GatewayAction =
            switch action {
            case .deliver: .deliver
            case .translate: .translate
            case .drop: .drop
            case nil: hasAddress && destination.family == .ipv4 ? .translate : .deliver
            }
        return GatewayRoute(
            destination, action: gatewayAction, origin: DeclaredRouteOrigin.addRoute.rawValue, rule: .ovpnTOPO01)
    }
}
