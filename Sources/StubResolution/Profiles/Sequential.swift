import WorldModel

extension ResolverProfile {
    /// The behaviour documented for AWS Client VPN and the default of the language.
    ///
    /// The servers in order, the next one only when no response came; a response is final, SERVFAIL included
    /// (rules CVPN-DNS-04, STUB-05, STUB-06, STUB-14; AWS re:Post, "How does DNS work with my AWS Client VPN endpoint?").
    public static let sequential = ResolverProfile(
        name: "sequential", method: .getaddrinfo, schedule: .passes, silenceRule: .stub02, responseRule: .cvpnDNS04)
}
