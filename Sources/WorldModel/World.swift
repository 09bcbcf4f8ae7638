public import IPCore
public import ScenarioLanguage

/// What a fault hits.
public enum FaultTarget: Hashable, Sendable {
    /// A server by its address.
    case address(IPAddress)
    /// A server by its name (all its addresses).
    case nameServer(Reference<NameServer>)
    /// An element of the network, as paths write it.
    case element(String)
}

/// An injected fault; the first that matches applies.
public struct Fault: Sendable {
    /// What it hits.
    public var target: FaultTarget
    /// What happens.
    public var kind: FaultKind
    /// The narrowing keys as declared: names, types, transport, queries, from, until, delay, addresses, rate, seed.
    public var declared: DeclaredFault
    /// Its key path, `faults[0]`.
    public var keyPath: String

    /// A fault.
    public init(target: FaultTarget, kind: FaultKind, declared: DeclaredFault, keyPath: String) {
        self.target = target
        self.kind = kind
        self.declared = declared
        self.keyPath = keyPath
    }
}

/// The shares of a round trip.
public struct LatencyShares: Hashable, Sendable {
    /// The device's own link.
    public var lan: Duration
    /// The way through the internet.
    public var internet: Duration
    /// The tunnel.
    public var tunnel: Duration
    /// Each peering, gateway or connection crossed.
    public var network: Duration
    /// A name that needs the internet's zones.
    public var recursion: Duration

    /// Shares.
    public init(lan: Duration, internet: Duration, tunnel: Duration, network: Duration, recursion: Duration) {
        self.lan = lan
        self.internet = internet
        self.tunnel = tunnel
        self.network = network
        self.recursion = recursion
    }
}

/// Who asks or sends.
public enum Asker: Hashable, Sendable {
    /// The device.
    case client
    /// An instance, which asks its VPC's resolver, or a host, which asks the first DNS server of its network.
    case host(Reference<Host>)
    /// A container on the device, by its position; its packets are the device's.
    case container(Int)
}

/// The world from an instant on.
public struct WorldEpoch: Sendable {
    /// When it begins, on the virtual clock.
    public var from: Duration
    /// The world.
    public var world: World
}

/// A cache that is emptied.
public struct CacheFlush: Hashable, Sendable {
    /// When, on the virtual clock.
    public var at: Duration
    /// `client`, or a DNS server by its name.
    public var target: String
}

/// A lookup, resolved to references.
public struct LookupRequest: Sendable {
    /// What the scenario declares: name, types, as, transport, edns, port, at, expect.
    public var declared: DeclaredLookup
    /// Who asks.
    public var asker: Asker
    /// The server asked directly, as `dig @`.
    public var server: IPAddress?

    /// A lookup.
    public init(declared: DeclaredLookup, asker: Asker, server: IPAddress?) {
        self.declared = declared
        self.asker = asker
        self.server = server
    }
}

/// A connection, resolved to references.
public struct ConnectionRequest: Sendable {
    /// What the scenario declares: to, protocol, port, size, dont_fragment, at, expect.
    public var declared: DeclaredConnection
    /// Who opens it.
    public var asker: Asker

    /// A connection.
    public init(declared: DeclaredConnection, asker: Asker) {
        self.declared = declared
        self.asker = asker
    }
}

/// The compiled, immutable world of one scenario: names are references, tables are longest-prefix matches, zones are indexed.
///
/// Built once, shared by every lookup and thread.
public struct World: Sendable {
    /// What the scenario is called.
    public var title: String?
    /// The device.
    public var client: ClientDevice
    /// The VPN, while it is connected.
    public var tunnel: Tunnel?
    /// Everything that a packet can pass or reach.
    public var topology: Topology
    /// Everything that decides an answer.
    public var names: NameDirectory
    /// What an exchange costs.
    public var latency: LatencyShares
    /// The switches for what the sources leave open.
    public var assumptions: DeclaredAssumptions
    /// How much the VPN's clients ask.
    public var load = Load()
    /// The faults injected; the first that matches applies.
    public let faults: [Fault]
    /// Positions in `faults` by what they hit, ascending.
    public let faultsByTarget: [FaultTarget: [Int]]
    /// The lookups asked for.
    public var lookups: [LookupRequest]
    /// The connections asked for.
    public var connections: [ConnectionRequest]
    /// The worlds that follow when the VPN connects or disconnects on the clock, in order of time.
    public var epochs: [WorldEpoch] = []
    /// When caches are emptied on the clock, in order of time.
    public var flushes: [CacheFlush] = []

    /// A world.
    public init(
        title: String?, client: ClientDevice, tunnel: Tunnel?, topology: Topology, names: NameDirectory,
        latency: LatencyShares, assumptions: DeclaredAssumptions, faults: [Fault], lookups: [LookupRequest],
        connections: [ConnectionRequest]
    ) {
        self.title = title
        self.client = client
        self.tunnel = tunnel
        self.topology = topology
        self.names = names
        self.names.index(topology)
        self.latency = latency
        self.assumptions = assumptions
        self.faults = faults
        faultsByTarget = Dictionary(grouping: faults.indices) { faults[$0].target }
        self.lookups = lookups
        self.connections = connections
    }
}
