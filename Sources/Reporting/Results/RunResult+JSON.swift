import ScenarioLanguage

extension RunResult {
    /// Writes the result as the JSON output has it; every key is always there.
    func write(to json: inout JSONWriter) {
        switch self {
        case .lookup(let result): result.write(to: &json)
        case .connection(let result): result.write(to: &json)
        case .load(let result): result.write(to: &json)
        }
    }
}

extension LoadResult {
    /// Writes the result as the JSON output has it.
    func write(to json: inout JSONWriter) {
        json.beginObject()
        json.member("kind", "load")
        json.member("file", origin.file)
        json.member("case", origin.caseName)
        json.key("expect")
        json.value(expect)
        json.member("met", mismatches.isEmpty)
        json.list("diagnostics", diagnostics) { $1.write(to: &$0) }
        json.endObject()
    }
}

extension ReportedFile {
    /// Writes the file as the JSON output has it.
    func write(to json: inout JSONWriter) {
        json.beginObject()
        json.member("file", file)
        json.member("title", title)
        json.list("diagnostics", diagnostics) { $1.write(to: &$0) }
        json.endObject()
    }
}

extension RunSummary {
    /// Writes the counts as the JSON output has them, after a key of the caller's if there is one.
    func write(to json: inout JSONWriter, kind: String? = nil) {
        json.beginObject()
        if let kind { json.member("kind", kind) }
        json.member("lookups", lookups)
        json.member("connections", connections)
        json.member("met", met)
        json.member("unmet", unmet)
        json.member("unchecked", unchecked)
        json.member("invalid_files", invalidFiles)
        json.endObject()
    }
}

extension Diagnostic {
    /// Writes the diagnostic as the JSON output has it.
    ///
    /// As a line of its own, `line` says its kind of line, and what the diagnostic itself calls kind is its `code`.
    func write(to json: inout JSONWriter, line kindOfLine: String? = nil) {
        json.beginObject()
        if let kindOfLine { json.member("kind", kindOfLine) }
        json.member("severity", severity.rawValue)
        json.member(kindOfLine == nil ? "kind" : "code", kind.name)
        json.member("file", location.file)
        json.member("line", location.line)
        json.member("column", location.column)
        json.member("path", keyPath)
        json.member("message", message)
        json.member("rule", rule)
        json.endObject()
    }
}
