/// A route table of a transit gateway.
public struct DeclaredTransitGatewayRouteTable: Sendable {
    /// Where the element and its keys were written.
    public var marks: Marks
    /// What attachments call it.
    public var name = ""
    /// Its static routes.
    public var routes: [DeclaredTransitGatewayRoute] = []

    init(marks: Marks) { self.marks = marks }
}
