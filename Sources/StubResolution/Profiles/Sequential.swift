import WorldModel

extension ResolverProfile {
    /// The behaviour documented for AWS Client VPN and the default of the language.
    ///
    /// The servers in order, the next one only when no response came; a response is final, SERVFAIL included
    /// (rules CVPN-DNS-04, STUB-05, STUB-06, STUB-14; AWS re:Post, "How does DNS work with my AWS Client VPN endpoint?").
    public static let sequential: ResolverProfile = {
        var profile = ResolverProfile(
            name: "sequential", summary: "what AWS documents for Client VPN", versions: "-", evidence: .convention,
            mechanism: .walk(WalkPolicy(.passes)))
        profile.defaults.options.subtract([.singleRequest, .noAAAA, .strictOrder, .allServers, .dnssec])
        profile.responseRule = .cvpnDNS04
        profile.remarks = [
            "AWS gives no times: 5 s for each query and 2 passes are those of resolv.conf(5)."
        ]
        return profile
    }()
}
