import Foundation
import TestSupport
import Testing

/// Whether the validator is installed.
private let hasValidator: Bool = {
    let run = try? BuiltCommand.run(executable: "/usr/bin/env", ["python3", "-c", "import jsonschema"])
    return run?.status == 0
}()

/// The results schema against a validator that knows nothing of this project.
@Suite(.enabled(if: hasValidator, "python3 with jsonschema is needed"))
struct ResultsSchemaTests {
    private static let program = """
        import json, sys
        from jsonschema import Draft202012Validator as Validator
        schema = json.load(open(sys.argv[1]))
        Validator.check_schema(schema)
        errors = sorted(Validator(schema).iter_errors(json.load(open(sys.argv[2]))), key=str)
        for error in errors[:5]: print(error.json_path, error.message)
        sys.exit(1 if errors else 0)
        """

    private func validate(_ document: String) throws -> BuiltCommand.Run {
        let schema = try BuiltCommand.run(["schema", "results"])
        #expect(schema.status == 0)
        let folder = try ScratchFolder(["schema.json": schema.output, "document.json": document])
        return try BuiltCommand.run(
            executable: "/usr/bin/env",
            ["python3", "-c", Self.program, "\(folder.path)/schema.json", "\(folder.path)/document.json"])
    }

    @Test func `the results of all scenarios are as the schema says`() throws {
        let document = try BuiltCommand.run(["run", "scenarios", "nosuch.yaml", "--format", "json"]).output
        let run = try validate(document)
        #expect(run.status == 0, "\(run.output)\(run.errors)")
    }

    @Test(arguments: [
        #"{"version": 2, "files": [], "results": [], "summary": {}}"#,
        #"{"version": 1, "files": [], "results": [{"kind": "lookup"}], "summary": {"lookups": 0, "connections": 0, "met": 0, "unmet": 0, "unchecked": 0, "invalid_files": 0}}"#,
    ])
    func `what is no result is refused`(document: String) throws {
        #expect(try validate(document).status == 1)
    }
}
