/// How much the VPN's clients ask, for the limits of resolvers (rules VPC-DNS-06, R53-INBOUND-05).
public struct Load: Hashable, Sendable {
    /// The clients like the one that is emulated.
    public var clients: Int
    /// The lookups that each of them makes in a second.
    public var lookupsPerSecond: Double

    /// A load; without figures one client that asks nothing else.
    public init(clients: Int = 1, lookupsPerSecond: Double = 0) {
        self.clients = clients
        self.lookupsPerSecond = lookupsPerSecond
    }

    /// The queries of all clients in a second.
    public var queriesPerSecond: Double { Double(clients) * lookupsPerSecond }
}
