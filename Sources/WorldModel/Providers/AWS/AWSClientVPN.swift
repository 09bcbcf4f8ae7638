import IPCore
public import ScenarioLanguage

/// AWS Client VPN.
///
/// Routes belong to one association each; the source becomes the endpoint's address in the target network; what no
/// authorization rule grants is dropped (rules CVPN-*).
public enum AWSClientVPN: VPNProvider {
    /// `aws`.
    public static let name = "aws"

    /// The Amazon-provided resolver: base of the primary CIDR block + 2, and two link-local addresses (rule VPC-DNS-01).
    public static func resolvers(of vpc: DeclaredVPC) -> [ProviderResolver] {
        let linkLocal = [
            IPAddress.v4(IPv4Address(bits: 0xa9fe_a9fd)), .v6(IPv6Address(bits: 0xfd00_0ec2 << 96 | 0x253)),
        ]
        let base = [vpc.cidrBlock.address.advanced(by: 2)].compactMap { $0 }
        return [ProviderResolver(label: "vpc+2", addresses: base + linkLocal, kind: .vpcResolver, rule: .vpcDNS01)]
    }

    /// Compiles the endpoint and this client's session.
    public static func compile(_ vpn: DeclaredVPN, in context: inout ProviderContext) -> CompiledVPN? {
        context.checkInterface(of: vpn)
        context.reject(["push", "domains", "routing_domains", "default_route"], of: vpn)
        context.rejectActions(of: vpn)
        if vpn.associations.isEmpty { context.report(.missingKey("associations"), at: vpn.marks.position) }
        var networks = TargetNetworks(vpn, in: &context)
        let session = VPNSession(vpn, shape: .hostBits(5), rule: .cvpnAddr02, in: &context)
        let table = AWSEndpointRoutes(vpn, networks: &networks, pool: session.pool, in: &context)
        AWSClientVPNLimits(vpn: vpn, networks: networks, session: session).check(table, in: &context)

        let landings = networks.landings(vpn, in: &context)
        let landing = landingOfPush(vpn, networks, landings, in: &context)
        var tunnel = tunnel(
            vpn, session: session, networks: networks, landings: landings, table: table, in: &context)
        if let landing, vpn.landedOn == nil, networks.networks.count > 1 {
            tunnel.associations = [networks.networks[landing].association]
        }
        return connect(vpn, tunnel: tunnel, session: session, table, networks, landing: landing, in: &context)
    }

    // MARK: - The endpoint

    private static func tunnel(
        _ vpn: DeclaredVPN, session: VPNSession, networks: TargetNetworks, landings: [TargetNetworkAssociation],
        table: AWSEndpointRoutes, in context: inout ProviderContext
    ) -> Tunnel {
        let authorization = AWSAuthorization(vpn, routes: table, in: &context)
        var tunnel = Tunnel(
            vpn, product: "AWS Client VPN", session: session, associations: landings,
            securityGroups: context.securityGroups(of: vpn, in: networks), defaults: defaults, in: context)
        tunnel.authorizationRules = authorization.rules
        tunnel.userGroups = authorization.groups
        return tunnel
    }

    /// The endpoint's name resolves with a label in front alone (rules CVPN-NAME-01, CVPN-NAME-02).
    public static let serviceNaming = ServiceNaming(needsLabel: true, rule: .cvpnName02)

    private static let defaults = GatewayDefaults(
        noRouteRule: .cvpnFWD01, authorizationRule: .cvpnAuth02, sourceRule: .cvpnSNAT01, landingRule: .cvpnAssoc01,
        securityGroupRule: .cvpnSG02, noInternetRule: nil, reverseRule: .cvpnSG02, acceptsReverse: false)

