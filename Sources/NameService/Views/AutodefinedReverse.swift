import DNSCore
import IPCore
import WorldModel

/// The autodefined rules that are the same in every VPC, and the reverse zones of its CIDR blocks.
///
/// Rules R53-AUTO-01 and R53-RDNS-01.
enum AutodefinedReverse {
    /// The autodefined rule for `domain`, an ancestor of `name` or the name itself; `nil` if there is none.
    static func candidate(
        _ domain: DomainName, for name: DomainName, in vpc: Reference<VPC>, of world: World
    ) -> VPCCandidate? {
        guard let known = table[domain] else {
            return vpcReverse(domain, for: name, in: vpc, of: world)
        }
        switch known {
        case .loopback: return .loopback
        case .privateReverse, .metadataReverse:
            guard world.topology.vpcs[vpc].hasAutodefinedReverse else { return nil }
            if case .privateReverse = known { return .privateReverse }
            return .metadataReverse
        }
    }

    /// A reverse zone of the size of a /24 that belongs to this VPC or to one connected with DNS support.
    private static func vpcReverse(
        _ domain: DomainName, for name: DomainName, in vpc: Reference<VPC>, of world: World
    ) -> VPCCandidate? {
        guard domain.labelCount == 5, world.topology.vpcs[vpc].hasAutodefinedReverse, let block = base(of: domain)
        else { return nil }
        let address = name.reverseAddress ?? block
        for candidate in world.topology.vpcs(containing: address)
        where candidate == vpc || world.connection(from: vpc, to: candidate).isConnected {
            return .vpcReverse(candidate)
        }
        return nil
    }

    /// The first address of the block whose reverse zone is `domain`, three labels under in-addr.arpa.
    private static func base(of domain: DomainName) -> IPAddress? {
        guard let zero = DomainLabel("0") else { return nil }
        return domain.prepending(label: zero)?.reverseAddress
    }

    private enum Kind {
        case loopback
        case privateReverse
        case metadataReverse
    }

    private static let table: [DomainName: Kind] = {
        var table: [DomainName: Kind] = [:]
        func add(_ text: String, _ kind: Kind) {
            if let name = DomainName(text) { table[name] = kind }
        }
        for name in ["localhost", "localdomain", "127.in-addr.arpa"] { add(name, .loopback) }
        table[.reverse(of: .v6(IPv6Address(bits: 0)))] = .loopback
        table[.reverse(of: .v6(IPv6Address(bits: 1)))] = .loopback
        add("10.in-addr.arpa", .privateReverse)
        add("168.192.in-addr.arpa", .privateReverse)
        for block in 16...31 { add("\(block).172.in-addr.arpa", .privateReverse) }
        table[.reverse(of: .v4(IPv4Address(bits: 0xa9fe_a9fe)))] = .metadataReverse
        return table
    }()
}
