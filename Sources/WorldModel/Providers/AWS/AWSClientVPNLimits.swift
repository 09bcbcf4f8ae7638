import IPCore
import ScenarioLanguage

/// What AWS Client VPN refuses, and what it takes although it is known to fail (rules CVPN-LIMIT-*, CVPN-ASSOC-05).
struct AWSClientVPNLimits {
    let vpn: DeclaredVPN
    let networks: TargetNetworks
    let session: VPNSession

    /// Reports everything but what concerns the groups of users.
    func check(_ table: AWSEndpointRoutes, in context: inout ProviderContext) {
        checkPool(table, in: &context)
        checkSubnets(in: &context)
        checkCounts(in: &context)
        checkSession(in: &context)
        checkDNS(in: &context)
        checkPort(in: &context)
    }

    /// The service listens on 443 or 1194 (rule CVPN-PROTO-01).
    private func checkPort(in context: inout ProviderContext) {
        guard vpn.vpnPort != 443, vpn.vpnPort != 1194 else { return }
        context.refuse(
            .cvpnProto01, "the port \(vpn.vpnPort): an endpoint listens on 443 or 1194",
            at: vpn.marks.position(of: "vpn_port"))
    }

    // MARK: - The client CIDR block

    private func checkPool(_ table: AWSEndpointRoutes, in context: inout ProviderContext) {
        guard let pool = vpn.clientCIDRBlock else { return }
        let position = vpn.marks.position(of: "client_cidr_block")
        if pool.family == .ipv4, !(12...22).contains(pool.length) {
            context.refuse(
                .cvpnLimit01, "the client CIDR block \(pool) has the length /\(pool.length): it can be /12 to /22",
                at: position)
        }
        for vpc in networks.vpcs(in: context.topology) {
            let vpc = context.topology.vpcs[vpc]
            guard let cidr = vpc.cidrs.first(where: { $0.overlaps(pool) }) else { continue }
            context.refuse(
                .cvpnLimit02, "the client CIDR block \(pool) overlaps \(cidr) of the VPC \(vpc.name)", at: position)
        }
        for entry in table.entries {
            guard let declared = entry.declared, entry.route.action != .clientToClient else { continue }
            let destination = entry.route.destination
            guard !destination.isDefault, entry.route.origin != DeclaredRouteOrigin.associate.rawValue,
                destination.overlaps(pool)
            else { continue }
            context.refuse(
                .cvpnLimit02, "the route \(destination) overlaps the client CIDR block \(pool)",
                at: declared.marks.position(of: "destination_cidr_block"))
        }
        let clients = context.scenario.load.clients
        if pool.addressCount < UInt128(clients) * 2 {
            context.warn(
                .cvpnLimit10,
                "\(pool) has \(pool.addressCount) addresses for \(clients) clients: twice as many as sessions are recommended",
                at: position)
        }
    }

    // MARK: - Target networks

    private func checkSubnets(in context: inout ProviderContext) {
        var zones: [String: String] = [:]
        var firstVPC: Reference<VPC>?
        for network in networks.networks {
            guard let reference = network.subnet else { continue }
            let subnet = context.topology.subnets[reference]
            let position = network.declared.marks.position(of: "subnet")
            if let firstVPC, firstVPC != subnet.vpc {
                context.refuse(
                    .cvpnAssoc05,
                    "\(subnet.element) is in another VPC than the first target network, which is in "
                        + context.topology.vpcs[firstVPC].name, at: position)
            } else if let other = zones[subnet.availabilityZone] {
                context.refuse(
                    .cvpnAssoc05,
                    "\(subnet.element) is in the Availability Zone \(subnet.availabilityZone), and so is \(other): one subnet "
                        + "of a zone can be associated", at: position)
            }
            firstVPC = firstVPC ?? subnet.vpc
            zones[subnet.availabilityZone] = subnet.element
            if context.declaredVPC(subnet.vpc)?.instanceTenancy == .dedicated {
                context.refuse(
                    .cvpnAssoc05,
                    "\(subnet.element) is in a VPC of dedicated tenancy, whose subnets cannot be associated",
                    at: position)
            }
            checkSize(of: subnet, declaredAs: context.declaredSubnet(reference), at: position, in: &context)
        }
    }

