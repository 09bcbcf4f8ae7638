import IPCore
import TestSupport
import WorldModel

@testable import PacketPaths

/// Custom DNS servers over a split tunnel: the inbound endpoint lives in another VPC, behind a transit gateway.
struct ExampleWorld {
    var world = TestWorld()
    let vpnVPC: Reference<VPC>
    let resolverVPC: Reference<VPC>
    let vpnA: Reference<Subnet>
    let appA: Reference<Subnet>
    let dnsA: Reference<Subnet>
    let dnsB: Reference<Subnet>
    let gateway: Reference<TransitGateway>
    let dnsGroup: Reference<SecurityGroup>
    let app: Reference<Host>
    let inbound: Reference<Host>

    init() {
        vpnVPC = world.addVPC("vpn-vpc", "10.123.0.0/16", internetGateway: "igw")
        resolverVPC = world.addVPC("resolver-vpc", "10.10.0.0/16")
        vpnA = world.addSubnet("vpn-a", in: vpnVPC, "10.123.1.0/24")
        appA = world.addSubnet("app-a", in: vpnVPC, "10.123.2.0/24")
        dnsA = world.addSubnet("dns-a", in: resolverVPC, "10.10.1.0/24")
        dnsB = world.addSubnet("dns-b", in: resolverVPC, "10.10.0.0/24", zone: "b")
        gateway = world.addTransitGateway("tgw-1", vpnVPC, resolverVPC)
        world.route(vpnA, "10.10.0.0/16", .transitGateway(gateway), "tgw-1")
        world.route(appA, "10.10.0.0/16", .transitGateway(gateway), "tgw-1")
        world.route(dnsA, "10.123.0.0/16", .transitGateway(gateway), "tgw-1")
        world.route(dnsB, "10.123.0.0/16", .transitGateway(gateway), "tgw-1")
        dnsGroup = world.addGroup(
            "dns", in: resolverVPC,
            ingress: [.port(53, .udp, "10.123.0.0/16"), .port(53, .tcp, "10.123.0.0/16")])
        app = world.addHost("app", "10.123.2.1", in: .vpc(vpnVPC), subnet: appA)
        inbound = world.addHost(
            "inbound", "10.10.1.228", in: .vpc(resolverVPC), subnet: dnsA, groups: [dnsGroup], ports: [53],
            server: .inboundEndpoint(resolverVPC))
        world.addHost(
            "inbound", "10.10.0.43", in: .vpc(resolverVPC), subnet: dnsB, groups: [dnsGroup], ports: [53],
            server: .inboundEndpoint(resolverVPC))
        world.addHost("home-router", "192.168.1.1", in: .local, server: .recursive)
        world.addHost("google", "8.8.8.8", in: .internet, server: .recursive)
        connect()
    }

    /// Connects the VPN: a split tunnel with a route to either VPC, or a full one.
    mutating func connect(
        isFullTunnel: Bool = false, routes: [IPPrefix] = ["10.123.0.0/16", "10.10.0.0/16"],
        authorizing rules: [AuthorizationRule] = [AuthorizationRule(network: "0.0.0.0/0", group: nil)],
        userGroups: Set<String> = [], groups: [Reference<SecurityGroup>]? = nil, publicAddress: IPAddress? = nil
    ) {
        world.device.pushed = isFullTunnel ? [] : routes
        world.tunnel = .aws(
            TargetNetworkAssociation(
                "vpn-a", "vpn-vpc/vpn-a", .subnet(vpnA), eni: "10.123.1.97", publicAddress: publicAddress, routes),
            isFullTunnel: isFullTunnel, authorizing: rules, userGroups: userGroups, groups: groups)
    }
}
