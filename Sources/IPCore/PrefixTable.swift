/// A map from prefixes of both families to values that finds the longest prefix an address is in.
///
/// A path-compressed binary trie: a node stands only where a prefix is entered or two of them part, so that a look-up
/// visits no more nodes than the prefixes around the address are deep, whatever the number of entries.
public struct PrefixTable<Value> {
    /// A prefix of the table and its value.
    public struct Match {
        /// The prefix that was entered.
        public let prefix: IPPrefix
        /// The value that was entered for it.
        public var value: Value
    }

    private struct Node {
        var prefix: IPPrefix
        /// Index into `stored`, or -1 where two branches part and nothing is entered.
        var entry: Int32 = -1
        /// Indexes of the nodes whose next bit is 0 and 1; -1 for none.
        var zero: Int32 = -1
        var one: Int32 = -1
    }

    private var nodes: [Node] = []
    private var stored: [Match] = []
    private var rootIPv4: Int32 = -1
    private var rootIPv6: Int32 = -1

    /// Makes an empty table.
    public init() {}

    /// The number of prefixes entered.
    public var count: Int { stored.count }

    /// Whether nothing is entered.
    public var isEmpty: Bool { stored.isEmpty }

    /// Enters `value` for `prefix` in place of what stood there.
    ///
    /// O(prefix length).
    public mutating func insert(_ value: Value, for prefix: IPPrefix) {
        var parent: Int32 = -1
        var index = root(of: prefix.family)
        while index >= 0 {
            let node = nodes[Int(index)]
            if node.prefix == prefix {
                if node.entry >= 0 {
                    stored[Int(node.entry)].value = value
                } else {
                    nodes[Int(index)].entry = store(value, for: prefix)
                }
                return
            }
            guard node.prefix.contains(prefix) else { break }
            parent = index
            index = prefix.address.bit(at: node.prefix.length) ? node.one : node.zero
        }
        let leaf = appendNode(Node(prefix: prefix, entry: store(value, for: prefix)))
        link(insertAbove(index, leaf: leaf), below: parent, family: prefix.family)
    }

    /// The value entered for exactly `prefix`, or `nil`.
    ///
    /// O(prefix length).
    public subscript(prefix: IPPrefix) -> Value? {
        var index = root(of: prefix.family)
        while index >= 0 {
            let node = nodes[Int(index)]
            guard node.prefix.contains(prefix) else { return nil }
            if node.prefix.length == prefix.length { return node.entry < 0 ? nil : stored[Int(node.entry)].value }
            index = prefix.address.bit(at: node.prefix.length) ? node.one : node.zero
        }
        return nil
    }

    /// The longest prefix that `address` is in, with its value, or `nil` if there is none.
    ///
    /// O(prefix length).
    public func longestMatch(for address: IPAddress) -> Match? {
        var best: Int32 = -1
        visit(address) { best = $0 }
        return best < 0 ? nil : stored[Int(best)]
    }

    /// All prefixes that `address` is in, the shortest first.
    ///
    /// O(prefix length).
    public func matches(for address: IPAddress) -> [Match] {
        var found: [Match] = []
        visit(address) { found.append(stored[Int($0)]) }
        return found
    }

    /// Everything entered, in ascending order of the prefixes.
    ///
    /// O(count).
    public var entries: [Match] {
        var found: [Match] = []
        found.reserveCapacity(count)
        var pending = [rootIPv6, rootIPv4]
        while let index = pending.popLast() {
            guard index >= 0 else { continue }
            let node = nodes[Int(index)]
            if node.entry >= 0 { found.append(stored[Int(node.entry)]) }
            pending.append(node.one)
            pending.append(node.zero)
        }
        return found
    }

    // MARK: - The trie

    private func root(of family: AddressFamily) -> Int32 {
        switch family {
        case .ipv4: rootIPv4
        case .ipv6: rootIPv6
        }
    }

    /// Calls `body` with the entries that `address` is in, the shortest prefix first.
    private func visit(_ address: IPAddress, _ body: (Int32) -> Void) {
        var index = root(of: address.family)
        while index >= 0 {
            let node = nodes[Int(index)]
            guard node.prefix.contains(address) else { return }
            if node.entry >= 0 { body(node.entry) }
            guard !node.prefix.isHost else { return }
            index = address.bit(at: node.prefix.length) ? node.one : node.zero
        }
    }

    private mutating func store(_ value: Value, for prefix: IPPrefix) -> Int32 {
        stored.append(Match(prefix: prefix, value: value))
        return Int32(stored.count - 1)
    }

    private mutating func appendNode(_ node: Node) -> Int32 {
        nodes.append(node)
        return Int32(nodes.count - 1)
    }

    /// Joins `leaf` with the node at `index`, which does not contain it, and returns the upper one of what results.
    private mutating func insertAbove(_ index: Int32, leaf: Int32) -> Int32 {
        guard index >= 0 else { return leaf }
        let old = nodes[Int(index)].prefix
        let new = nodes[Int(leaf)].prefix
        if new.contains(old) {
            attach(index, to: leaf)
            return leaf
        }
        let fork = appendNode(Node(prefix: old.commonPrefix(with: new)))
        attach(index, to: fork)
        attach(leaf, to: fork)
        return fork
    }

    private mutating func attach(_ child: Int32, to parent: Int32) {
        if nodes[Int(child)].prefix.address.bit(at: nodes[Int(parent)].prefix.length) {
            nodes[Int(parent)].one = child
        } else {
            nodes[Int(parent)].zero = child
        }
    }

    private mutating func link(_ child: Int32, below parent: Int32, family: AddressFamily) {
        if parent >= 0 {
            attach(child, to: parent)
        } else {
            switch family {
            case .ipv4: rootIPv4 = child
            case .ipv6: rootIPv6 = child
            }
        }
    }
}

extension PrefixTable: Sendable where Value: Sendable {}
extension PrefixTable.Match: Sendable where Value: Sendable {}
extension PrefixTable.Match: Equatable where Value: Equatable {}
extension PrefixTable.Match: Hashable where Value: Hashable {}

extension PrefixTable: Equatable where Value: Equatable {
    /// Whether the same prefixes have equal values, in whatever order they were entered.
    public static func == (left: PrefixTable, right: PrefixTable) -> Bool {
        left.count == right.count && left.entries == right.entries
    }
}

extension IPAddress {
    /// The bit at `position`, counted from 0 at the most significant one.
    func bit(at position: Int) -> Bool { bits >> UInt128(family.bitWidth - 1 - position) & 1 == 1 }
}

extension IPPrefix {
    /// The longest prefix that contains both; they are of one family.
    func commonPrefix(with other: IPPrefix) -> IPPrefix {
        let difference = address.bits ^ other.address.bits
        let shared = difference.leadingZeroBitCount - (128 - family.bitWidth)
        return IPPrefix(masking: address, length: min(shared, length, other.length))
    }
}
