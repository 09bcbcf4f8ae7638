extension YAMLText {
    /// What to tell of libyaml's complaint, with a remedy for what people run into.
    func kind(of error: YAMLSyntaxError) -> Diagnostic.Kind {
        let found = character(line: error.line, column: error.column)
        var problem = error.context.isEmpty ? error.problem : "\(error.problem) \(error.context)"
        switch (error.problem, found) {
        case ("found character that cannot start any token", "\t"?):
            return .tab
        case ("found character that cannot start any token", "@"?),
            ("found character that cannot start any token", "`"?),
            ("found character that cannot start any token", "%"?):
            problem = "a text cannot begin with \(found.map(String.init) ?? "") unless it is in quotes"
        case ("did not find expected alphabetic or numeric character", _):
            if error.context == "while scanning an alias" {
                problem = "a text cannot begin with * unless it is in quotes"
            } else if error.context == "while scanning an anchor" {
                problem = "a text cannot begin with & unless it is in quotes"
            }
        case ("found a tab character that violates indentation", _),
            ("found a tab character where an indentation space is expected", _):
            return .tab
        case ("mapping values are not allowed in this context", _):
            problem =
                "a colon makes a key of what stands before it, which cannot be one here; "
                + "put a text that has `: ` in quotes"
        default: break
        }
        return .yamlSyntax(problem: problem)
    }

    /// The character at a position that counts from 0, or `nil` if there is none.
    private func character(line: Int, column: Int) -> Unicode.Scalar? {
        var restLine = line
        var restColumn = column
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            if restLine == 0 {
                if restColumn == 0 { return scalar }
                restColumn -= 1
            } else if scalar == "\n" {
                restLine -= 1
            }
        }
        return nil
    }
}
