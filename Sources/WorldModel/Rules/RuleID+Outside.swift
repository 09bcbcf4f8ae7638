extension RuleID {
    /// Why the rule is no part of the model; `nil` for one that is.
    ///
    /// A reason that begins with `Not yet` names what has to be modelled first.
    public var outsideReason: String? { Self.outsideReasons[self] }

    private static let outsideReasons: [RuleID: String] = [
        .cvpnDNS12: "A scenario is a settled state: how long a change takes, and that it resets sessions, is left out.",
        .cvpnDNS15: "It is about the drawings of an article, not about how the service behaves.",
        .cvpnENI04: "The addresses of a scenario are those of the moment that it describes.",
        .cvpnName03:
            "A session is up or it is not: a client that tries to connect again over a dead one is no state of a scenario.",
        .cvpnOPS01: "A scenario is a settled state: how long a change takes is left out.",
        .cvpnLimit03: "A scenario has one state of an endpoint, so nothing is changed after its creation.",
        .cvpnLimit08: "A scenario has one endpoint.",
        .cvpnLimit09: "Bandwidth decides no lookup.",
        .cvpnLimit11: "The length of a session decides no lookup.",
        .cvpnTGW01:
            "An endpoint at a transit gateway is a service of its own; the scenario language has subnets as targets.",
        .stub16: "The application's own encrypted DNS never meets the resolver that is modelled.",
        .vpcDNS11: "The scenario language has no DHCP option sets, since they mean nothing to VPN clients.",
    ]
}
