/// A value of a YAML document with the place where it was written; an alias shares the node of its anchor.
///
/// A class because nodes are shared, between aliases and between the edited copies of a document; it never changes.
final class YAMLNode: Sendable {
    enum Content: Sendable {
        case scalar(YAMLScalar)
        case sequence([YAMLNode])
        case mapping([YAMLEntry])
    }

    let content: Content
    let mark: SourceMark
    /// The nodes in this one with aliases written out, itself included; limited by `YAMLLimits.expandedNodes`.
    var expandedCount: Int { Int(storedCount) }
    /// The levels in this node with aliases written out; 1 for a scalar.
    var height: Int { Int(storedHeight) }

    private let storedCount: Int32
    private let storedHeight: Int32

    init(_ content: Content, mark: SourceMark) {
        self.content = content
        self.mark = mark
        var count = 1
        var height = 0
        switch content {
        case .scalar: break
        case .sequence(let elements):
            for element in elements {
                count = min(count + element.expandedCount, YAMLLimits.countCeiling)
                height = max(height, element.height)
            }
        case .mapping(let entries):
            for entry in entries {
                count = min(count + 1 + entry.value.expandedCount, YAMLLimits.countCeiling)
                height = max(height, entry.value.height)
            }
        }
        storedCount = Int32(count)
        storedHeight = Int32(truncatingIfNeeded: height + 1)
    }

    /// Where the node begins.
    var location: SourceLocation { mark.location }

    /// The entry of a mapping with the key `key`; `nil` also if the node is no mapping, O(number of keys).
    func entry(_ key: String) -> YAMLEntry? {
        guard case .mapping(let entries) = content else { return nil }
        return entries.first { $0.key == key }
    }

    /// The value of a mapping for `key`; `nil` also if the node is no mapping, O(number of keys).
    subscript(key: String) -> YAMLNode? { entry(key)?.value }

    /// The scalar that the node is, or `nil`.
    var scalar: YAMLScalar? {
        guard case .scalar(let scalar) = content else { return nil }
        return scalar
    }

    /// What other parts of a key path call this element: its `name`, else its `id`; `nil` if it has neither.
    var elementName: String? {
        guard case .mapping = content else { return nil }
        for key in ["name", "id"] {
            if let scalar = self[key]?.scalar, !scalar.isNull { return scalar.text }
        }
        return nil
    }
}

/// A key of a mapping with its value.
struct YAMLEntry: Sendable {
    let key: String
    let keyMark: SourceMark
    let value: YAMLNode
}

/// A scalar as it was written.
struct YAMLScalar: Sendable {
    let text: String
    /// Whether it was written without quotes, so that `true`, `5` and `null` are no texts.
    let isPlain: Bool

    /// Whether it is YAML's null: empty, `~` or `null` without quotes.
    var isNull: Bool {
        guard isPlain else { return false }
        switch text {
        case "", "~", "null", "Null", "NULL": return true
        default: return false
        }
    }
}

/// What a document may not exceed, so that no file can exhaust the machine.
enum YAMLLimits {
    /// The octets of a file.
    static let fileSize = 64 << 20
    /// The levels of nesting, through aliases too.
    static let nesting = 200
    /// The values of a file without what aliases stand for.
    static let nodes = 3_000_000
    /// The nodes that all aliases of a file stand for.
    static let expandedNodes = 1_000_000
    /// Counts stop growing here, far above what is allowed.
    static let countCeiling = 1 << 30
}
