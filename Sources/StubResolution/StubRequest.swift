public import DNSCore
public import IPCore

/// How an application asks its stub resolver.
public enum LookupMethod: String, CaseIterable, Hashable, Sendable {
    /// By name, as `getaddrinfo` does: hosts file, then the search list, then DNS.
    case getaddrinfo
    /// One literal question, as `dig` sends it.
    case query
}

/// What an application wants to know.
public struct StubRequest: Hashable, Sendable {
    /// The name as it would stand if it were absolute.
    public var name: DomainName
    /// Whether the application wrote the final dot, which keeps the search list away.
    public var isAbsolute: Bool
    /// The types, asked one after the other; at least one.
    public var types: [RecordType]
    /// How it asks.
    public var method: LookupMethod
    /// What the hosts file has for the name, addresses of both families in the file's order.
    public var hostsAddresses: [IPAddress]
    /// RD of the queries.
    public var recursionDesired: Bool

    /// A request for one or several types of one name.
    public init(
        _ name: DomainName, isAbsolute: Bool = false, types: [RecordType] = [.a],
        method: LookupMethod = .getaddrinfo, hostsAddresses: [IPAddress] = [], recursionDesired: Bool = true
    ) {
        self.name = name
        self.isAbsolute = isAbsolute
        self.types = types
        self.method = method
        self.hostsAddresses = hostsAddresses
        self.recursionDesired = recursionDesired
    }
}
