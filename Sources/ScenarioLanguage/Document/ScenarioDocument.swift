/// A scenario file that was read, with the files that it extends, and from which its base and its cases are decoded.
public struct ScenarioDocument: Sendable {
    /// The file as it was named.
    public let file: String
    /// The cases, in order; without those that are faulty.
    public let cases: [DeclaredCase]
    /// What is wrong with the file's YAML, with what it extends and with its cases; part of every decoded scenario's.
    public let diagnostics: [Diagnostic]

    /// The merged tree without `cases`.
    private let root: YAMLNode
    /// Where `cases` stands.
    private let casesMark: SourceMark

    /// The names of the cases, in order.
    public var caseNames: [String] { cases.map(\.name) }

    /// Reads a file; only one of which nothing can be decoded throws.
    ///
    /// - Parameters:
    ///   - bytes: The file's octets.
    ///   - file: Its name, from whose folder relative paths start; `-` for standard input.
    ///   - loader: Reads a file that this one extends.
    /// - Returns: The document, which may have errors all the same.
    /// - Throws: What is wrong with the file, if it holds no mapping.
    public static func parse(
        _ bytes: [UInt8], file: String, loader: @escaping (String) -> Result<[UInt8], LoadFailure>
    ) throws(ScenarioError) -> ScenarioDocument {
        var loading = DocumentLoader(loader)
        guard let tree = loading.tree(bytes, file: file, chain: [file]) else {
            throw ScenarioError(diagnostics: loading.diagnostics.sorted())
        }
        return ScenarioDocument(tree, file: file, diagnostics: loading.diagnostics)
    }

    private init(_ tree: YAMLNode, file: String, diagnostics: [Diagnostic]) {
        self.file = file
        guard case .mapping(let entries) = tree.content, let entry = tree.entry("cases") else {
            root = tree
            casesMark = tree.mark
            cases = []
            self.diagnostics = diagnostics.sorted()
            return
        }
        root = YAMLNode(.mapping(entries.filter { $0.key != "cases" }), mark: tree.mark)
        casesMark = entry.keyMark
        var decoder = ScenarioDecoder()
        let type = ValueType<[DeclaredCase]>.list(of: DeclaredCase.self, unique: .by("name", kind: "case"))
        cases = type.decode(DecodingInput(node: entry.value, parent: .root, step: .key("cases")), &decoder) ?? []
        self.diagnostics = (diagnostics + decoder.diagnostics).sorted()
    }

    /// Decodes the base, or one case, after applying `sets` to it.
    ///
    /// The diagnostics of `self` are among the result's, so that a caller who decodes several cases meets them again.
    ///
    /// - Parameters:
    ///   - name: The case, or `nil` for the base alone.
    ///   - sets: Changes as the command line gives them, each `PATH=VALUE`, applied in order after the case's own.
    /// - Returns: As much of the scenario as is right, and all that is wrong.
    public func scenario(case name: String? = nil, sets: [String] = []) -> DecodedScenario {
        var diagnostics = diagnostics
        var tree = root
        let chosen = name.flatMap { name in cases.first { $0.name == name } }
        if let chosen {
            tree = DocumentLoader.edited(
                tree, by: chosen.set.entries.map(TreeEdit.init), keyPath: chosen.marks.keyPath(of: "set"), &diagnostics)
        } else if let name {
            let nearest = Similarity.nearest(to: name, among: caseNames, limit: 1).first
            diagnostics.append(
                Diagnostic(
                    .unknownCase(name, nearest: nearest, known: caseNames), at: casesMark.location, keyPath: "cases"))
        }
        for text in sets {
            switch SetArgument.read(text) {
            case .success(let edit): tree = DocumentLoader.edited(tree, by: [edit], keyPath: edit.path, &diagnostics)
            case .failure(let fault): diagnostics += fault.diagnostics
            }
        }
        var decoder = ScenarioDecoder()
        var scenario: Scenario = decoder.decodeRoot(tree)
        scenario.brokenNames = decoder.brokenNames
        if let chosen { scenario.apply(chosen) }
        diagnostics += decoder.diagnostics
        scenario.stages = Self.stages(of: scenario, tree, &diagnostics)
        return DecodedScenario(scenario: scenario, diagnostics: diagnostics.sorted())
    }

    /// What the timeline's changes make of the scenario: each is made to the tree that the last one left.
    private static func stages(
        of scenario: Scenario, _ tree: YAMLNode, _ diagnostics: inout [Diagnostic]
    ) -> [ScenarioStage] {
        var known = Set(diagnostics)
        var stages: [ScenarioStage] = []
        var tree = tree
        for event in scenario.timeline.filter({ $0.set != nil }).sorted(by: { $0.at < $1.at }) {
            let keyPath = event.marks.keyPath(of: "set")
            let edits = (event.set?.entries ?? []).map(TreeEdit.init).filter { edit in
                guard let question = edit.question else { return true }
                diagnostics.append(
                    Diagnostic(
                        .badPath(edit.path, reason: "`\(question)` cannot change while the clock runs"),
                        at: edit.mark.location, keyPath: keyPath))
                return false
            }
            tree = DocumentLoader.edited(tree, by: edits, keyPath: keyPath, &diagnostics)
            var decoder = ScenarioDecoder()
            var stage: Scenario = decoder.decodeRoot(tree)
            stage.brokenNames = decoder.brokenNames
            stage.caseName = scenario.caseName
            // What is wrong with the rest of the file was told before.
            diagnostics += decoder.diagnostics.filter { known.insert($0).inserted }
            stages.append(ScenarioStage(from: event.at, scenario: stage))
        }
        return stages
    }
}