    /// A target subnet is a /27 or larger and has 8 free addresses, by the current guide 20 (rule CVPN-LIMIT-04).
    private func checkSize(
        of subnet: Subnet, declaredAs declared: DeclaredSubnet?, at position: KeyPosition,
        in context: inout ProviderContext
    ) {
        if let cidr = subnet.cidrs.first(where: { $0.family == .ipv4 }), cidr.length > 27 {
            context.refuse(
                .cvpnLimit04, "\(subnet.element) is \(cidr): a target network is a /27 or larger", at: position)
        }
        guard let declared, let count = declared.availableIPAddressCount else { return }
        let place = declared.marks.position(of: "available_ip_address_count")
        if count < 8 {
            context.refuse(
                .cvpnLimit04, "\(subnet.element) has \(count) free addresses: a target network needs 8", at: place)
        } else if count < 20 {
            context.warn(
                .cvpnLimit04, "\(subnet.element) has \(count) free addresses: the current guide asks for 20", at: place)
        }
    }

    // MARK: - Quotas

    private func checkCounts(in context: inout ProviderContext) {
        for network in networks.networks where network.association.routes.count > Self.routesPerAssociation {
            context.refuse(
                .cvpnLimit05,
                "\(network.association.name) has \(network.association.routes.count) routes: the quota is "
                    + "\(Self.routesPerAssociation) for a target network association",
                at: vpn.marks.position(of: "routes"))
        }
        if vpn.authorizationRules.count > Self.authorizationRules {
            context.refuse(
                .cvpnLimit06,
                "\(vpn.authorizationRules.count) authorization rules: the quota is \(Self.authorizationRules)",
                at: vpn.marks.position(of: "authorization_rules", index: Self.authorizationRules))
        }
        let clients = context.scenario.load.clients
        let sessions = Self.sessions[min(max(networks.networks.count, 1), Self.sessions.count) - 1]
        if clients > sessions {
            context.warn(
                .cvpnLimit07,
                "\(clients) clients: with \(networks.networks.count) associations new sessions are refused beyond \(sessions)",
                at: context.scenario.load.marks.position(of: "clients"))
        }
    }

    /// Routes for each target network association (rule CVPN-LIMIT-05).
    private static let routesPerAssociation = 100
    /// Authorization rules of an endpoint (rule CVPN-LIMIT-06).
    private static let authorizationRules = 200
    /// Concurrent connections by the number of associations (rule CVPN-LIMIT-07).
    private static let sessions = [7_000, 36_500, 66_500, 96_500, 126_000]

    // MARK: - The device

    /// The device's LAN inside its own subnet of the tunnel (rule CVPN-ADDR-03).
    private func checkSession(in context: inout ProviderContext) {
        guard let subnet = session.subnet, let lan = context.lanPrefixes.first(where: { $0.overlaps(subnet) }) else {
            return
        }
        let key = vpn.marks.isSet("client_ip") ? "client_ip" : "client_cidr_block"
        context.warn(
            .cvpnAddr03, "the client's LAN \(lan) overlaps its subnet \(subnet) of the client CIDR block",
            at: vpn.marks.position(of: key))
    }

    private func checkDNS(in context: inout ProviderContext) {
        context.limitDNSServers(of: vpn, rule: .cvpnDNS02)
        for (index, server) in vpn.dnsServers.enumerated() where server.isLinkLocal {
            context.warn(
                .cvpnDNS11, "\(server) is link-local: devices do not send it into the tunnel, and VPCs do not route it",
                at: vpn.marks.position(of: "dns_servers", index: index))
        }
    }
}
