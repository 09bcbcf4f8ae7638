extension RuleArea {
    /// AWS Client VPN.
    static let clientVPN = RuleArea(
        name: "client-vpn", title: "AWS Client VPN", statements: Self.clientVPNStatements)

    private static let clientVPNStatements: [RuleID: String] = [
        .cvpnAddr01:
            "A session gets one address of the client CIDR block. A part of the block is kept back by the service for availability and never reaches a client, so a pool serves fewer sessions than it has addresses.",
        .cvpnAddr02:
            "The session's own subnet is a /27 out of the client CIDR block: its base plus one is the tunnel's gateway, the client has another of its addresses. The device routes the /27 by its own tunnel address and has a host route to itself.",
        .cvpnAddr03:
            "Only the /27 of the session enters the device's table, not the whole client CIDR block. A LAN elsewhere in the block therefore goes on working; one inside the /27 is warned about.",
        .cvpnRoute01:
            "A full tunnel, the default, pushes redirect-gateway def1: 0.0.0.0/1 and 128.0.0.0/1 lead into the tunnel and win over the device's default route, which stays.",
        .cvpnRoute02:
            "In a full tunnel the endpoint's routes are not installed on the device one by one; they still decide at the endpoint what goes on.",
        .cvpnRoute03:
            "In a full tunnel a host route keeps the tunnel's own packets to the endpoint on the physical interface. A split tunnel adds none.",
        .cvpnRoute04:
            "A split tunnel pushes the entries of the endpoint's route table when the session starts. A route added later reaches the device with the next session, and changing routes resets the sessions there are.",
        .cvpnRoute05:
            "In a split tunnel only what a pushed route covers enters the tunnel; all else takes the device's own table, its default route included.",
        .cvpnRoute06:
            "What a route 0.0.0.0/0 does in a split tunnel hangs on the client: it is documented as pushed and advised against, and was seen not to be installed on macOS. Where it is installed nothing keeps the tunnel's own packets outside, and the session loops.",
        .cvpnRoute07:
            "Associating a subnet adds a route for the VPC's CIDR block. A block that the VPC gets later has none until the subnet is associated again or a route is added by hand.",
        .cvpnRoute08:
            "A public prefix may be pushed in a split tunnel; its traffic leaves by the association's interface and needs a way to the internet there.",
        .cvpnRoute09:
            "A route with the target local and the client CIDR block as destination lets clients reach each other. It takes no other destination and no rules for groups.",
        .cvpnRoute10:
            "Among the routes of the association landed on, the endpoint takes the longest prefix that holds the destination.",
        .cvpnRoute11:
            "Where the device has a route for exactly the pushed prefix, the pushed one is not installed and traffic stays local. On Linux and Windows both can stand side by side, and the lower metric wins.",
        .cvpnRoute12:
            "If the device's LAN lies outside the private ranges, the service pushes redirect-gateway block-local, in a split tunnel, too: the default route and the LAN without its gateway are drawn into the tunnel.",
        .cvpnLAN01:
            "A route of the LAN takes part in longest-prefix matching like any other. What a /24 of the LAN covers is looked for there, whatever shorter prefix was pushed, and never reached through the tunnel.",
        .cvpnLAN02:
            "A DNS server whose address lies in the LAN's prefix is captured by it: every lookup fails, although routes, rules and filters of the cloud are right.",
        .cvpnLAN03:
            "If the LAN's prefix is shorter than the pushed one, the pushed route wins and those hosts of the LAN are lost; a resolver that is the gateway survives where the system keeps a host route to it.",
        .cvpnLAN04:
            "In a full tunnel a resolver on the LAN stays reachable outside the tunnel, since its prefix is longer than a half of the address space. One behind the LAN's gateway is drawn into the tunnel.",
        .cvpnCRE01:
            "Client route enforcement is off unless it is turned on, and needs a recent version of the AWS client.",
        .cvpnCRE02:
            "With client route enforcement, routes of the device that overlap a route of the endpoint and are more specific are removed while the session lasts.",
        .cvpnCRE03:
            "A full tunnel with client route enforcement cuts the LAN off: queries to a resolver there enter the tunnel and die. In a split tunnel the LAN stays unless a pushed prefix overlaps it.",
        .cvpnCRE04:
            "Client route enforcement makes addresses reachable that the LAN had captured, and loses the hosts of the LAN instead. The way to the endpoint itself is never removed.",
        .cvpnDNS01:
            "DNS servers are optional. Without any the device keeps those that it had; the VPC's resolver is not used by itself.",
        .cvpnDNS02:
            "At most two DNS servers can be set; a third one is refused.",
        .cvpnDNS03:
            "The servers are pushed in full and split tunnels alike and take the place of the device's own for all names: the service has no split by domain.",
        .cvpnDNS04:
            "The second server is asked only when the first does not respond. Any response is final, SERVFAIL included.",
        .cvpnDNS05:
            "The service does not test whether the servers can be reached. A silent first one costs a timeout for each lookup, two silent ones the lookup.",
        .cvpnDNS06:
            "In a full tunnel the queries go through the tunnel unless a longer route of the device captures them: endpoint route, authorization and subnet route must all lead to the server.",
        .cvpnDNS07:
            "In a split tunnel a server outside the associated VPC needs an endpoint route of its own. Without it queries leave by the device's default route: a private address times out, a public one answers outside the tunnel.",
        .cvpnDNS08:
            "The associated VPC's base address plus two is a valid server: the query comes from the association's interface, so from inside the VPC.",
        .cvpnDNS09:
            "To reach VPC+2 an authorization rule must cover it; security groups and network ACLs do not apply.",
        .cvpnDNS10:
            "VPC+2 of any other VPC, peered, behind a transit gateway, or that of an inbound endpoint, does not answer VPN clients.",
        .cvpnDNS11:
            "A pushed 169.254.169.253 does not work: the device's link-local route keeps it outside the tunnel, and VPCs do not route link-local addresses.",
        .cvpnDNS12:
            "Changing an endpoint's DNS servers resets its sessions and may take hours to take effect.",
        .cvpnDNS13:
            "A pushed public resolver needs a way to the internet from the association's interface in a full tunnel; in a split tunnel without a pushed prefix it is reached outside.",
        .cvpnDNS14:
            "All sessions on one interface of the endpoint share its limit of 1,024 packets a second towards the VPC's resolver; what is above is dropped.",
        .cvpnDNS15:
            "Address plan of the drawings in the article on Client VPN and DNS: client CIDR block 192.168.0.0/16, VPC 10.123.0.0/16.",
        .cvpnFWD01:
            "The endpoint forwards a packet only if a route of the association landed on matches and an authorization rule allows it. Otherwise it is dropped without a word.",
        .cvpnFWD02:
            "One page says that a full tunnel reaches peered VPCs without further steps, others require route and rule always. The stricter reading is the default.",
        .cvpnENI01:
            "The service puts network interfaces into each target subnet; traffic to the VPC leaves through one of them.",
        .cvpnENI02:
            "Two interfaces a target subnet were seen, each with a private address and a public one that the service owns.",
        .cvpnENI03:
            "A session keeps the interface that it got. Towards the internet its public address shows in a public subnet, that of the NAT gateway where the subnet routes there.",
        .cvpnENI04:
            "The service may replace its interfaces, and so their addresses.",
        .cvpnSNAT01:
            "IPv4 packets leave with the interface's private address as source: servers and filters never see the client CIDR block.",
        .cvpnSNAT02:
            "IPv6 is not translated: servers see the client's own address.",
        .cvpnSNAT03:
            "Since the source is the interface's, nobody needs a route to the client CIDR block, but the far side needs one back to the VPC; without it the answer is lost.",
        .cvpnSubnet01:
            "After translation the target subnet's own route table decides where a packet goes; without a matching route it dies there.",
        .cvpnSubnet02:
            "The internet through the tunnel needs an endpoint route, an authorization rule, a default route of the subnet to an internet or NAT gateway, and filters that let it pass, all of them.",
        .cvpnAssoc01:
            "A client lands on one association by the order in which the endpoint's name resolves; it cannot choose, and stays for the session.",
        .cvpnAssoc02:
            "Only routes whose target is the association landed on work. Where associations have unequal routes, what works changes from session to session.",
        .cvpnAssoc03:
            "Several associations do not share traffic by destination: everything that a session sends leaves by the one landed on.",
        .cvpnAssoc04:
            "A split tunnel pushes the routes of all associations; one that leads to another association than that landed on is a black hole.",
        .cvpnAssoc05:
            "Target subnets are of one VPC, one for each Availability Zone, and of default tenancy; anything else is refused.",
        .cvpnAuth01:
            "Nothing is allowed until a rule grants it; rules only grant.",
        .cvpnAuth02:
            "Of all rules of all groups, those with the longest prefix around the destination count; the user needs to be meant by one of them. A shorter rule of the user's own does not help.",
        .cvpnAuth03:
            "A rule for 0.0.0.0/0 comes last: it means what no other rule names. A group with that rule alone is shut out of every prefix that a rule of another group names.",
        .cvpnAuth04:
            "A rule for one group around the DNS servers cuts the DNS of all others, who then have no names at all.",
        .cvpnAuth05:
            "A group with a specific rule and one for 0.0.0.0/0 gets both. One page words it as the specific network alone; the worked examples are followed.",
        .cvpnAuth06:
            "With certificates alone there are no groups, so a rule for one is refused. Of a user's groups the first 200 count.",
        .cvpnAuth07:
            "Each route of the endpoint needs a rule and each rule a route; one without the other drops in silence.",
        .cvpnSG01:
            "The endpoint's security groups sit on its interfaces, and are not consulted between the client and the interface.",
        .cvpnSG02:
            "For what clients send, the egress rules of the endpoint's groups matter; the way back is open, since groups are stateful.",
        .cvpnSG03:
            "Servers admit VPN clients by the endpoint's group or the interface's address; a rule for the client CIDR block admits nobody.",
        .cvpnName01:
            "The profile puts a random label in front of the endpoint's name, which resolves under a wildcard; without a label the name does not exist.",
        .cvpnName02:
            "The endpoint's name resolves to several public addresses with a TTL of 10 seconds.",
        .cvpnName03:
            "While the DNS of a full tunnel is dead, a reconnecting client cannot resolve the endpoint's own name until the old session's servers are withdrawn.",
        .cvpnProto01:
            "The tunnel's transport is UDP or TCP, on port 443 or 1194.",
        .cvpnProto02:
            "Where large packets do not pass, mssfix helps TCP alone; large DNS answers over UDP are lost all the same.",
        .cvpnOPS01:
            "Changes take minutes to hours to show. A scenario is the settled state.",
        .cvpnLimit01:
            "The client CIDR block is a /12 to a /22.",
        .cvpnLimit02:
            "The client CIDR block overlaps neither the VPC nor any route of the endpoint.",
        .cvpnLimit03:
            "Client CIDR block, transport and authentication cannot be changed once the endpoint exists.",
        .cvpnLimit04:
            "A target subnet is a /27 or larger with free addresses: 8 by an older text, 20 by the present guide. Under 8 it is refused, under 20 warned about.",
        .cvpnLimit05:
            "100 routes for each target network association, a quota that can be raised.",
        .cvpnLimit06:
            "200 authorization rules an endpoint, a quota that can be raised.",
        .cvpnLimit07:
            "The number of concurrent sessions grows with the associations, from 7,000 with one to 126,000 with five; beyond it new sessions are refused.",
        .cvpnLimit08:
            "Five endpoints a Region.",
        .cvpnLimit09:
            "A baseline of 50 Mbit/s for each session.",
        .cvpnLimit10:
            "The client CIDR block should have twice as many addresses as there are sessions.",
        .cvpnLimit11:
            "A session lasts 24 hours unless it is set otherwise.",
        .cvpnTGW01:
            "An endpoint can be attached to a transit gateway instead of a VPC; then there is no VPC+2, and only addresses that the gateway routes can be DNS servers.",
        .cvpnV601:
            "An endpoint for IPv4 alone carries no IPv6: a device with native IPv6 reaches IPv6 destinations beside a full tunnel, too.",
        .cvpnV602:
            "Lines for IPv6 in the client's profile draw it into the tunnel, where it is dropped.",
        .cvpnV603:
            "IPv6 servers of the device need not be replaced when IPv4 servers are pushed, and are then asked outside the tunnel.",
        .cvpnV604:
            "Newer endpoints carry IPv6 or both; that is fixed when the endpoint is made.",
    ]
}
