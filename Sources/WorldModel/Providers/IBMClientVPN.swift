import IPCore
public import ScenarioLanguage

/// IBM Cloud Client VPN for VPC.
///
/// The server's routes say what becomes of a packet - deliver, translate or drop - whatever member it came in by; what matches
/// none is dropped in either mode. There are no authorization rules (rules IBM-*).
public enum IBMClientVPN: VPNProvider {
    /// `ibm`.
    public static let name = "ibm"

    /// The resolvers of DNS Services, which see private zones, and the pair that sees the public DNS alone (rule IBM-DNS-02).
    public static func resolvers(of vpc: DeclaredVPC) -> [ProviderResolver] {
        [
            ProviderResolver(
                label: "dns-services", addresses: addresses(7, 8), kind: .providerResolver(seesPrivateZones: true),
                rule: .ibmDNS02),
            ProviderResolver(
                label: "public-resolver", addresses: addresses(10, 11),
                kind: .providerResolver(seesPrivateZones: false), rule: .ibmDNS02),
        ]
    }

    /// The server's name itself has one address per member (rule IBM-NAME-01).
    public static let serviceNaming = ServiceNaming(needsLabel: false, rule: .ibmName01)

    private static func addresses(_ octets: UInt32...) -> [IPAddress] {
        octets.map { .v4(IPv4Address(bits: 0xa11a_0000 | $0)) }
    }

    /// Compiles the server and this client's session.
    public static func compile(_ vpn: DeclaredVPN, in context: inout ProviderContext) -> CompiledVPN? {
        context.checkInterface(of: vpn)
        context.reject(
            ["authorization_rules", "client_route_enforcement", "push", "domains", "routing_domains", "default_route"],
            of: vpn)
        if vpn.associations.isEmpty { context.report(.missingKey("associations"), at: vpn.marks.position) }
        var networks = TargetNetworks(vpn, in: &context)
        let session = VPNSession(vpn, shape: .halfOfPool, rule: .ibmAddr01, in: &context)
        checkPool(vpn, networks, in: &context)
        checkRoutes(vpn, in: &context)
        checkServerPort(vpn, networks, in: &context)
        checkClients(in: &context)
        context.limitDNSServers(of: vpn, rule: .ibmDNS01)
        addRoutes(of: vpn, to: &networks, in: &context)

        let tunnel = Tunnel(
            vpn, product: "IBM Cloud Client VPN for VPC", session: session,
            associations: networks.landings(vpn, in: &context),
            securityGroups: context.securityGroups(of: vpn, in: networks), defaults: defaults, in: context)
        return connect(vpn, tunnel: tunnel, session: session, in: &context)
    }

    private static let defaults: GatewayDefaults = {
        var defaults = GatewayDefaults(
            noRouteRule: .ibmRoute03, authorizationRule: nil, sourceRule: .ibmRoute05, landingRule: .ibmName01,
            securityGroupRule: .ibmDNS04, noInternetRule: nil, reverseRule: nil, acceptsReverse: false)
        defaults.returnRule = .ibmRoute06
        defaults.serviceReturnRule = .ibmDNS03
        defaults.trafficGroupRule = .ibmSG01
        defaults.filtersServices = true
        defaults.servicePrefixes = serviceEndpoints
        defaults.internetSourceRule = .ibmRoute06
        defaults.rules.loop = .ibmRoute09
        defaults.rules.unrouted = .ibmRoute04
        defaults.rules.unroutedService = .ibmDNS03
        defaults.rules.noListener = .ibmDNS07
        defaults.rules.missingFamily = .ibmRoute03
        defaults.rules.familyBypass = .ibmRoute01
        defaults.rules.assumedSource = .ibmRoute05
        defaults.rules.severalInterfaces = .ibmRoute05
        defaults.rules.clientSource = .ibmSG01
        defaults.rules.otherLandingInFullTunnel = .ibmRoute03
        defaults.rules.otherLandingInSplitTunnel = .ibmRoute03
        defaults.rules.landingDecides = .ibmName01
        defaults.rules.leakBesideFullTunnel = .ibmDNS01
        defaults.rules.leakBesideSplitTunnel = .ibmDNS05
        defaults.rules.internetInside = .ibmRoute06
        defaults.rules.internetFromSubnet = .ibmDNS07
        defaults.rules.publicSource = .ibmRoute06
        defaults.rules.internetOutside = .ibmRoute01
        return defaults
    }()

