import IPCore
import ScenarioLanguage

/// What an endpoint pushes to this client (rules CVPN-ROUTE-01..08, CVPN-ROUTE-12, CVPN-DNS-03).
struct AWSPush {
    /// The directives in order.
    private(set) var directives: [OpenVPNPush] = []
    /// Routes of the endpoint that the device does not install.
    private(set) var withheld: [WithheldRoute] = []
    /// What drawing the LAN into the tunnel leans on; `nil` if it is not drawn in.
    private(set) var blockLocalAssumption: AssumptionUse?
    private let vpn: DeclaredVPN
    private let interface: String

    /// Works out the directives.
    ///
    /// - Parameters:
    ///   - vpn: The VPN.
    ///   - table: The endpoint's routes.
    ///   - networks: The associations.
    ///   - landing: The association whose routes alone are pushed; `nil` for those of all.
    ///   - interface: The tunnel's interface.
    ///   - context: The device, and where warnings go.
    init(
        _ vpn: DeclaredVPN, table: AWSEndpointRoutes, networks: TargetNetworks, landing: Int?, interface: String,
        in context: inout ProviderContext
    ) {
        self.vpn = vpn
        self.interface = interface
        if vpn.splitTunnel {
            pushRoutes(table, networks, landing: landing, in: &context)
        } else {
            let flags = vpn.families.contains(.ipv6) ? "def1 bypass-dhcp ipv6" : "def1 bypass-dhcp"
            var redirect = OpenVPNRedirect()
            redirect.usesHalves = true
            redirect.coversIPv4 = vpn.families.contains(.ipv4)
            redirect.coversIPv6 = vpn.families.contains(.ipv6)
            push(.redirect(redirect), "redirect-gateway \(flags)", .cvpnRoute01)
        }
        pushBlockLocal(in: context)
        directives += vpn.dnsServers.map { .dnsServer($0, rule: .cvpnDNS03) }
    }

    private mutating func push(_ directive: OpenVPNDirective, _ text: String, _ rule: RuleID) {
        directives.append(OpenVPNPush(directive: directive, text: text, rule: rule))
    }

    // MARK: - Routes of a split tunnel

    private mutating func pushRoutes(
        _ table: AWSEndpointRoutes, _ networks: TargetNetworks, landing: Int?, in context: inout ProviderContext
    ) {
        for destination in table.destinations {
            let entries = table.entries.filter { $0.route.destination == destination }
            let targets = Set(entries.flatMap(\.targets)).sorted()
            if let landing, !targets.contains(landing) {
                let names = networks.networks.map(\.association.name)
                withhold(
                    destination, assumption: Self.landedAlone,
                    "The endpoint's route \(destination) leads to \(targets.map { names[$0] }.joined(separator: " and ")), "
                        + "and a client that landed on \(names[landing]) is given the routes of \(names[landing]) alone.",
                    .cvpnAssoc04)
                continue
            }
            if destination.isDefault {
                pushDefault(destination, declared: entries.compactMap(\.declared).first, in: &context)
                continue
            }
            // Where the landing is not pinned, that the device has the route at all rests on the one that stands for all.
            let isChosen = landing != nil && vpn.landedOn == nil && targets.count < networks.networks.count
            directives.append(
                .route(
                    destination, rule: destination.address.isPrivate ? .cvpnRoute04 : .cvpnRoute08,
                    assumption: isChosen ? Self.landedAlone : nil))
        }
    }

    private static let landedAlone = AssumptionUse(
        key: "assumptions.pushed_routes", value: DeclaredAssumptions.PushedRoutes.landed.rawValue, rule: .cvpnAssoc04)

    /// Notes a route into the tunnel that the device does not get.
    private mutating func withhold(
        _ destination: IPPrefix, assumption: AssumptionUse, _ text: String, _ rule: RuleID
    ) {
        let row = DeviceRoute(
            destination, .onLink, interface: interface, origin: .pushed, rule: rule, assumption: assumption)
        withheld.append(WithheldRoute(row, text: text, rule: rule))
    }

    /// A default route in a split tunnel: documented as pushed, seen on macOS not to be installed (rule CVPN-ROUTE-06).
    private mutating func pushDefault(
        _ destination: IPPrefix, declared: DeclaredEndpointRoute?, in context: inout ProviderContext
    ) {
        if let declared {
            context.warn(
                .cvpnRoute06,
                "a route \(destination) on a split-tunnel endpoint is not recommended: whether devices install it differs, and "
                    + "where they do nothing keeps the tunnel's own packets outside it",
                at: declared.marks.position(of: "destination_cidr_block"))
        }
        let setting = context.scenario.assumptions.splitDefaultRoute
        let assumption = AssumptionUse(
            key: "assumptions.split_default_route", value: setting.rawValue, rule: .cvpnRoute06)
        let client = context.scenario.client
        let isInstalled =
            switch setting {
            case .byOS: client.os == .windows || client.vpnClient.name != .aws
            case .ignore: false
            case .install: true
            }
        guard !isInstalled else {
            directives.append(
                .route(
                    destination, rule: .cvpnRoute06,
                    collision: setting == .install ? .replaces : .system(.cvpnRoute06), assumption: assumption))
            return
        }
        withhold(
            destination, assumption: assumption,
            "The endpoint has a route \(destination), but the AWS client does not install it in a split tunnel on "
                + "\(client.os.rawValue), so the device's own default route stays in force.", .cvpnRoute06)
    }

    // MARK: - A LAN in public address space

    /// A LAN outside the private ranges is drawn into the tunnel, in split mode too (rule CVPN-ROUTE-12).
    private mutating func pushBlockLocal(in context: ProviderContext) {
        guard let way = context.device.defaultRoute(.ipv4) else { return }
        let links = context.device.links(of: way.interface, .ipv4)
        guard links.contains(where: { !$0.address.isPrivate && !$0.address.isLinkLocal }) else { return }
        let setting = context.scenario.assumptions.blockLocal
        let assumption = AssumptionUse(
            key: "assumptions.block_local", value: setting.rawValue, rule: .cvpnRoute12)
        guard setting == .auto else {
            let lans = links.flatMap { link in [link.halves?.lower, link.halves?.upper].compactMap { $0 } }
            for prefix in [.defaultIPv4] + lans {
                withhold(
                    prefix, assumption: assumption,
                    "The device's LAN lies outside the private ranges, and `assumptions.block_local` keeps the service from "
                        + "drawing \(prefix) into the tunnel.", .cvpnRoute12)
            }
            return
        }
        blockLocalAssumption = assumption
        var redirect = OpenVPNRedirect()
        redirect.blocksLocal = true
        push(.redirect(redirect), "redirect-gateway block-local", .cvpnRoute12)
    }
}
