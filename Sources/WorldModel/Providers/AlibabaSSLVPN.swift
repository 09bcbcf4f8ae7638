import IPCore
public import ScenarioLanguage

/// Alibaba Cloud SSL-VPN, a part of VPN Gateway.
///
/// Always a split tunnel: the prefixes of Local Network enter it. Nothing is translated, and the gateway is no way to the
/// internet (rules ALI-*).
public enum AlibabaSSLVPN: VPNProvider {
    /// `alibaba`.
    public static let name = "alibaba"

    /// The two resolvers of every VPC (rule ALI-DNS-02).
    public static func resolvers(of vpc: DeclaredVPC) -> [ProviderResolver] {
        [
            ProviderResolver(
                label: "resolver", addresses: resolverAddresses, kind: .providerResolver(seesPrivateZones: true),
                rule: .aliDNS02)
        ]
    }

    /// The public address of the VPN gateway has no name that needs a label.
    public static let serviceNaming = ServiceNaming(needsLabel: false, rule: nil)

    private static let resolverAddresses: [IPAddress] = [136, 138].map { .v4(IPv4Address(bits: 0x6464_0200 | $0)) }

    /// Compiles the SSL server and this client's session.
    public static func compile(_ vpn: DeclaredVPN, in context: inout ProviderContext) -> CompiledVPN? {
        context.checkInterface(of: vpn)
        context.reject(
            [
                "authorization_rules", "client_route_enforcement", "push", "domains", "routing_domains",
                "default_route",
                "security_groups",
            ], of: vpn)
        context.rejectActions(of: vpn)
        if vpn.associations.isEmpty { context.report(.missingKey("associations"), at: vpn.marks.position) }
        var networks = TargetNetworks(vpn, in: &context)
        let session = VPNSession(vpn, shape: .net30, rule: .aliAddr01, in: &context)
        checkServer(vpn, in: &context)
        checkPool(vpn, networks, in: &context)
        checkLocalNetworks(vpn, in: &context)
        addRoutes(of: vpn, to: &networks, in: &context)

        let tunnel = Tunnel(
            vpn, product: "Alibaba Cloud SSL-VPN", session: session, associations: networks.landings(vpn, in: &context),
            // The gateway has none, which is not the same as groups that a scenario leaves out.
            securityGroups: [], defaults: defaults, in: context)
        return connect(vpn, tunnel: tunnel, session: session, in: &context)
    }

    private static let defaults: GatewayDefaults = {
        var defaults = GatewayDefaults(
            noRouteRule: .aliRoute01, authorizationRule: nil, sourceRule: .aliPath02, landingRule: .aliPath02,
            securityGroupRule: .aliPath02, noInternetRule: .aliPath04, reverseRule: .aliPath01, acceptsReverse: true)
        defaults.returnRule = .aliPath05
        defaults.overlapRule = .aliAddr02
        defaults.rules.loop = .ovpnGW01
        defaults.rules.unrouted = .aliRoute01
        defaults.rules.unroutedService = .aliDNS02
        defaults.rules.unroutedServiceReason = .vpnNoRoute
        defaults.rules.noListener = .aliDNS02
        defaults.rules.missingFamily = .aliRoute01
        defaults.rules.familyBypass = .aliRoute01
        defaults.rules.assumedSource = .aliPath02
        defaults.rules.severalInterfaces = .aliPath02
        defaults.rules.clientSource = .aliPath02
        defaults.rules.otherLandingInFullTunnel = .aliRoute01
        defaults.rules.otherLandingInSplitTunnel = .aliRoute01
        defaults.rules.landingDecides = .aliPath02
        defaults.rules.leakBesideSplitTunnel = .aliDNS01
        defaults.rules.internetInside = .aliPath04
        defaults.rules.internetOutside = .aliRoute02
        return defaults
    }()

    // MARK: - What is refused

    private static func checkServer(_ vpn: DeclaredVPN, in context: inout ProviderContext) {
        if vpn.marks.isSet("split_tunnel"), !vpn.splitTunnel {
            context.refuse(
                .aliRoute01, "there is no full tunnel: only the prefixes of Local Network enter the tunnel",
                at: vpn.marks.position(of: "split_tunnel"))
        }
        if !vpn.dnsServers.isEmpty {
            context.refuse(
                .aliDNS01, "an SSL server has no DNS setting: nothing is pushed",
                at: vpn.marks.position(of: "dns_servers"))
        }
        if vpn.marks.isSet("vpn_port"), reservedPorts.contains(Int(vpn.vpnPort)) {
            context.refuse(
                .aliLimit01, "the port \(vpn.vpnPort) is reserved: the usual one is 1194",
                at: vpn.marks.position(of: "vpn_port"))
        }
    }

    /// The ports that CreateSslVpnServer refuses (rule ALI-LIMIT-01).
    private static let reservedPorts: Set<Int> = [
        22, 53, 68, 80, 123, 443, 500, 2222, 4500, 4510, 4560, 7505, 9000, 9001, 9002, 22222,
    ]

