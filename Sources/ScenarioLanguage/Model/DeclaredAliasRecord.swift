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
