import IPCore
import ScenarioLanguage

extension Tunnel {
    /// A tunnel with what all services share; routes, rules and pushed settings are the provider's to add.
    init(
        _ vpn: DeclaredVPN, product: String, session: VPNSession, associations: [TargetNetworkAssociation],
        securityGroups: [Reference<SecurityGroup>]?, defaults: GatewayDefaults, in context: ProviderContext
    ) {
        self.init(
            name: vpn.elementName, product: product,
            interface: vpn.interface ?? SystemRouting(os: context.device.os).defaultTunnelName, mtu: vpn.mtu,
            clientAddresses: [session.client].compactMap { $0 }, gateway: session.gateway, pool: session.pool,
            isFullTunnel: !vpn.splitTunnel, enforcesRoutes: false, endpointAddresses: vpn.endpointIPs,
            families: vpn.families, associations: associations, authorizationRules: nil, userGroups: [],
            securityGroups: securityGroups, securityGroupsKey: vpn.marks.keyPath(of: "security_groups"),
            defaults: defaults, dnsServers: [])
        self.session = session.subnet
    }
}
