import DNSCore
import WorldModel

/// What a zone holds for one name and type (RFC 1034 section 4.3.2, step 3).
enum ZoneFinding {
    /// The RRset asked for; its owner is the name asked for, also where a wildcard made it.
    case records(RRset, wildcard: DomainName?)
    /// The name is an alias of another one.
    case cname(ResourceRecord, target: DomainName, wildcard: DomainName?)
    /// The name lies below a DNAME; `nil` for the target if it would be too long (RFC 6672 section 2.2).
    case dname(ResourceRecord, target: DomainName?)
    /// The name has an alias record of Route 53.
    case alias(AliasRecord)
    /// The name lies at or below a zone cut.
    case delegation(RRset)
    /// The name exists, the type does not; whether there is any data at the name.
    case noData(isEmptyNonTerminal: Bool, wildcard: DomainName?)
    /// The name does not exist; the longest ancestor that does.
    case noSuchName(closestEncloser: DomainName)
}

extension Zone {
    /// What the zone holds for `name`, which lies at or below the apex.
    ///
    /// Zone cuts and DNAMEs above the name come first, from the apex downwards; then the name itself; then the wildcard
    /// below the closest encloser (RFC 4592 section 3.3.1). O(number of labels).
    /// With `ignoringDelegations` zone cuts are not looked at.
    func find(_ name: DomainName, _ type: RecordType, ignoringDelegations: Bool = false) -> ZoneFinding {
        if hasCuts {
            var count = apex.labelCount
            while count < name.labelCount {
                let ancestor = name.suffix(labelCount: count)
                guard let node = node(at: ancestor) else { break }
                if let cut = node.cut(at: ancestor, in: self), !ignoringDelegations { return .delegation(cut) }
                if let dname = node.rrset(.dname)?.records.first, let target = dname.target {
                    return .dname(
                        dname.withOwner(ancestor), target: name.replacingSuffix(ancestor, with: target))
                }
                count += 1
            }
        }
        if let node = node(at: name) {
            // A DS RRset lies on the parent's side of a cut (RFC 4035 section 3.1.4.1).
            if type != .ds, !ignoringDelegations, let cut = node.cut(at: name, in: self) { return .delegation(cut) }
            return data(of: node, at: name, owner: name, type, wildcard: nil)
        }
        var encloser = name.parent ?? .root
        while encloser.labelCount > apex.labelCount, !hasName(encloser) { encloser = encloser.parent ?? .root }
        guard let wildcard = encloser.wildcardChild, let node = node(at: wildcard) else {
            return .noSuchName(closestEncloser: encloser)
        }
        if type != .ds, !ignoringDelegations, let cut = node.cut(at: wildcard, in: self) {
            return .delegation(cut.withOwner(name))
        }
        return data(of: node, at: wildcard, owner: name, type, wildcard: wildcard)
    }

    private func data(
        of node: ZoneNode, at position: DomainName, owner: DomainName, _ type: RecordType, wildcard: DomainName?
    ) -> ZoneFinding {
        if let rrset = node.rrset(type) { return .records(rrset.withOwner(owner), wildcard: wildcard) }
        // One RRset stands for all of them (RFC 8482 section 4.1; rule DNSMSG-10).
        if type == .any, let rrset = node.rrset(.a) ?? node.rrset(.aaaa) ?? node.rrsets.first {
            return .records(rrset.withOwner(owner), wildcard: wildcard)
        }
        if let cname = node.rrset(.cname)?.records.first, let target = cname.target {
            return .cname(cname.withOwner(owner), target: target, wildcard: wildcard)
        }
        if let alias = aliases[position]?.first, alias.answers(type) { return .alias(alias) }
        return .noData(isEmptyNonTerminal: node.rrsets.isEmpty && aliases[position] == nil, wildcard: wildcard)
    }

    /// The SOA record of a negative response, with the lower of its own TTL and the minimum (RFC 2308 section 3).
    var negativeSOA: ResourceRecord? {
        guard let record = soa?.records.first else { return nil }
        guard let minimum = record.soa?.minimum else { return record }
        return record.withTTL(min(record.ttl, TTL(wireValue: minimum)))
    }
}

extension ZoneNode {
    /// The NS RRset that makes this node a zone cut, or `nil`.
    fileprivate func cut(at name: DomainName, in zone: Zone) -> RRset? {
        guard name.labelCount > zone.apex.labelCount else { return nil }
        return rrset(.ns)?.withOwner(name)
    }
}

extension AliasRecord {
    /// Whether the alias stands for records of the type: one to addresses has addresses alone.
    fileprivate func answers(_ type: RecordType) -> Bool {
        switch target {
        case .name: type != .cname && type != .soa && type != .ns
        case .addresses: type == .a || type == .aaaa
        }
    }
}

extension RRset {
    /// The same records at another name.
    func withOwner(_ owner: DomainName) -> RRset {
        var rrset = self
        rrset.owner = owner
        return rrset
    }
}
