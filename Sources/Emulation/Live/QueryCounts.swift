import IPCore
import WorldModel

/// How many queries the name servers have had, for the faults that count them.
///
/// A prediction begins with none; a live responder hands the counts from one lookup to the next.
public struct QueryCounts: Hashable, Sendable {
    private var byServer: [Reference<NameServer>: Int] = [:]
    private var byAddress: [IPAddress: Int] = [:]

    /// No queries yet.
    public init() {}

    /// Counts a query and returns the how-manieth it is for the server and for the address asked, from 1.
    mutating func count(_ server: Reference<NameServer>, at address: IPAddress) -> (server: Int, address: Int) {
        byServer[server, default: 0] += 1
        byAddress[address, default: 0] += 1
        return (byServer[server] ?? 1, byAddress[address] ?? 1)
    }
}
