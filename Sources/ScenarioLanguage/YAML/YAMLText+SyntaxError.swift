extension YAMLText {
    /// What to tell of a complaint of libyaml's, and where.
    struct Explanation {
        let kind: Diagnostic.Kind
        let place: YAMLSyntaxError.Place
    }

    /// Explains a complaint of libyaml's, with a remedy for what people run into.
    func explain(_ error: YAMLSyntaxError) -> Explanation {
        var problem = error.context.isEmpty ? error.problem : "\(error.problem) \(error.context)"
        switch error.problem {
        case "found character that cannot start any token":
            let found = character(at: error.place)
            if found == "\t" { return Explanation(kind: .tab, place: error.place) }
            if let found { problem = "a text cannot begin with \(found) unless it is in quotes" }
        case "found a tab character that violates indentation",
            "found a tab character where an indentation space is expected":
            return Explanation(kind: .tab, place: error.place)
        case "did not find expected alphabetic or numeric character":
            let sign = error.context == "while scanning an alias" ? "*" : "&"
            return Explanation(
                kind: .yamlSyntax(problem: "a text cannot begin with \(sign) unless it is in quotes"),
                place: error.contextPlace)
        case "mapping values are not allowed in this context":
            problem =
                "a colon makes a key of what stands before it, which cannot be one here; "
                + "put a text that has `: ` in quotes"
        case "did not find expected ',' or '}'", "did not find expected ',' or ']'":
            problem += "; between brackets, a text with one of []{}, in it has to be in quotes"
        default: break
        }
        return Explanation(kind: .yamlSyntax(problem: problem), place: error.place)
    }

    /// The character at a position, or `nil` if there is none.
    private func character(at place: YAMLSyntaxError.Place) -> Unicode.Scalar? {
        var line = place.line
        var column = place.column
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            if line == 0 {
                if column == 0 { return scalar }
                column -= 1
            } else if scalar == "\n" {
                line -= 1
            }
        }
        return nil
    }
}
