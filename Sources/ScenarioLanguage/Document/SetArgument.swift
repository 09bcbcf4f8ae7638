/// A change as the command line gives it: `PATH=VALUE`, where the value is YAML.
enum SetArgument {
    /// Reads a change; positions in it are columns of the argument.
    static func read(_ text: String) -> Result<TreeEdit, ScenarioError> {
        let file = SourceFile(name: "--set")
        let start = SourceMark(file: file, line: 1, column: 1)
        let scalars = Array(text.unicodeScalars)
        guard let equals = equalsSign(in: scalars) else {
            return failure(text, "expected PATH=VALUE, such as vpn.split_tunnel=true", at: start)
        }
        let path = self.text(scalars[..<equals])
        let value = self.text(scalars[(equals + 1)...])
        guard value.unicodeScalars.contains(where: { $0 != " " }) else {
            return failure(text, "no value stands behind the equals sign; null removes", at: start)
        }
        let document = YAMLComposer.compose(Array(value.utf8), file: file, column: equals + 1)
        guard let root = document.root, document.diagnostics.isEmpty else {
            // libyaml ends the last line itself, and complains of what is missing on the line behind it.
            let lines = 1 + value.unicodeScalars.count { $0 == "\n" }
            let end = SourceLocation(file: file.name, line: 1, column: scalars.count + 1)
            let diagnostics = document.diagnostics.map { diagnostic in
                var diagnostic = diagnostic
                if lines == 1, diagnostic.location.line > lines { diagnostic.location = end }
                return diagnostic
            }
            return .failure(ScenarioError(diagnostics: diagnostics))
        }
        return .success(TreeEdit(path: path, mark: start, value: root))
    }

    private static func failure(
        _ text: String, _ reason: String, at mark: SourceMark
    ) -> Result<TreeEdit, ScenarioError> {
        .failure(
            ScenarioError(diagnostics: [
                Diagnostic(.badPath(text, reason: reason), at: mark.location, keyPath: "")
            ]))
    }

    /// The first `=` outside of brackets and quotes.
    private static func equalsSign(in scalars: [Unicode.Scalar]) -> Int? {
        var depth = 0
        var quote: Unicode.Scalar?
        for (position, scalar) in scalars.enumerated() {
            switch scalar {
            case _ where quote != nil: if scalar == quote { quote = nil }
            case "\"", "'": quote = scalar
            case "[": depth += 1
            case "]": depth -= 1
            case "=" where depth <= 0: return position
            default: break
            }
        }
        return nil
    }

    private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var text = ""
        text.unicodeScalars.append(contentsOf: scalars)
        return text
    }
}
