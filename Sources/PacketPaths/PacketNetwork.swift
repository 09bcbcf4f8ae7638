public import WorldModel

/// The network of one world: it tells the fate of one packet and of the answer to it.
///
/// A pure function of the world, the flow and the choices that the record prescribes; it costs as much as the path is long,
/// whatever the size of the world. Drops follow the first failing hop, forward before return.
public struct PacketNetwork: Sendable {
    let client: ClientDevice
    let tunnel: Tunnel?
    let topology: Topology
    let nameServers: Table<NameServer>
    let latency: LatencyShares
    let switches: PathSwitches
    let outages: Outages
    let index: PathIndex

    /// The network of a world.
    public init(_ world: World) {
        self.init(
            client: world.client, tunnel: world.tunnel, topology: world.topology,
            nameServers: world.names.nameServers, latency: world.latency, switches: PathSwitches(world.assumptions),
            outages: Outages(world.faults, nameServers: world.names.nameServers))
    }

    init(
        client: ClientDevice, tunnel: Tunnel?, topology: Topology, nameServers: Table<NameServer>,
        latency: LatencyShares, switches: PathSwitches = PathSwitches(), outages: Outages = Outages()
    ) {
        self.client = client
        self.tunnel = tunnel
        self.topology = topology
        self.nameServers = nameServers
        self.latency = latency
        self.switches = switches
        self.outages = outages
        index = PathIndex(client: client, tunnel: tunnel, topology: topology)
    }

    /// What becomes of a packet that `origin` sends at an instant of the virtual clock, and of the answer to it.
    ///
    /// Consults the choice `landed_on` when the packet enters the tunnel, and notes in `record` each assumption that decided
    /// whether it passes.
    public func fate(
        of flow: Flow, from origin: FlowOrigin, at instant: Duration, _ record: inout RunRecord
    ) -> FlowFate {
        var traversal = Traversal(self, flow, from: origin, at: instant, record)
        let outcome = traversal.run()
        record = traversal.record
        return traversal.fate(outcome)
    }
}