    /// The pool's size and what it may not overlap (rules ALI-ADDR-01..03).
    private static func checkPool(
        _ vpn: DeclaredVPN, _ networks: TargetNetworks, in context: inout ProviderContext
    ) {
        guard let pool = vpn.clientCIDRBlock else { return }
        let position = vpn.marks.position(of: "client_cidr_block")
        if pool.family != .ipv4 || !(16...29).contains(pool.length) {
            context.refuse(
                .aliAddr03, "the client CIDR block \(pool) has the length /\(pool.length): it can be /16 to /29",
                at: position)
        }
        for route in vpn.routes
        where localNetworkLengths.contains(route.destinationCIDRBlock.length)
            && route.destinationCIDRBlock.overlaps(pool)
        {
            context.refuse(
                .aliAddr02, "the client CIDR block \(pool) overlaps \(route.destinationCIDRBlock) of Local Network",
                at: position)
        }
        for reference in networks.vpcs(in: context.topology) {
            let vpc = context.topology.vpcs[reference]
            guard let cidr = vpc.cidrs.first(where: { $0.overlaps(pool) }) else { continue }
            context.refuse(
                .aliAddr02, "the client CIDR block \(pool) overlaps \(cidr) of the VPC \(vpc.name)", at: position)
        }
        if let lan = context.lanPrefixes.first(where: { $0.overlaps(pool) }) {
            context.warn(
                .aliAddr02, "the client CIDR block \(pool) overlaps the client's LAN \(lan): traffic fails",
                at: position)
        }
        let clients = context.scenario.load.clients
        if pool.addressCount < UInt128(clients) * 4 {
            context.warn(
                .aliAddr01,
                "\(pool) has \(pool.addressCount) addresses: each of the \(clients) clients takes four of them",
                at: position)
        }
    }

    /// What Local Network may not hold (rule ALI-ROUTE-03).
    private static func checkLocalNetworks(_ vpn: DeclaredVPN, in context: inout ProviderContext) {
        for declared in vpn.routes {
            let prefix = declared.destinationCIDRBlock
            let position = declared.marks.position(of: "destination_cidr_block")
            if prefix.family != .ipv4 || !localNetworkLengths.contains(prefix.length) {
                context.refuse(
                    .aliRoute03, "\(prefix) cannot be a Local Network: its length can be /8 to /32", at: position)
            } else if let forbidden = forbidden.first(where: { $0.overlaps(prefix) }) {
                context.refuse(
                    .aliRoute03, "\(prefix) cannot be a Local Network: \(forbidden) is not allowed", at: position)
            }
        }
        if vpn.routes.count > localNetworkLimit {
            context.refuse(
                .aliRoute03, "\(vpn.routes.count) Local Networks: there can be \(localNetworkLimit)",
                at: vpn.marks.position(of: "routes", index: localNetworkLimit))
        }
    }

    private static let localNetworkLimit = 5
    private static let localNetworkLengths = 8...32
    private static let forbidden = [
        WellKnownPrefix.loopback, WellKnownPrefix.linkLocal, WellKnownPrefix.multicast, WellKnownPrefix.reserved,
    ]

    // MARK: - Routes

    private static func addRoutes(
        of vpn: DeclaredVPN, to networks: inout TargetNetworks, in context: inout ProviderContext
    ) {
        for declared in vpn.routes {
            let prefix = declared.destinationCIDRBlock
            let route = GatewayRoute(prefix, action: .deliver, origin: declared.origin.rawValue, rule: .aliPath02)
            for index in networks.targets(of: declared, rule: .aliRoute01, in: &context) {
                networks.insert(route, at: index)
            }
            if localNetworkLengths.contains(prefix.length), resolverAddresses.contains(where: prefix.contains) {
                context.warn(
                    .aliDNS02, "\(prefix) covers the VPC's resolvers: that they answer VPN clients is unconfirmed",
                    at: declared.marks.position(of: "destination_cidr_block"))
            }
        }
    }

    // MARK: - Connecting

    /// The prefixes of Local Network and the pool are pushed, nothing else (rule ALI-ROUTE-01); what changes during a session is
    /// pushed to the next one (rule ALI-OPS-01).
    private static func connect(
        _ vpn: DeclaredVPN, tunnel: Tunnel, session: VPNSession, in context: inout ProviderContext
    ) -> CompiledVPN {
        var pushed = (vpn.routesAtConnect ?? vpn.routes).map {
            OpenVPNPush.route($0.destinationCIDRBlock, rule: .aliRoute01)
        }
        if let pool = session.pool { pushed.append(.route(pool, rule: .aliRoute01)) }
        let profile = OpenVPNProfile(vpn.clientConfig, key: "client_config", of: vpn.marks, in: &context)
        let plan = OpenVPNRoutePlan(
            device: context.device, interface: tunnel.interface, metric: vpn.metric, gateway: session.gateway,
            session: session.subnet, endpoint: vpn.endpointIPs.first,
            rules: OpenVPNRoutePlan.Rules(redirect: .ovpnGW01, endpoint: .ovpnGW01))
        var tunnel = tunnel
        tunnel.noteRoutes(of: vpn, rule: .aliOPS01)
        var compiled = CompiledVPN(tunnel: tunnel, dnsRule: .ovpnDNS01, noDNSRule: .aliDNS01)
        compiled.topology = .net30
        compiled.adopt(OpenVPNOptions(pushed: pushed, profile: profile), plan)
        return compiled
    }
}
