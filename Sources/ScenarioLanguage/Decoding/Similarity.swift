/// Finds what somebody may have meant by a misspelt word.
public enum Similarity {
    /// The key most like `word`, or `nil` if none is like it.
    static func nearest(key word: String, among keys: [String]) -> String? {
        let plain = normalized(word)
        if let same = keys.first(where: { normalized($0) == plain }) { return same }
        if let best = nearest(to: word, among: keys, limit: 1).first { return best }
        // Terraform's own names end in what the language leaves out: subnet_id, vpc_ids, security_group_ids.
        let parts = word.lowercased().split(separator: "_").map(String.init)
        return keys.first { key in
            let keyParts = key.split(separator: "_").map(String.init)
            return keyParts.count > parts.count ? keyParts.starts(with: parts) : parts.starts(with: keyParts)
        }
    }

    /// The words most like `word`, the most similar first, at most `limit`; none that is unlike it.
    public static func nearest(to word: String, among candidates: some Sequence<String>, limit: Int = 3) -> [String] {
        let pattern = Array(word.lowercased().unicodeScalars)
        guard pattern.count <= 80 else { return [] }
        let threshold = max(1, pattern.count / 3)
        var found: [(word: String, distance: Int)] = []
        for candidate in candidates where candidate != word {
            let other = Array(candidate.lowercased().unicodeScalars)
            guard abs(other.count - pattern.count) <= threshold else { continue }
            let distance = distance(pattern, other)
            if distance <= threshold { found.append((candidate, distance)) }
        }
        found.sort { ($0.distance, $0.word) < ($1.distance, $1.word) }
        var words: [String] = []
        for entry in found where words.count < limit && !words.contains(entry.word) { words.append(entry.word) }
        return words
    }

    /// How many letters have to be inserted, deleted, replaced or swapped with their neighbour.
    private static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for row in 0..<left.count {
            var current = [row + 1]
            for column in 0..<right.count {
                let substitution = last[column] + (left[row] == right[column] ? 0 : 1)
                var best = min(substitution, last[column + 1] + 1, current[column] + 1)
                if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
                    best = min(best, beforeLast[column - 1] + 1)
                }
                current.append(best)
            }
            beforeLast = last
            last = current
        }
        return last[right.count]
    }

    private static func normalized(_ word: String) -> String {
        String(word.lowercased().unicodeScalars.filter { $0 != "_" && $0 != "-" })
    }
}
