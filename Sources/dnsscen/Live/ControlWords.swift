import LiveResponder
import ScenarioLanguage

/// The words behind `dnsscen ctl`, read as a request.
enum ControlWords {
    /// What is wrong with the words, and what would be right.
    struct Failure: Error, Hashable {
        let text: String
    }

    /// The commands, as `Failure` and the help list them.
    static let commands = "fault add, fault clear, case, connect, disconnect, status or stats"

    /// The request that the words mean; `clear` alone is `fault clear`.
    static func request(_ words: [String]) throws(Failure) -> ControlRequest {
        let rest = Array(words.dropFirst())
        switch words.first {
        case nil: throw Failure(text: "what shall the server do? Expected \(commands)")
        case "fault":
            switch rest.first {
            case "add": return try faultAdd(Array(rest.dropFirst()))
            case "clear": return try faultClear(Array(rest.dropFirst()))
            default: throw Failure(text: "fault: expected add or clear, such as 'fault add 10.0.0.2 servfail'")
            }
        case "clear": return try faultClear(rest)
        case "case":
            guard rest.count <= 1 else {
                throw Failure(text: "case: expected one name, or none for the base of the file")
            }
            return .setCase(rest.first)
        case "connect": return try alone(.connect, words)
        case "disconnect": return try alone(.disconnect, words)
        case "status": return try alone(.status, words)
        case "stats": return try alone(.stats, words)
        case let word?: throw Failure(text: "there is no command \(word): expected \(commands)")
        }
    }

    private static func alone(_ request: ControlRequest, _ words: [String]) throws(Failure) -> ControlRequest {
        guard words.count == 1 else { throw Failure(text: "\(words[0]) takes no argument, not \(words[1])") }
        return request
    }

    private static func faultClear(_ words: [String]) throws(Failure) -> ControlRequest {
        guard words.count <= 1 else { throw Failure(text: "fault clear: expected one target, or none for all") }
        return .faultClear(target: words.first)
    }

    /// `TARGET KIND [KEY=VALUE ...]`, or a YAML mapping as under `faults`.
    private static func faultAdd(_ words: [String]) throws(Failure) -> ControlRequest {
        if words.count == 1, words[0].contains(":"), words[0].contains("kind") { return .faultAdd(yaml: words[0]) }
        guard words.count >= 2 else {
            throw Failure(
                text:
                    "fault add: expected TARGET KIND [KEY=VALUE ...], such as '10.0.0.2 drop names=[*.corp.example]', or a YAML mapping"
            )
        }
        let kind = words[1]
        guard DeclaredFaultKind(rawValue: kind) != nil else {
            let kinds = DeclaredFaultKind.allCases.map(\.rawValue)
            let near = kinds.filter { $0.hasPrefix(kind) || kind.hasPrefix($0) }
            let hint =
                near.isEmpty
                ? "expected one of \(kinds.joined(separator: ", "))" : "did you mean \(near.joined(separator: " or "))?"
            throw Failure(text: "fault add: there is no kind \(kind); \(hint)")
        }
        var pairs = ["target: \(scalar(words[0]))", "kind: \(scalar(kind))"]
        for word in words.dropFirst(2) {
            guard let equals = word.firstIndex(of: "="), equals > word.startIndex else {
                throw Failure(text: "fault add: expected KEY=VALUE, such as delay=6s, not \(word)")
            }
            pairs.append("\(scalar(String(word[..<equals]))): \(value(word[word.index(after: equals)...]))")
        }
        return .faultAdd(yaml: "{ \(pairs.joined(separator: ", ")) }")
    }

    /// A value as YAML: a list where it stands in brackets, else one scalar.
    private static func value(_ text: Substring) -> String {
        guard text.first == "[", text.last == "]", text.count >= 2 else { return scalar(String(text)) }
        let elements = text.dropFirst().dropLast().split(separator: ",").map { element in
            scalar(String(element.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()))
        }
        return "[\(elements.joined(separator: ", "))]"
    }

    /// A scalar in quotation marks unless it is plain beyond doubt; a `*` at its beginning would be an alias.
    private static func scalar(_ text: String) -> String {
        let isPlain =
            text.unicodeScalars.allSatisfy { scalar in
                scalar.isASCII
                    && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil
                        || "._/-".unicodeScalars.contains(scalar))
            } && (text.first?.isLetter == true || text.first?.isNumber == true)
        if isPlain { return text }
        // A string of JSON is a double-quoted scalar of YAML.
        return JSONValue.string(text).line
    }
}
