extension RuleArea {
    /// PrivateLink, peering and transit gateways.
    static let links = RuleArea(
        name: "links", title: "PrivateLink, peering and transit gateways", statements: Self.linksStatements)

    private static let linksStatements: [RuleID: String] = [
        .vpce01:
            "With private DNS the service's public name gives the interface endpoint's addresses to those who ask in its VPC, or an inbound endpoint there.",
        .vpce02:
            "That is a hidden private zone of the endpoint's VPC alone; peers and neighbours at a transit gateway get the public addresses.",
        .vpce03:
            "Without private DNS the service's name stays public; the endpoint's own names resolve to its addresses for everyone.",
        .vpce04:
            "A client that asks the public DNS reaches the service over the internet and passes the endpoint by.",
        .vpce05:
            "An answer with the endpoint's addresses is of use only if route and rule lead there, too.",
        .vpce06:
            "Private names with a wildcard capture every name below the service's domain in that VPC.",
        .vpce07:
            "Names are by service: an endpoint for one does not cover its neighbours.",
        .vpce08:
            "An S3 endpoint can keep its private names to inbound endpoints, so that VPC+2 leaves traffic to the gateway endpoint, which then must exist.",
        .vpce09:
            "So a VPN client gets public S3 addresses of VPC+2 and private ones of the inbound endpoint.",
        .vpce10:
            "A gateway endpoint is a route in subnet tables and changes no name; it is of use from its own VPC alone.",
        .vpce11:
            "Which address records an endpoint's names have hangs on its DNS record type.",
        .vpce12:
            "The endpoint's security group must admit the service's port from the VPN's interface; the name resolves all the same.",
        .vpce13:
            "Private DNS is refused beside a private zone of the same name in the VPC.",
        .vpce14:
            "The answer has one address for each subnet of the endpoint.",
        .peer01:
            "Peering needs routes in the tables of both sides: without one there the packet dies, without one back the answer.",
        .peer02:
            "Peering does not pass on: nobody uses a peer's gateways, or a third VPC behind it.",
        .peer03:
            "VPCs with overlapping CIDR blocks cannot be peered.",
        .peerDNS01:
            "The resolver of a peer cannot be asked.",
        .peerDNS02:
            "Each side may let the other resolve its public instance names to private addresses; that is off unless it is turned on.",
        .peerDNS03:
            "Private IP names of a peer in another Region, or with other than private blocks, need that option, too.",
        .peerDNS04:
            "The option covers neither private zones nor names of interface endpoints.",
        .tgw01:
            "A subnet reaches the transit gateway only if the attachment has a subnet in the same Availability Zone.",
        .tgw02:
            "The gateway's route table needs the destination, and for the way back the VPN's VPC. Of two equal blocks one is propagated.",
        .tgwDNS01:
            "DNS support of the gateway and of attachments lets public instance names resolve to private addresses between attached VPCs.",
        .tgwDNS02:
            "The gateway and both attachments must have it on.",
        .tgwDNS03:
            "Private zones are not resolved across a transit gateway.",
        .tgwDNS04:
            "Across the peering of two transit gateways no name is translated.",
        .tgwDNS05:
            "VPC+2 of a VPC behind a transit gateway is silent; an inbound endpoint there is fine.",
    ]
}
