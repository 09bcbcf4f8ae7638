/// The JSON Schema of the scenario language, made of the tables that also decode it.
public enum ScenarioSchema {
    /// The schema (draft 2020-12) as text with a line feed at its end; the same for every call.
    ///
    /// It checks keys, types and forms. What only the decoder sees are relations between values: host bits, names that
    /// are there twice, references. Files with merge keys (`<<`) have to be expanded first.
    public static func json() -> String { document.text() + "\n" }

    /// The schema as a value, its keys in the order in which the tables have them.
    public static var document: JSONValue {
        var builder = SchemaBuilder()
        let scenario = builder.mapping(Scenario.self)
        var schema: JSONValue = [
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": "dnsscen scenario",
        ]
        if case .object(let members) = scenario {
            for member in members where member.key != "required" { schema = schema.with(member.key, member.value) }
        }
        // A file that extends another one has the other one's version.
        schema = schema.with("anyOf", [["required": ["version"]], ["required": ["extends"]]])
        return schema.with("$defs", .object(builder.members))
    }
}