    /// The association whose routes alone are pushed, with the switch `pushed_routes: landed` (rule CVPN-ASSOC-04).
    ///
    /// The device has one route table: where the landing is not pinned, the first association stands for all.
    private static func landingOfPush(
        _ vpn: DeclaredVPN, _ networks: TargetNetworks, _ landings: [TargetNetworkAssociation],
        in context: inout ProviderContext
    ) -> Int? {
        guard vpn.splitTunnel, context.scenario.assumptions.pushedRoutes == .landed, !networks.networks.isEmpty else {
            return nil
        }
        if vpn.landedOn != nil {
            return networks.networks.firstIndex { $0.association.element == landings.first?.element }
        }
        if networks.networks.count > 1 {
            context.warn(
                .cvpnAssoc04,
                "the routes pushed depend on the landing: taken to be \(networks.networks[0].association.name) until "
                    + "`vpn.landed_on` says otherwise",
                at: context.scenario.assumptions.marks.position(of: "pushed_routes"))
        }
        return 0
    }

    // MARK: - Connecting

    private static func connect(
        _ vpn: DeclaredVPN, tunnel: Tunnel, session: VPNSession, _ table: AWSEndpointRoutes, _ networks: TargetNetworks,
        landing: Int?, in context: inout ProviderContext
    ) -> CompiledVPN {
        let push = AWSPush(
            vpn, table: table, networks: networks, landing: landing, interface: tunnel.interface, in: &context)
        var profile = OpenVPNProfile(vpn.clientConfig, key: "client_config", of: vpn.marks, in: &context)
        if context.scenario.client.vpnClient.name == .aws {
            profile.removeDirectivesUnknownToAWSClient(in: &context)
        }
        let options = OpenVPNOptions(pushed: push.directives, profile: profile)
        let plan = OpenVPNRoutePlan(
            device: context.device, interface: tunnel.interface, metric: vpn.metric, gateway: session.gateway,
            session: session.subnet, endpoint: vpn.endpointIPs.first,
            rules: OpenVPNRoutePlan.Rules(
                redirect: .cvpnRoute01, endpoint: .cvpnRoute03, blockLocal: .cvpnRoute12,
                blockLocalAssumption: push.blockLocalAssumption))
        var compiled = CompiledVPN(
            tunnel: tunnel, dnsRule: .cvpnDNS03, noDNSRule: .cvpnDNS01)
        compiled.withheld = push.withheld
        compiled.adopt(options, plan)
        enforceRoutes(vpn, of: &compiled, options, in: &context)
        return compiled
    }

    /// Client route enforcement takes longer routes of the device away (rules CVPN-CRE-01..04).
    private static func enforceRoutes(
        _ vpn: DeclaredVPN, of compiled: inout CompiledVPN, _ options: OpenVPNOptions,
        in context: inout ProviderContext
    ) {
        guard vpn.clientRouteEnforcement else { return }
        let software = context.scenario.client.vpnClient
        guard software.name == .aws, software.version.map({ isAtLeast($0, [5, 2, 0]) }) ?? true else {
            context.warn(
                .cvpnCRE01,
                "client route enforcement needs the AWS client 5.2.0 or newer: this client does not enforce",
                at: vpn.marks.position(of: "client_route_enforcement"))
            return
        }
        compiled.tunnel.enforcesRoutes = true
        if compiled.tunnel.isFullTunnel {
            compiled.enforcedPrefixes = [IPPrefix.defaultIPv4, .defaultIPv6].filter {
                vpn.families.contains($0.family)
            }
        } else {
            compiled.enforcedPrefixes = options.routes.compactMap {
                if case .route(let route) = $0.directive { route.destination } else { nil }
            }
        }
        for prefix in compiled.enforcedPrefixes {
            let what = compiled.tunnel.isFullTunnel ? "of a full tunnel" : "of the endpoint's route \(prefix)"
            compiled.routeChanges.append(
                .enforce(
                    prefix,
                    text: "Client route enforcement removes the device's longer routes for the addresses \(what).",
                    rule: compiled.tunnel.isFullTunnel ? .cvpnCRE03 : .cvpnCRE02))
        }
    }

    /// Whether a dotted version is at least another; what is no number counts as 0.
    private static func isAtLeast(_ version: String, _ wanted: [Int]) -> Bool {
        let parts = version.split(separator: ".").map { Int($0) ?? 0 }
        for (index, number) in wanted.enumerated() {
            let part = index < parts.count ? parts[index] : 0
            if part != number { return part > number }
        }
        return true
    }
}
