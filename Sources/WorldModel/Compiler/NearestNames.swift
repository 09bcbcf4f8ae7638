/// Finds the names that somebody may have meant.
enum NearestNames {
    /// The names at most a third of the letters away from `text`, the nearest first, at most three.
    static func find(_ text: String, among names: [String]) -> [String] {
        let wanted = Array(text.utf8.prefix(80))
        let limit = max(1, wanted.count / 3)
        var found: [(distance: Int, name: String)] = []
        for name in names {
            let letters = Array(name.utf8.prefix(80))
            guard abs(letters.count - wanted.count) <= limit else { continue }
            let distance = distance(from: wanted, to: letters)
            if distance <= limit { found.append((distance, name)) }
        }
        return found.sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }.prefix(3).map(\.name)
    }

    /// The number of letters to insert, delete, replace or swap with their neighbour (optimal string alignment).
    private static func distance(from left: [UInt8], to right: [UInt8]) -> Int {
        var before: [Int] = []
        var above = Array(0...right.count)
        for (i, letter) in left.enumerated() {
            var row = [i + 1]
            row.reserveCapacity(right.count + 1)
            for (j, other) in right.enumerated() {
                var cost = min(above[j] + (letter == other ? 0 : 1), above[j + 1] + 1, row[j] + 1)
                if i > 0, j > 0, letter == right[j - 1], left[i - 1] == other { cost = min(cost, before[j - 1] + 1) }
                row.append(cost)
            }
            before = above
            above = row
        }
        return above[right.count]
    }
}
