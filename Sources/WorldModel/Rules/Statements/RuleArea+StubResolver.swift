extension RuleArea {
    /// The device's resolver.
    static let stubResolver = RuleArea(
        name: "stub-resolver", title: "The device's resolver", statements: Self.stubResolverStatements)

    private static let stubResolverStatements: [RuleID: String] = [
        .stub01:
            "Servers are asked in the order of the configuration, at most three of them; the list is gone through again when all are silent.",
        .stub02:
            "Each try waits five seconds, twice round: one dead server in front costs five seconds, two dead ones end the lookup after twenty.",
        .stub03:
            "dig tries three times, five seconds each, over the servers of the configuration, and then says that no servers could be reached.",
        .stub04:
            "Windows asks the first server of the preferred adapter for a second, then those of all adapters: another adapter's server may answer.",
        .stub05:
            "Whether SERVFAIL leads on to the next server differs: not by what AWS says and what dig does, but with glibc. By default it does not.",
        .stub06:
            "NXDOMAIN and NODATA are final: no other server is asked.",
        .stub07:
            "An error that comes back at once, such as no route or port unreachable, makes the resolver go on without waiting.",
        .stub08:
            "Names with fewer dots than ndots get the search list first. A push of servers leaves the search list as it was.",
        .stub09:
            "glibc asks for A and AAAA at the same time; a server that drops one of them delays the lookup by a timeout.",
        .stub10:
            "systemd-resolved adds pushed servers to the tunnel's link instead of replacing the others; without a routing domain for all names either link may be asked.",
        .stub11:
            "systemd-resolved picks the link whose routing domain matches with the most labels; the domain . takes what nothing longer matches.",
        .stub12:
            "Plain OpenVPN on Linux without a script ignores pushed servers: the original ones stay.",
        .stub13:
            "On macOS a tunnel's servers become the main resolver unless they come with match domains; tools that read resolv.conf do not see scoped resolvers.",
        .stub14:
            "The profile sequential, the default, lets pushed servers replace the device's own for all names, as AWS's article assumes.",
        .stub15:
            "What the device cached before it connected may be used until its TTL ends.",
        .stub16:
            "An application that speaks DNS over HTTPS by itself takes no notice of all this.",
    ]
}
