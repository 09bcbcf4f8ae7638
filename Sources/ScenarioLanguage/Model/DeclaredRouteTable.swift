/// A route table of a VPC.
public struct DeclaredRouteTable: Sendable {
    /// Where the element and its keys were written.
    public var marks: Marks
    /// What other elements call it.
    public var name = ""
    /// Whether subnets without a table of their own use it.
    public var main = false
    /// Its routes besides the local one.
    public var routes: [DeclaredVPCRoute] = []
    /// Whether it takes the client pool's routes from an IBM VPN server.
    public var acceptRoutesFromVPNServer = true
    /// Whether it hands them on to attached networks.
    public var advertiseRoutes = false

    init(marks: Marks) { self.marks = marks }
}

extension DeclaredRouteTable: DeclaredMapping {
    static let table = KeyTable<Self>("route_table", "A route table of a VPC.") {
        Key("name", \.name, .name, "What other elements call it.", required: true)
        Key("main", \.main, .boolean, "Whether subnets without a table of their own use it.")
        Key("routes", \.routes, .list(of: DeclaredVPCRoute.self), "Its routes besides the local one.")
        Key(
            "accept_routes_from_vpn_server", \.acceptRoutesFromVPNServer, .boolean,
            "Whether it takes the client pool's routes from an IBM VPN server.")
        Key("advertise_routes", \.advertiseRoutes, .boolean, "Whether it hands them on to attached networks.")
    }
}
