import DNSCore
import IPCore

/// A directive of OpenVPN 2.6, as far as it changes routes or DNS settings (openvpn(8); rules OVPN-GW-01..04, OVPN-DNS-01..04).
enum OpenVPNDirective: Hashable, Sendable {
    /// `redirect-gateway` and `redirect-private` with their flags.
    case redirect(OpenVPNRedirect)
    /// `route` and `route-ipv6`.
    case route(OpenVPNRoute)
    /// `dhcp-option DNS` (and `DNS6`).
    case dnsServer(IPAddress)
    /// `dhcp-option DOMAIN`, `DOMAIN-SEARCH` and `ADAPTER_DOMAIN_SUFFIX`.
    case searchDomain(DomainName)
    /// `dhcp-option DOMAIN-ROUTE`, which systemd-resolved alone reads.
    case routingDomain(DomainName)
    /// `dns search-domains`.
    case searchDomains([DomainName])
    /// `dns server N address`.
    case serverAddresses(number: Int, [IPAddress])
    /// `dns server N resolve-domains`: the server is for certain domains alone, which is not modelled.
    case serverDomains
    /// `block-outside-dns`.
    case blockOutsideDNS
    /// `block-ipv6`.
    case blockIPv6
    /// `topology`.
    case topology(TunnelTopology)
    /// `tun-mtu`.
    case mtu(Int)
    /// `ifconfig-ipv6`.
    case tunnelIPv6(InterfaceAddress)
    /// `route-metric`.
    case routeMetric(Int)
    /// `route-nopull`.
    case routeNoPull
    /// `pull-filter`.
    case pullFilter(OpenVPNPullFilter)
    /// A directive that touches neither routes nor DNS.
    case other

    /// Whether `route-nopull` keeps a pushed directive of this kind out (rule OVPN-DNS-03).
    var isDroppedByRouteNoPull: Bool {
        switch self {
        case .redirect, .route, .dnsServer, .searchDomain, .routingDomain, .searchDomains, .serverAddresses,
            .serverDomains, .blockOutsideDNS, .routeMetric:
            true
        case .blockIPv6, .topology, .mtu, .tunnelIPv6, .routeNoPull, .pullFilter, .other: false
        }
    }
}

/// The flags of `redirect-gateway`.
struct OpenVPNRedirect: Hashable, Sendable {
    /// Whether the default route is taken over; not so for `redirect-private`.
    var replacesDefault = true
    /// Whether IPv4 is redirected; not so with `!ipv4`.
    var coversIPv4 = true
    /// `def1`: two halves of the address space instead of a new default route.
    var usesHalves = false
    /// `local`, or `autolocal`: no host route for the remote.
    var isLocal = false
    /// `block-local`: the LAN without its gateway goes into the tunnel.
    var blocksLocal = false
    /// `bypass-dns`: direct routes for the device's own DNS servers.
    var bypassesDNS = false
    /// `ipv6`: IPv6 is redirected, too.
    var coversIPv6 = false

    /// Adds the flags of a further directive, as OpenVPN accumulates them.
    mutating func formUnion(_ other: OpenVPNRedirect) {
        replacesDefault = replacesDefault || other.replacesDefault
        coversIPv4 = coversIPv4 && other.coversIPv4
        usesHalves = usesHalves || other.usesHalves
        isLocal = isLocal || other.isLocal
        blocksLocal = blocksLocal || other.blocksLocal
        bypassesDNS = bypassesDNS || other.bypassesDNS
        coversIPv6 = coversIPv6 || other.coversIPv6
    }
}

/// The arguments of `route` and `route-ipv6`.
struct OpenVPNRoute: Hashable, Sendable {
    /// What stands for the next hop.
    enum Gateway: Hashable, Sendable {
        /// `vpn_gateway`, also if none is given.
        case tunnel
        /// `net_gateway`: the device's own default gateway.
        case device
        /// An address.
        case address(IPAddress)
    }

    /// The destination.
    var destination: IPPrefix
    /// The next hop.
    var gateway = Gateway.tunnel
    /// The metric; `nil` for that of `route-metric`.
    var metric: Int?
}

/// The arguments of `pull-filter`.
struct OpenVPNPullFilter: Hashable, Sendable {
    /// What happens to a pushed directive that begins with the text.
    enum Action: String, Hashable, Sendable { case accept, ignore, reject }

    /// What happens.
    var action: Action
    /// The beginning of the directives meant.
    var text: String
}

/// Why a line is no directive that can be followed.
enum OpenVPNDirectiveError: Error, Hashable, Sendable {
    /// OpenVPN has no such directive, as far as is known here.
    case unknown(String)
    /// The arguments are wrong; a phrase that says what would be right.
    case malformed(expected: String)
}
