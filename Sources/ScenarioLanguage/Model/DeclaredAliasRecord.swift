/// An alias record of a hosted zone.
public struct DeclaredAliasRecord: Sendable {
    /// Where the element and its keys were written.
    public var marks: Marks
    /// The owner as in a master file: relative to the zone, absolute with a final dot, or `@`.
    public var name = ""
    /// A DNS name, or the name of a VPC endpoint or load balancer.
    public var target = ""

    init(marks: Marks) { self.marks = marks }
}

extension DeclaredAliasRecord: DeclaredMapping {
    static let table = KeyTable<Self>("alias_record", "An alias record of a hosted zone.") {
        Key(
            "name", .owner, "The owner as in a master file: relative to the zone, absolute with a final dot, or `@`.",
            required: true, set: { $0.name = $1.text })
        Key("target", \.target, .name, "A DNS name, or the name of a VPC endpoint or load balancer.", required: true)
    }
}
