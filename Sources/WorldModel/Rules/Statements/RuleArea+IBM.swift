extension RuleArea {
    /// IBM Cloud Client VPN for VPC.
    static let ibm = RuleArea(
        name: "ibm", title: "IBM Cloud Client VPN for VPC", statements: Self.ibmStatements)

    private static let ibmStatements: [RuleID: String] = [
        .ibmAddr01:
            "The session's subnet is half of the pool, its base plus one the gateway; in split mode the whole pool is routed, too. Each server member serves a part of the pool.",
        .ibmAddr02:
            "The pool is a /9 to a /22 that overlaps neither the VPC's prefixes, the server's routes, the client's LAN nor the reserved ranges.",
        .ibmRoute01:
            "A split tunnel pushes all routes of the server; the default is a full tunnel.",
        .ibmRoute02:
            "A full tunnel pushes the two halves and a host route to the server, and none of its routes.",
        .ibmRoute03:
            "In both modes the server drops what matches none of its routes; a full tunnel has no way to the internet without a route 0.0.0.0/0.",
        .ibmRoute04:
            "The VPC's subnets are not pushed by themselves.",
        .ibmRoute05:
            "deliver keeps the client's pool address as source, translate puts the server member's in its place, drop discards.",
        .ibmRoute06:
            "deliver is for the VPC and for networks behind a VPN gateway; beyond that only where routes are advertised. translate is for service endpoints, classic infrastructure and the internet.",
        .ibmRoute07:
            "For delivered packets the routing table of the destination's subnet must accept routes from the VPN server, or the answer does not find back.",
        .ibmRoute08:
            "A pushed prefix that the device has a route for already, such as 0.0.0.0/0 in split mode, is not installed.",
        .ibmRoute09:
            "A pushed prefix that holds the server's own public address makes a loop.",
        .ibmRoute10:
            "Each destination once, 50 routes a server.",
        .ibmOPS01:
            "Changed routes reach clients when they reconnect: until then a session keeps those that it began with. A change of the server itself ends all sessions.",
        .ibmDNS01:
            "None, one or two DNS servers; without any the client keeps its own.",
        .ibmDNS02:
            "161.26.0.10 and .11 resolve public names and service endpoints; 161.26.0.7 and .8 the VPC's private zones as well.",
        .ibmDNS03:
            "Those addresses need a route that covers them with the action translate; without it queries die at the server, or leave the device the wrong way.",
        .ibmDNS04:
            "The VPN server's security group filters queries to them, too: UDP and TCP 53 must be allowed.",
        .ibmDNS05:
            "Names of virtual private endpoints resolve to private addresses through the private resolvers or a custom resolver of the VPC alone; in split mode the endpoint's subnet needs a route.",
        .ibmDNS06:
            "A zone of DNS Services is seen by permitted networks alone; the longest matching zone decides, without falling through.",
        .ibmDNS07:
            "A custom resolver is a server in the VPC with up to three locations that forwards to the private resolvers unless a rule says otherwise; its security group must admit port 53.",
        .ibmDNS08:
            "Plain OpenVPN on Linux does not apply pushed DNS; other clients do.",
        .ibmSG01:
            "The server's group must admit the VPN's port from the internet; rules for its traffic name the pool where packets are delivered and the server's subnets where they are translated.",
        .ibmLimit01:
            "2,000 active clients a server, ten servers a Region.",
        .ibmName01:
            "The server's name resolves to one public address for each member, tried in random order.",
    ]
}
