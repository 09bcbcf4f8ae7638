import DNSCore
import IPCore

/// Names that resolvers treat on their own, and names that the public DNS certainly does not have.
enum SpecialName {
    /// `localhost` or a name under it (RFC 6761 section 6.3).
    case loopback
    /// The reverse name of a loopback address.
    case loopbackReverse
    /// In the reverse zone of private or reserved addresses, which resolvers serve locally (RFC 6303); its apex.
    case reservedReverse(DomainName)
    /// Under a domain that the public DNS does not have: reserved, or in use on private networks alone.
    case nonexistent(DomainName)
    /// A single label, under which the public DNS has no addresses.
    case singleLabel

    /// The treatment of a name, or `nil` for one that the public DNS may have.
    static func treatment(of name: DomainName) -> SpecialName? {
        for ancestor in name.ancestors {
            if let known = table[ancestor] {
                if case .loopbackReverse = known, ancestor != name { return .reservedReverse(ancestor) }
                return known
            }
        }
        // Single labels do not exist in the public DNS but for top-level domains, which are told by their length.
        if name.labelCount == 1, !isLikelyTopLevelDomain(name) { return .singleLabel }
        return nil
    }

    private static func isLikelyTopLevelDomain(_ name: DomainName) -> Bool {
        name.labels[0].octets.count == 2 || genericTopLevelDomains.contains(name)
    }

    private static let genericTopLevelDomains = Set(
        ["com", "net", "org", "edu", "gov", "mil", "int", "arpa", "info", "biz", "app", "dev", "cloud"].compactMap {
            DomainName($0)
        })

    private static let table: [DomainName: SpecialName] = {
        var table: [DomainName: SpecialName] = [:]
        func add(_ text: String, _ treatment: (DomainName) -> SpecialName) {
            guard let name = DomainName(text) else { return }
            table[name] = treatment(name)
        }
        add("localhost") { _ in .loopback }
        for name in nonexistentDomains { add(name, SpecialName.nonexistent) }
        for name in reservedReverseZones { add(name, SpecialName.reservedReverse) }
        table[DomainName.reverse(of: .v4(IPv4Address(bits: 0x7f00_0001)))] = .loopbackReverse
        table[DomainName.reverse(of: .v6(IPv6Address(bits: 1)))] = .loopbackReverse
        return table
    }()

    // RFC 2606, 6761, 6762 (appendix G too), 7686, 8375, 9476; ICANN reserves .internal and refuses .corp, .home, .mail.
    private static let nonexistentDomains = [
        "local", "internal", "test", "example", "invalid", "onion", "alt", "home.arpa", "localdomain", "intranet",
        "private", "corp", "home", "lan", "mail",
    ]

    // RFC 6303 sections 4.1 to 4.6, RFC 7793.
    private static let reservedReverseZones: [String] = {
        var zones = ["0", "10", "127", "254.169", "168.192", "2.0.192", "100.51.198", "113.0.203", "255.255.255.255"]
        zones += (16...31).map { "\($0).172" }
        zones += (64...127).map { "\($0).100" }
        let ipv6 = ["d.f", "8.e.f", "9.e.f", "a.e.f", "b.e.f", "8.b.d.0.1.0.0.2"]
        return zones.map { $0 + ".in-addr.arpa" } + ipv6.map { $0 + ".ip6.arpa" }
    }()
}
