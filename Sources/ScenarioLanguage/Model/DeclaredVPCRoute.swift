public import IPCore

/// A route of a VPC's route table.
public struct DeclaredVPCRoute: Sendable {
    /// Where the element and its keys were written.
    public var marks: Marks
    /// The prefix that the route is for.
    public var destinationCIDRBlock = IPPrefix.defaultIPv4
    /// `local`, `blackhole`, or the name of what the route leads to.
    public var target = ""

    init(marks: Marks) { self.marks = marks }
}

extension DeclaredVPCRoute: DeclaredMapping {
    static let table = KeyTable<Self>("vpc_route", "A route of a VPC's route table.") {
        Key(
            "destination_cidr_block", \.destinationCIDRBlock, .prefix, "The prefix that the route is for.",
            required: true)
        Key("target", \.target, .name, "`local`, `blackhole`, or the name of what the route leads to.", required: true)
    }
}
