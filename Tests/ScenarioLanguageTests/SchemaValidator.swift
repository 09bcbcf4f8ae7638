import Foundation

@testable import ScenarioLanguage

/// Debian's python3-jsonschema, which knows draft 2020-12.
enum SchemaValidator {
    private static let program = """
        import json, sys
        import jsonschema
        given = json.load(sys.stdin)
        jsonschema.Draft202012Validator.check_schema(given["schema"])
        validator = jsonschema.Draft202012Validator(given["schema"])
        print(json.dumps([validator.is_valid(document) for document in given["documents"]]))
        """

    /// The interpreter that has the module, or `nil`.
    static let python: String? = ["/usr/bin/python3", "/usr/local/bin/python3"].first { path in
        FileManager.default.isExecutableFile(atPath: path)
            && (try? run(path, ["-c", "import jsonschema; jsonschema.Draft202012Validator"], input: "")) != nil
    }

    /// Whether each document is valid; throws if the schema itself is not.
    static func validate(_ documents: [JSONValue], schema: String) throws -> [Bool] {
        guard let python else { throw Failure() }
        let given = "{\"schema\": \(schema), \"documents\": \(JSONValue.array(documents).text())}"
        return try JSONDecoder().decode([Bool].self, from: run(python, ["-c", program], input: given))
    }

    struct Failure: Error {}

    private static func run(_ path: String, _ arguments: [String], input: String) throws -> Data {
        // A file, not a pipe: what is written before the process reads would fill a pipe.
        let file = FileManager.default.temporaryDirectory.appending(path: "dnsscen-\(UUID().uuidString).json")
        try Data(input.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Process()
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        let output = Pipe()
        process.standardInput = try FileHandle(forReadingFrom: file)
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure() }
        return data
    }
}
