/// The switches for what the sources leave open; `marks.isSet` tells which the file sets.
public struct DeclaredAssumptions: Sendable {
    /// Where the element and its keys were written.
    public var marks: Marks
    /// What becomes of a default route that a split tunnel pushes (CVPN-ROUTE-06).
    public var splitDefaultRoute = SplitDefaultRoute.byOS
    /// Whether a LAN in public address space is drawn into the tunnel (CVPN-ROUTE-12).
    public var blockLocal = BlockLocal.auto
    /// How a packet to an address that the LAN captured fails (CVPN-LAN-01).
    public var capturedAddress = CapturedAddress.timeout
    /// Whether the resolver of a VPC answers from outside (CVPN-DNS-10).
    public var foreignVPCResolver = ForeignVPCResolver.drop
    /// Whether a full tunnel reaches peered VPCs without a route of its own (CVPN-FWD-02).
    public var fullTunnelImplicitPeer = false
    /// Which endpoint routes a split tunnel pushes (CVPN-ASSOC-04).
    public var pushedRoutes = PushedRoutes.all
    /// Whether IPv6 servers survive a push of IPv4 servers (CVPN-V6-03).
    public var ipv6Resolvers = IPv6Resolvers.kept
    /// What an inbound endpoint does in a VPC without DNS support (VPC-DNS-02).
    public var inboundWithoutDNSSupport = InboundWithoutDNSSupport.servfail
    /// What a VPC's resolver does with a query that does not ask for recursion (VPC-DNS-07).
    public var nonRecursiveQuery = NonRecursiveQuery.refused
    /// How the private name of an address without an instance is answered (EC2-NAME-07).
    public var privateNameWithoutInstance = PrivateNameWithoutInstance.answer
    /// How a name of a private zone without the type asked for is answered (R53-PHZ-04).
    public var phzMissingType = PHZMissingType.nodata
    /// What a delegation inside a private zone does (R53-PHZ-11).
    public var phzDelegation = PHZDelegation.servfail
    /// How long an outbound endpoint waits for one target (R53-FWRULE-08).
    public var forwardTimeout = Duration.seconds(4)
    /// How a reverse name of an unassigned address is answered (R53-RDNS-03).
    public var reverseUnassigned = ReverseUnassigned.synthesize
    /// Whether fragments pass (DNSMSG-05).
    public var fragments = Fragments.pass
    /// Which TTL an answer out of the device's cache shows (DNSMSG-07).
    public var ttlMode = TTLMode.configured
    /// Whether Alibaba Cloud's own resolver addresses answer VPN clients (ALI-DNS-02).
    public var alibabaVPCResolver = AlibabaVPCResolver.answer

    init(marks: Marks) { self.marks = marks }
}

extension DeclaredAssumptions {
    /// What becomes of a default route that a split tunnel pushes.
    public enum SplitDefaultRoute: String, CaseIterable, Hashable, Sendable {
        case byOS = "by_os"
        case ignore, install
    }

    /// Whether a LAN in public address space is drawn into the tunnel.
    public enum BlockLocal: String, CaseIterable, Hashable, Sendable { case auto, never }

    /// How a packet to an address that the LAN captured fails.
    public enum CapturedAddress: String, CaseIterable, Hashable, Sendable { case timeout, unreachable }

    /// Whether the resolver of a VPC answers from outside.
    public enum ForeignVPCResolver: String, CaseIterable, Hashable, Sendable { case drop, flaky }

    /// Which endpoint routes a split tunnel pushes.
    public enum PushedRoutes: String, CaseIterable, Hashable, Sendable { case all, landed }

    /// Whether IPv6 servers survive a push of IPv4 servers.
    public enum IPv6Resolvers: String, CaseIterable, Hashable, Sendable { case kept, removed }

    /// What an inbound endpoint does in a VPC without DNS support.
    public enum InboundWithoutDNSSupport: String, CaseIterable, Hashable, Sendable { case servfail, drop }

    /// What a VPC's resolver does with a query that does not ask for recursion.
    public enum NonRecursiveQuery: String, CaseIterable, Hashable, Sendable { case refused, recurse }

