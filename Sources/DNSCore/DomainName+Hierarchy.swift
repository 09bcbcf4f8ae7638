extension DomainName {
    /// The name without its leftmost label; `nil` for the root.
    public var parent: DomainName? { isRoot ? nil : suffix(labelCount: labelCount - 1) }

    /// The last `count` labels as a name, the root for 0; `count` is 0 to `labelCount`.
    public func suffix(labelCount count: Int) -> DomainName {
        precondition(count >= 0 && count <= labelCount, "A suffix has no more labels than the name.")
        if count == labelCount { return self }
        if count == 0 { return .root }
        return DomainName(
            validOctets: Array(octets[offset(droppingLabels: labelCount - count)...]), labelCount: count)
    }

    /// Whether the name is `other` or lies below it.
    public func isSubdomain(of other: DomainName) -> Bool {
        guard labelCount >= other.labelCount, octets.count >= other.octets.count else { return false }
        let start = offset(droppingLabels: labelCount - other.labelCount)
        return octets.count - start == other.octets.count && hasEqualOctets(from: start, to: other)
    }

    /// Whether the name lies below `other`.
    public func isStrictSubdomain(of other: DomainName) -> Bool {
        labelCount > other.labelCount && isSubdomain(of: other)
    }

    /// The name, its parent and so on, up to and with the root.
    public var ancestors: Ancestors { Ancestors(self) }

    /// A name and all names above it, up to and with the root.
    public struct Ancestors: Sequence, IteratorProtocol, Sendable {
        private var upcoming: DomainName?

        init(_ name: DomainName) { upcoming = name }

        /// The next name upwards, or `nil` behind the root.
        public mutating func next() -> DomainName? {
            defer { upcoming = upcoming?.parent }
            return upcoming
        }
    }

    /// The number of labels, counted from the right, that the two names share.
    public func commonLabelCount(with other: DomainName) -> Int {
        let shared = Swift.min(labelCount, other.labelCount)
        var left = offset(droppingLabels: labelCount - shared)
        var right = other.offset(droppingLabels: other.labelCount - shared)
        var common = 0
        for _ in 0..<shared {
            let leftEnd = left + 1 + Int(octets[left])
            let rightEnd = right + 1 + Int(other.octets[right])
            let isEqual = octets[left..<leftEnd].elementsEqual(other.octets[right..<rightEnd]) {
                $0.asciiLowercased == $1.asciiLowercased
            }
            common = isEqual ? common + 1 : 0
            left = leftEnd
            right = rightEnd
        }
        return common
    }

    /// The longest name that both are subdomains of, written as in this one; the root if they share no label.
    public func commonAncestor(with other: DomainName) -> DomainName {
        suffix(labelCount: commonLabelCount(with: other))
    }

    /// The name below this one that begins with `label`, or `nil` if it would be too long.
    public func prepending(label: DomainLabel) -> DomainName? {
        guard octets.count + label.octets.count < Self.maximumOctetCount else { return nil }
        return DomainName(
            validOctets: [UInt8(label.octets.count)] + label.octets + octets, labelCount: labelCount + 1)
    }

    /// The labels of this name in front of those of `origin`, or `nil` if that would be too long.
    public func appending(_ origin: DomainName) -> DomainName? { replacing(last: 0, with: origin) }

    /// The name `*` below this one, or `nil` if it would be too long.
    public var wildcardChild: DomainName? {
        Self.joined([1, UInt8(ascii: "*")], labelCount: 1, before: self)
    }

    /// The name with `suffix` at its end replaced, as DNAME does (RFC 6672 section 2.2).
    ///
    /// `nil` if it would be too long (a server then answers YXDOMAIN), or is no subdomain of `suffix`.
    public func replacingSuffix(_ suffix: DomainName, with replacement: DomainName) -> DomainName? {
        isSubdomain(of: suffix) ? replacing(last: suffix.labelCount, with: replacement) : nil
    }

    private func replacing(last count: Int, with replacement: DomainName) -> DomainName? {
        let kept = labelCount - count
        return Self.joined(octets[..<offset(droppingLabels: kept)], labelCount: kept, before: replacement)
    }

    private static func joined(_ front: ArraySlice<UInt8>, labelCount: Int, before back: DomainName) -> DomainName? {
        guard front.count + back.octets.count <= maximumOctetCount else { return nil }
        return DomainName(validOctets: Array(front) + back.octets, labelCount: labelCount + back.labelCount)
    }
}
