/// The settings that `--matrix PATH=V1,V2` options stand for.
enum MatrixSettings {
    /// Every combination of the values, each a list of `PATH=VALUE`, the last option varying fastest.
    static func combinations(_ options: [String]) throws -> [[String]] {
        var combinations: [[String]] = [[]]
        for option in options {
            let settings = try settings(option)
            combinations = combinations.flatMap { sets in settings.map { sets + [$0] } }
        }
        return combinations
    }

    /// The `PATH=VALUE` of each value; commas in brackets and quotes part nothing.
    private static func settings(_ option: String) throws -> [String] {
        var path = ""
        var values: [String] = []
        var word = ""
        var hasPath = false
        var depth = 0
        var quote: Character?
        for character in option {
            switch character {
            case _ where quote != nil:
                if character == quote { quote = nil }
                word.append(character)
                continue
            case "\"", "'": quote = character
            case "[", "{": depth += 1
            case "]", "}": depth -= 1
            case "=" where depth == 0 && !hasPath:
                path = word
                word = ""
                hasPath = true
                continue
            case "," where depth == 0 && hasPath:
                values.append(word)
                word = ""
                continue
            default: break
            }
            word.append(character)
        }
        values.append(word)
        guard hasPath, !path.isEmpty else {
            throw CommandFailure.usage(
                "--matrix \(option): expected PATH=V1,V2, such as vpn.split_tunnel=true,false")
        }
        let key = shortForms[path] ?? path
        return values.map { "\(key)=\($0)" }
    }

    /// Paths that may be written by their last word, since they are asked for again and again.
    private static let shortForms = ["profile": "client.resolver.profile"]

    /// A setting as the head of a column.
    static func title(_ sets: [String]) -> String {
        sets.map { set in
            for (short, path) in shortForms where set.hasPrefix(path + "=") { return short + set.dropFirst(path.count) }
            return set
        }.joined(separator: " ")
    }
}
