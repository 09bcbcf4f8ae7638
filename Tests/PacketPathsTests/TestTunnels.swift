import IPCore
import TestSupport
import WorldModel

extension GatewayDefaults {
    /// AWS Client VPN.
    static let aws = GatewayDefaults(
        noRouteRule: .cvpnFWD01, authorizationRule: .cvpnAuth01, sourceRule: .cvpnSNAT01, landingRule: .cvpnAssoc01,
        securityGroupRule: .cvpnSG02, noInternetRule: nil, reverseRule: nil, acceptsReverse: false)

    /// IBM Cloud Client VPN for VPC.
    static var ibm: GatewayDefaults {
        var defaults = GatewayDefaults(
            noRouteRule: .ibmRoute03, authorizationRule: nil, sourceRule: .ibmRoute05, landingRule: .ibmName01,
            securityGroupRule: .ibmDNS04, noInternetRule: nil, reverseRule: .ibmRoute07, acceptsReverse: true)
        defaults.returnRule = .ibmRoute06
        defaults.serviceReturnRule = .ibmDNS03
        return defaults
    }

    /// Alibaba Cloud SSL-VPN.
    static var alibaba: GatewayDefaults {
        var defaults = GatewayDefaults(
            noRouteRule: .aliRoute01, authorizationRule: nil, sourceRule: .aliPath02, landingRule: .aliRoute01,
            securityGroupRule: .sg01, noInternetRule: .aliPath04, reverseRule: .aliPath01, acceptsReverse: true)
        defaults.returnRule = .aliPath05
        return defaults
    }
}

extension TargetNetworkAssociation {
    /// An association with routes of one action.
    init(
        _ name: String, _ element: String, _ entry: Entry, eni: IPAddress?, publicAddress: IPAddress? = nil,
        _ routes: [IPPrefix], action: GatewayAction = .translate, rule: RuleID = .cvpnRoute10
    ) {
        var table = PrefixTable<GatewayRoute>()
        for prefix in routes {
            table.insert(
                GatewayRoute(prefix, action: action, origin: "add-route", target: name, rule: rule), for: prefix)
        }
        self.init(
            name: name, element: element, entry: entry,
            interfaces: eni.map {
                [GatewayInterface(address: $0, publicAddress: publicAddress, assumedKey: nil)]
            } ?? [], routes: table)
    }
}

extension Tunnel {
    /// An AWS Client VPN endpoint with a client in it; every destination is authorized unless told otherwise.
    static func aws(
        _ associations: TargetNetworkAssociation..., isFullTunnel: Bool = false,
        authorizing rules: [AuthorizationRule] = [AuthorizationRule(network: "0.0.0.0/0", group: nil)],
        userGroups: Set<String> = [], groups: [Reference<SecurityGroup>]? = nil,
        pool: IPPrefix = "172.31.0.0/16", clientAddress: IPAddress = "172.31.0.2", gateway: IPAddress = "172.31.0.1"
    ) -> Tunnel {
        Tunnel(
            name: "corp-vpn", product: "AWS Client VPN", interface: "utun1", mtu: 1500,
            clientAddresses: [clientAddress], gateway: gateway, pool: pool, isFullTunnel: isFullTunnel,
            enforcesRoutes: false, endpointAddresses: ["54.178.6.141"], families: [.ipv4],
            associations: associations, authorizationRules: rules, userGroups: userGroups, securityGroups: groups,
            securityGroupsKey: "vpn.security_groups", defaults: .aws, dnsServers: [])
    }

    /// A gateway without authorization rules.
    static func plain(
        _ association: TargetNetworkAssociation, _ defaults: GatewayDefaults, pool: IPPrefix,
        clientAddress: IPAddress, gateway: IPAddress, isFullTunnel: Bool = false
    ) -> Tunnel {
        var tunnel = Tunnel.aws(
            association, isFullTunnel: isFullTunnel, pool: pool, clientAddress: clientAddress, gateway: gateway)
        tunnel.authorizationRules = nil
        tunnel.defaults = defaults
        return tunnel
    }
}
