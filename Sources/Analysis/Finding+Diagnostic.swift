import ScenarioLanguage
import WorldModel

extension Finding {
    /// What loading reported, as a finding; of the check that adopts its rule, if one does.
    ///
    /// - Parameters:
    ///   - diagnostic: What was reported; what a cloud would refuse is an error even where it was loaded leniently.
    ///   - isLenient: Whether what a cloud would refuse is to be a warning.
    init(_ diagnostic: Diagnostic, isLenient: Bool) {
        let adopter =
            diagnostic.isRefusal || diagnostic.severity == .warning
            ? Checks.all.first { check in check.adopts.contains { $0.rawValue == diagnostic.rule } } : nil
        var severity: Severity = diagnostic.severity == .error ? .error : .warning
        if diagnostic.isRefusal { severity = isLenient ? .warning : .error }
        let text = diagnostic.message
        self.init(
            id: adopter?.id ?? diagnostic.rule?.lowercased() ?? diagnostic.kind.name.kebabCased,
            severity: severity, location: diagnostic.location, keyPath: diagnostic.keyPath,
            cause: Self.sentence(text),
            repair: adopter?.repair ?? "", rule: diagnostic.rule)
    }

    /// A message as a sentence; the name of an element at its beginning keeps its letters.
    private static func sentence(_ message: String) -> String {
        let word = String(message.prefix { $0 != " " })
        let start = openers.contains(word) ? message.prefix(1).uppercased() + message.dropFirst() : message
        return start + (message.hasSuffix(".") ? "" : ".")
    }

    /// The words, other than names, that messages begin with.
    private static let openers: Set<String> = [
        "a", "aliases", "an", "cannot", "control", "files", "found", "it", "nested", "no", "not", "one", "only",
        "private", "the", "there",
    ]
}

extension String {
    /// `hostBitsSet` as `host-bits-set`.
    var kebabCased: String {
        var result = ""
        for character in self {
            if character.isUppercase, result.last?.isLowercase == true { result.append("-") }
            result += character.lowercased()
        }
        return result
    }
}
