/// A set of addresses, given by the prefixes that it consists of.
public struct PrefixSet: Hashable, Sendable {
    /// The fewest prefixes that hold the same addresses, in ascending order; no two overlap.
    public let prefixes: [IPPrefix]

    /// Makes the set of all addresses that one of `prefixes` holds.
    public init(_ prefixes: some Sequence<IPPrefix>) {
        var result: [IPPrefix] = []
        for prefix in prefixes.sorted() where result.last?.contains(prefix) != true {
            result.append(prefix)
            while result.count >= 2, let joined = Self.join(result[result.count - 2], result[result.count - 1]) {
                result.removeLast(2)
                result.append(joined)
            }
        }
        self.prefixes = result
    }

    /// Whether the set has no address.
    public var isEmpty: Bool { prefixes.isEmpty }

    /// Whether `address` is in the set.
    ///
    /// O(log n).
    public func contains(_ address: IPAddress) -> Bool { contains(IPPrefix(host: address)) }

    /// Whether every address of `prefix` is in the set.
    ///
    /// O(log n).
    public func contains(_ prefix: IPPrefix) -> Bool {
        var low = 0
        var high = prefixes.count
        while low < high {
            let middle = (low + high) / 2
            if prefixes[middle] <= prefix { low = middle + 1 } else { high = middle }
        }
        return low > 0 && prefixes[low - 1].contains(prefix)
    }

    /// The prefix that the two are the halves of, or `nil`.
    private static func join(_ lower: IPPrefix, _ upper: IPPrefix) -> IPPrefix? {
        guard lower.family == upper.family, lower.length == upper.length, lower.length > 0 else { return nil }
        let parent = IPPrefix(masking: lower.address, length: lower.length - 1)
        return parent.contains(upper) ? parent : nil
    }
}