    // MARK: - What is refused

    /// The pool's size and what it may not overlap (rule IBM-ADDR-02).
    private static func checkPool(
        _ vpn: DeclaredVPN, _ networks: TargetNetworks, in context: inout ProviderContext
    ) {
        guard let pool = vpn.clientCIDRBlock else { return }
        let position = vpn.marks.position(of: "client_cidr_block")
        if pool.family != .ipv4 || !(9...22).contains(pool.length) {
            context.refuse(
                .ibmAddr02, "the client pool \(pool) has the length /\(pool.length): it can be /9 to /22", at: position)
        }
        for prefix in reserved where prefix.overlaps(pool) {
            context.refuse(.ibmAddr02, "the client pool \(pool) overlaps the reserved \(prefix)", at: position)
        }
        for reference in networks.vpcs(in: context.topology) {
            let vpc = context.topology.vpcs[reference]
            guard let cidr = vpc.cidrs.first(where: { $0.overlaps(pool) }) else { continue }
            context.refuse(
                .ibmAddr02, "the client pool \(pool) overlaps \(cidr) of the VPC \(vpc.name)", at: position)
        }
        if let lan = context.lanPrefixes.first(where: { $0.overlaps(pool) }) {
            context.refuse(.ibmAddr02, "the client pool \(pool) overlaps the client's LAN \(lan)", at: position)
        }
        for route in vpn.routes
        where !route.destinationCIDRBlock.isDefault && route.destinationCIDRBlock.overlaps(pool) {
            context.refuse(
                .ibmAddr02, "the route \(route.destinationCIDRBlock) overlaps the client pool \(pool)",
                at: route.marks.position(of: "destination_cidr_block"))
        }
    }

    /// Loopback, the service endpoints, link-local and multicast.
    private static let reserved: [IPPrefix] =
        [WellKnownPrefix.loopback] + serviceEndpoints + [WellKnownPrefix.linkLocal, WellKnownPrefix.multicast]

    /// 161.26.0.0/16 and 166.8.0.0/14, which IBM Cloud's network alone can reach.
    private static let serviceEndpoints = [
        IPPrefix(masking: .v4(IPv4Address(bits: 0xa11a_0000)), length: 16),
        IPPrefix(masking: .v4(IPv4Address(bits: 0xa608_0000)), length: 14),
    ]

    /// Destinations are unique, and there are at most 50 (rule IBM-ROUTE-10).
    private static func checkRoutes(_ vpn: DeclaredVPN, in context: inout ProviderContext) {
        var seen: Set<IPPrefix> = []
        for route in vpn.routes where !seen.insert(route.destinationCIDRBlock).inserted {
            context.refuse(
                .ibmRoute10, "there is a route for \(route.destinationCIDRBlock) already",
                at: route.marks.position(of: "destination_cidr_block"))
        }
        if vpn.routes.count > routeLimit {
            context.refuse(
                .ibmRoute10, "\(vpn.routes.count) routes: a server has at most \(routeLimit)",
                at: vpn.marks.position(of: "routes", index: routeLimit))
        }
    }

    private static let routeLimit = 50

    /// The server's security groups must admit its own port from the internet (rule IBM-SG-01).
    private static func checkServerPort(
        _ vpn: DeclaredVPN, _ networks: TargetNetworks, in context: inout ProviderContext
    ) {
        let parent = networks.vpcs(in: context.topology).first.map { context.topology.vpcs[$0].name }
        let groups = (vpn.securityGroups ?? []).compactMap {
            context.topology.directory.securityGroups.element($0, from: parent)
        }
        guard !groups.isEmpty else { return }
        let wanted: FlowProtocol = vpn.transportProtocol == .udp ? .udp : .tcp
        let client = context.device.publicIPv4
        let admits = groups.contains { group in
            context.topology.securityGroups[group].ingress.contains { rule in
                (rule.flowProtocol == nil || rule.flowProtocol == wanted) && rule.ports.contains(Int(vpn.vpnPort))
                    && rule.peers.contains { peer in client.map(peer.contains) ?? peer.isDefault }
            }
        }
        guard !admits else { return }
        context.warn(
            .ibmSG01,
            "no group admits \(wanted.rawValue.uppercased()) \(vpn.vpnPort) from the client's public address: the session "
                + "cannot be set up", at: vpn.marks.position(of: "security_groups"))
    }