    /// How the private name of an address without an instance is answered.
    public enum PrivateNameWithoutInstance: String, CaseIterable, Hashable, Sendable { case answer, nxdomain }

    /// How a name of a private zone without the type asked for is answered.
    public enum PHZMissingType: String, CaseIterable, Hashable, Sendable { case nodata, nxdomain }

    /// What a delegation inside a private zone does.
    public enum PHZDelegation: String, CaseIterable, Hashable, Sendable { case servfail, ignore }

    /// How a reverse name of an unassigned address is answered.
    public enum ReverseUnassigned: String, CaseIterable, Hashable, Sendable { case synthesize, nxdomain }

    /// Whether fragments pass.
    public enum Fragments: String, CaseIterable, Hashable, Sendable { case pass, drop }

    /// Which TTL an answer out of the device's cache shows.
    public enum TTLMode: String, CaseIterable, Hashable, Sendable { case configured, remaining }

    /// Whether Alibaba Cloud's own resolver addresses answer VPN clients.
    public enum AlibabaVPCResolver: String, CaseIterable, Hashable, Sendable { case answer, drop }
}

extension DeclaredAssumptions: DeclaredMapping {
    static let table = KeyTable<Self>(
        "assumptions", "The switches for what the sources leave open."
    ) {
        Key(
            "split_default_route", \.splitDefaultRoute, .choice,
            "What becomes of a default route that a split tunnel pushes (CVPN-ROUTE-06).")
        Key(
            "block_local", \.blockLocal, .choice,
            "Whether a LAN in public address space is drawn into the tunnel (CVPN-ROUTE-12).")
        Key(
            "captured_address", \.capturedAddress, .choice,
            "How a packet to an address that the LAN captured fails (CVPN-LAN-01).")
        Key(
            "foreign_vpc_resolver", \.foreignVPCResolver, .choice,
            "Whether the resolver of a VPC answers from outside (CVPN-DNS-10).")
        Key(
            "full_tunnel_implicit_peer", \.fullTunnelImplicitPeer, .boolean,
            "Whether a full tunnel reaches peered VPCs without a route of its own (CVPN-FWD-02).")
        Key("pushed_routes", \.pushedRoutes, .choice, "Which endpoint routes a split tunnel pushes (CVPN-ASSOC-04).")
        Key(
            "ipv6_resolvers", \.ipv6Resolvers, .choice,
            "Whether IPv6 servers survive a push of IPv4 servers (CVPN-V6-03).")
        Key(
            "inbound_without_dns_support", \.inboundWithoutDNSSupport, .choice,
            "What an inbound endpoint does in a VPC without DNS support (VPC-DNS-02).")
        Key(
            "non_recursive_query", \.nonRecursiveQuery, .choice,
            "What a VPC's resolver does with a query that does not ask for recursion (VPC-DNS-07).")
        Key(
            "private_name_without_instance", \.privateNameWithoutInstance, .choice,
            "How the private name of an address without an instance is answered (EC2-NAME-07).")
        Key(
            "phz_missing_type", \.phzMissingType, .choice,
            "How a name of a private zone without the type asked for is answered (R53-PHZ-04).")
        Key("phz_delegation", \.phzDelegation, .choice, "What a delegation inside a private zone does (R53-PHZ-11).")
        Key(
            "forward_timeout", \.forwardTimeout, .duration,
            "How long an outbound endpoint waits for one target (R53-FWRULE-08).")
        Key(
            "reverse_unassigned", \.reverseUnassigned, .choice,
            "How a reverse name of an unassigned address is answered (R53-RDNS-03).")
        Key("fragments", \.fragments, .choice, "Whether fragments pass (DNSMSG-05).")
        Key("ttl_mode", \.ttlMode, .choice, "Which TTL an answer out of the device's cache shows (DNSMSG-07).")
        Key(
            "alibaba_vpc_resolver", \.alibabaVPCResolver, .choice,
            "Whether Alibaba Cloud's own resolver addresses answer VPN clients (ALI-DNS-02).")
    }
}
