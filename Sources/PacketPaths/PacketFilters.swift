import IPCore
import WorldModel

extension NetworkACL {
    /// What the rules say of packets to a range of ports.
    enum Verdict: Hashable {
        /// All may pass.
        case allows(rule: Int)
        /// None may; the rule that says so first, `nil` for the last one, which denies what no rule allows.
        case denies(rule: Int?)
        /// Those to some of the ports may pass.
        case allowsSome
    }

    /// The verdict of one direction's rules: for each port the first rule that matches decides (rule NACL-01).
    ///
    /// - Parameters:
    ///   - rules: The rules of the direction, by ascending number.
    ///   - peer: The other side's address; `nil` if it is not known, which matches rules for everybody alone.
    ///   - flowProtocol: The protocol; ports have no meaning for ICMP.
    ///   - ports: The destination ports that have to pass.
    /// - Returns: Whether all, some or none of the ports pass.
    static func verdict(
        of rules: [NetworkACLRule], peer: IPAddress?, _ flowProtocol: FlowProtocol, ports: ClosedRange<Int>
    ) -> Verdict {
        var undecided = [ports]
        var allowedBy: Int?
        var deniedBy: Int?
        var isDenied = false
        for rule in rules where rule.matches(peer, flowProtocol) {
            let bounds = flowProtocol == .icmp ? ports : rule.ports.bounds
            guard undecided.contains(where: { $0.overlaps(bounds) }) else { continue }
            if rule.allows {
                if allowedBy == nil { allowedBy = rule.number }
            } else if !isDenied {
                (isDenied, deniedBy) = (true, rule.number)
            }
            undecided = undecided.flatMap { $0.removing(bounds) }
            if undecided.isEmpty { break }
        }
        if !undecided.isEmpty { isDenied = true }
        guard let allowedBy else { return .denies(rule: deniedBy) }
        return isDenied ? .allowsSome : .allows(rule: allowedBy)
    }
}

extension NetworkACLRule {
    fileprivate func matches(_ peer: IPAddress?, _ other: FlowProtocol) -> Bool {
        guard flowProtocol == nil || flowProtocol == other else { return false }
        return peer.map { cidr.contains($0) } ?? cidr.isDefault
    }
}

extension ClosedRange<Int> {
    /// What is left of the range without another one.
    fileprivate func removing(_ other: ClosedRange<Int>) -> [ClosedRange<Int>] {
        guard overlaps(other) else { return [self] }
        var rest: [ClosedRange<Int>] = []
        if lowerBound < other.lowerBound { rest.append(lowerBound...(other.lowerBound - 1)) }
        if upperBound > other.upperBound { rest.append((other.upperBound + 1)...upperBound) }
        return rest
    }
}

extension SecurityGroupRule {
    /// Whether the rule speaks of the protocol and port, whoever the peer is.
    func covers(_ other: FlowProtocol, port: Int) -> Bool {
        guard flowProtocol == nil || flowProtocol == other else { return false }
        return other == .icmp || flowProtocol == nil || ports.contains(port)
    }

    /// Whether the rule names the peer's address; an address that is not known is in `0.0.0.0/0` and `::/0` alone.
    func names(_ peer: IPAddress?) -> Bool {
        guard let peer else { return peers.contains { $0.isDefault } }
        return peers.contains { $0.contains(peer) }
    }

    /// Whether the rule names one of the peer's groups.
    func names(_ peerGroups: [Reference<SecurityGroup>]?) -> Bool {
        guard let peerGroups, !groups.isEmpty else { return false }
        return groups.contains { peerGroups.contains($0) }
    }
}
