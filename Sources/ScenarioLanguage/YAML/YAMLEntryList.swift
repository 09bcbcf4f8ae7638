/// The entries of a mapping while it is put together; finds a key that is there already in constant time.
struct YAMLEntryList: ~Copyable {
    private(set) var entries: [YAMLEntry] = []
    /// Where each key stands; made once there are too many keys to compare them all.
    private var positions: [String: Int] = [:]

    private static let searchedLinearly = 16

    /// Appends an entry, unless its key is there already: then it returns the entry that has it.
    @discardableResult
    mutating func append(_ entry: YAMLEntry) -> YAMLEntry? {
        if let position = position(of: entry.key) { return entries[position] }
        entries.append(entry)
        if !positions.isEmpty {
            positions[entry.key] = entries.count - 1
        } else if entries.count > Self.searchedLinearly {
            for (position, entry) in entries.enumerated() { positions[entry.key] = position }
        }
        return nil
    }

    /// Puts an entry in place of the one with the same key, or appends it.
    mutating func set(_ entry: YAMLEntry) {
        if let position = position(of: entry.key) { entries[position] = entry } else { append(entry) }
    }

    private func position(of key: String) -> Int? {
        positions.isEmpty ? entries.firstIndex { $0.key == key } : positions[key]
    }
}
