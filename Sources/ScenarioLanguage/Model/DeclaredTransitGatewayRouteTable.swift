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

extension DeclaredTransitGatewayRouteTable: DeclaredMapping {
    static let table = KeyTable<Self>("transit_gateway_route_table", "A route table of a transit gateway.") {
        Key("name", \.name, .name, "What attachments call it.", required: true)
        Key("routes", \.routes, .list(of: DeclaredTransitGatewayRoute.self), "Its static routes.")
    }
}
