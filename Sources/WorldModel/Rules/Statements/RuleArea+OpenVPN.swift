extension RuleArea {
    /// OpenVPN and printed route tables.
    static let openVPN = RuleArea(
        name: "openvpn", title: "OpenVPN and printed route tables", statements: Self.openVPNStatements)

    private static let openVPNStatements: [RuleID: String] = [
        .ovpnGW01:
            "redirect-gateway with def1 adds the two halves of the address space; without def1 it replaces the default route. Both add a host route to the server, unless told that it is local.",
        .ovpnGW02:
            "bypass-dhcp keeps a DHCP server outside the tunnel and bypass-dns the DNS servers, dependably on Windows alone. AWS pushes the first in a full tunnel: the device's DNS servers are not spared.",
        .ovpnGW03:
            "block-local leads the LAN, without its gateway, into the tunnel.",
        .ovpnGW04:
            "The flag ipv6 draws IPv6 into the tunnel; block-ipv6 answers it at once with no route.",
        .ovpnDNS01:
            "dhcp-option DNS may come several times, the first is asked first. Besides Windows OpenVPN hands them to a script; without one nothing changes.",
        .ovpnDNS02:
            "Newer servers push DNS servers for single domains, which stand above dhcp-option; none of the three services does.",
        .ovpnDNS03:
            "A client can refuse pushed routes and DNS by route-nopull, and single directives by pull-filter.",
        .ovpnDNS04:
            "block-outside-dns lets Windows send to port 53 through the tunnel alone.",
        .ovpnTOPO01:
            "With topology subnet each client has an address in one subnet, with net30 a /30 of its own whose other address is the peer. AWS and IBM use the first, Alibaba the second.",
        .ovpnNetstat01:
            "BSD tables shorten a destination by its old class: as many octets as the class and the zero bits allow, and the length where it is not that of the class.",
        .ovpnNetstat02:
            "The flags of a route stand in a fixed order of letters; routes that OpenVPN adds show as UGSc.",
        .ovpnNetstat03:
            "BSD tables are sorted by destination; for the same address the longer mask comes first.",
        .ovpnNetstat04:
            "Newer versions of macOS mark global routes with g: the default route, and the lower half that a full tunnel adds.",
        .ovpnNetstat05:
            "The columns have fixed widths that changed with the versions of macOS; older ones print Refs and Use.",
        .ovpnNetstat06:
            "What people quote is often filtered by grep, which matches text and so hides rows.",
        .ovpnNetstat07:
            "The columns of netstat and route on Linux.",
        .ovpnNetstat08:
            "The columns of route print on Windows, with On-link for routes without a gateway.",
        .ovpnNetstat09:
            "Linux takes the longest prefix, then the lowest metric; Windows the same with the sum of the route's and the interface's; macOS keeps one route a prefix.",
    ]
}
