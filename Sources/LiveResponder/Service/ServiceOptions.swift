public import IPCore

/// How a responder serves.
public struct ServiceOptions: Sendable {
    /// Where the device's stub resolver answers; in per-server mode empty unless it is wanted beside the servers.
    public var listen: [Endpoint]
    /// Whether each name server listens on an address of its own, and how these are chosen.
    public var servers: ServerAddressing?
    /// How outcomes become messages.
    public var policy: ServingPolicy
    /// Whether others than this host may ask.
    public var allowsRemote: Bool
    /// The event loops of each listening address.
    public var loopCount: Int
    /// Where metrics are served; `nil` for nowhere.
    public var metrics: Endpoint?
    /// The Unix socket that takes commands; `nil` for none.
    public var controlPath: String?
    /// Whether the scenario is read again when one of its files changes.
    public var watchesFiles: Bool

    /// Options.
    public init(
        listen: [Endpoint], servers: ServerAddressing? = nil, policy: ServingPolicy = ServingPolicy(),
        allowsRemote: Bool = false, loopCount: Int = 1, metrics: Endpoint? = nil, controlPath: String? = nil,
        watchesFiles: Bool = true
    ) {
        self.listen = listen
        self.servers = servers
        self.policy = policy
        self.allowsRemote = allowsRemote
        self.loopCount = loopCount
        self.metrics = metrics
        self.controlPath = controlPath
        self.watchesFiles = watchesFiles
    }
}

/// Where the emulated name servers listen.
public struct ServerAddressing: Hashable, Sendable {
    /// Where those get an address whose own this host does not have.
    public var prefix: IPPrefix
    /// The port of all of them.
    public var port: UInt16

    /// An addressing.
    public init(prefix: IPPrefix, port: UInt16) {
        self.prefix = prefix
        self.port = port
    }
}