    /// A server takes 2,000 active clients (rule IBM-LIMIT-01).
    private static func checkClients(in context: inout ProviderContext) {
        let load = context.scenario.load
        guard load.clients > clientLimit else { return }
        context.warn(
            .ibmLimit01, "\(load.clients) clients: a server takes \(clientLimit) active ones",
            at: load.marks.position(of: "clients"))
    }

    private static let clientLimit = 2_000

    // MARK: - Routes

    /// The server's routes, the same for every member: a route belongs to the server, whatever subnet it names (rules
    /// IBM-ROUTE-03, IBM-ROUTE-05).
    private static func addRoutes(
        of vpn: DeclaredVPN, to networks: inout TargetNetworks, in context: inout ProviderContext
    ) {
        for declared in vpn.routes {
            let action: GatewayAction =
                switch declared.action ?? .deliver {
                case .deliver: .deliver
                case .translate: .translate
                case .drop: .drop
                }
            let route = GatewayRoute(
                declared.destinationCIDRBlock, action: action, origin: declared.origin.rawValue, rule: .ibmRoute05)
            guard !networks.targets(of: declared, rule: .ibmRoute03, in: &context).isEmpty else { continue }
            for index in networks.networks.indices { networks.insert(route, at: index) }
        }
    }

    // MARK: - Connecting

    /// Split mode pushes all routes and the pool, full mode the halves alone (rules IBM-ADDR-01, IBM-ROUTE-01, IBM-ROUTE-02);
    /// what changes during a session is pushed to the next one (rule IBM-OPS-01).
    private static func connect(
        _ vpn: DeclaredVPN, tunnel: Tunnel, session: VPNSession, in context: inout ProviderContext
    ) -> CompiledVPN {
        var pushed: [OpenVPNPush] = []
        if vpn.splitTunnel {
            for route in vpn.routesAtConnect ?? vpn.routes {
                warnOfCollision(route, in: &context)
                pushed.append(
                    .route(route.destinationCIDRBlock, rule: .ibmRoute01, collision: .keepsOld(.ibmRoute08)))
            }
            if let pool = session.pool {
                pushed.append(.route(pool, rule: .ibmAddr01, collision: .keepsOld(.ibmRoute08)))
            }
        } else {
            var redirect = OpenVPNRedirect()
            redirect.usesHalves = true
            pushed.append(
                OpenVPNPush(directive: .redirect(redirect), text: "redirect-gateway def1", rule: .ibmRoute02))
        }
        pushed += vpn.dnsServers.map { .dnsServer($0, rule: .ibmDNS01) }
        let profile = OpenVPNProfile(vpn.clientConfig, key: "client_config", of: vpn.marks, in: &context)
        let plan = OpenVPNRoutePlan(
            device: context.device, interface: tunnel.interface, metric: vpn.metric, gateway: session.gateway,
            session: session.subnet, endpoint: vpn.endpointIPs.first,
            rules: OpenVPNRoutePlan.Rules(redirect: .ibmRoute02, endpoint: .ibmRoute02))
        var tunnel = tunnel
        if vpn.splitTunnel { tunnel.noteRoutes(of: vpn, rule: .ibmOPS01) }
        var compiled = CompiledVPN(
            tunnel: tunnel, dnsRule: .ibmDNS01, noDNSRule: .ibmDNS01)
        compiled.adopt(OpenVPNOptions(pushed: pushed, profile: profile), plan)
        return compiled
    }

    /// A pushed prefix that the device has a route for already changes nothing there (rule IBM-ROUTE-08).
    private static func warnOfCollision(_ route: DeclaredEndpointRoute, in context: inout ProviderContext) {
        let destination = route.destinationCIDRBlock
        guard
            destination.isDefault
                || context.device.routesBefore.routes.contains(where: { $0.destination == destination })
        else { return }
        context.warn(
            .ibmRoute08, "the device has a route for \(destination) already: the pushed one is not installed beside it",
            at: route.marks.position(of: "destination_cidr_block"))
    }
}
