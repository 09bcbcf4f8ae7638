import DNSCore
import Emulation
import IPCore
import PacketPaths
import ScenarioLanguage
import WorldModel

/// What checks look at: the scenario as it is written, its world without injected faults, and what packets do in it.
public struct Design: Sendable {
    /// What the file says.
    let scenario: Scenario
    /// The compiled world.
    let world: World
    /// The DNS servers in force or pushed, each asked on paper over UDP and TCP from every association.
    let probes: [ServerProbe]
    /// What the client is told about the apex of each private zone.
    let zoneVisibility: [Reference<Zone>: LookupPrediction]
    private let network: PacketNetwork

    /// A design out of a scenario and its world, which has no faults.
    init(_ scenario: Scenario, _ world: World) {
        self.scenario = scenario
        self.world = world
        let network = PacketNetwork(world)
        self.network = network
        probes = Self.servers(scenario, world).map { server in
            ServerProbe(
                server,
                ways: [Transport.udp, .tcp].flatMap { transport in
                    Self.ways(Flow(transport.flowProtocol, to: server.address, port: 53), network, transport)
                })
        }
        let emulator = Emulator(world)
        var memo = EmulationMemo()
        var visibility: [Reference<Zone>: LookupPrediction] = [:]
        for reference in world.names.zones.references {
            let zone = world.names.zones[reference]
            guard zone.associatedVPCs != nil else { continue }
            let asked = DeclaredLookup(asking: "\(zone.apex)", domainName: zone.apex, types: [.soa])
            visibility[reference] = emulator.predict(
                LookupRequest(declared: asked, asker: .client, server: nil), memo: &memo)
        }
        zoneVisibility = visibility
    }

    /// The VPN, if the scenario has one and it is connected.
    var vpn: DeclaredVPN? { world.tunnel == nil ? nil : scenario.vpn }

    /// The private zones, in the order of the scenario.
    var privateZones: [Reference<Zone>] {
        world.names.zones.references.filter { world.names.zones[$0].associatedVPCs != nil }
    }

    /// Where the scenario declares a hosted zone.
    func place(of zone: Zone, key: String? = nil) -> DesignPlace {
        guard let declared = scenario.hostedZones.first(where: { $0.marks.keyPath == zone.keyPath }) else {
            return scenario.marks.place
        }
        return key.map { declared.marks.place(of: $0) } ?? declared.marks.place
    }

    /// Where the scenario declares a VPC, or one of its keys.
    func place(of vpc: Reference<VPC>, key: String? = nil) -> DesignPlace {
        guard scenario.vpcs.indices.contains(vpc.index) else { return scenario.marks.place }
        let marks = scenario.vpcs[vpc.index].marks
        return key.map { marks.place(of: $0) } ?? marks.place
    }

    /// The VPCs whose resolvers the client's servers are, in the order of the servers.
    var askedVPCs: [Reference<VPC>] {
        var vpcs: [Reference<VPC>] = []
        for case let vpc? in probes.flatMap(\.nameServers).map(vpcView) where !vpcs.contains(vpc) { vpcs.append(vpc) }
        return vpcs
    }

    /// The VPC that a name server sees names as, if it is a provider's.
    private func vpcView(_ server: Reference<NameServer>) -> Reference<VPC>? {
        switch world.names.nameServers[server].role {
        case .vpcResolver(let vpc), .inboundEndpoint(let vpc): vpc
        case .providerResolver(let vpc, let seesPrivateZones): seesPrivateZones ? vpc : nil
        case .recursive, .authoritative, .forwarding, .failing, .delegationEndpoint: nil
        }
    }

    // MARK: - Packets

    /// What becomes of a packet that the client sends, for each choice that reality may draw.
    func ways(of flow: Flow) -> [ServerProbe.Way] { Self.ways(flow, network, flow.flowProtocol == .tcp ? .tcp : .udp) }

    private static func ways(_ flow: Flow, _ network: PacketNetwork, _ transport: Transport) -> [ServerProbe.Way] {
        var ways: [ServerProbe.Way] = []
        var prescribed: [Int] = []
        while ways.count < limit {
            var record = RunRecord(prescribed: prescribed)
            let fate = network.fate(of: flow, from: .client, at: .zero, &record)
            let landing = record.choices.first { $0.name == "landed_on" && $0.options.count > 1 }
            ways.append(
                ServerProbe.Way(
                    transport: transport, landing: landing.map { $0.options[$0.picked] }, outcome: fate.outcome))
            guard let last = record.choices.lastIndex(where: { $0.picked + 1 < $0.options.count }) else { break }
            prescribed = record.choices[..<last].map(\.picked) + [record.choices[last].picked + 1]
        }
        return ways
    }

    /// Combinations of choices that are looked at for one packet.
    private static let limit = 64

    /// The servers that are looked at: those that the VPN pushes, then others in force.
    private static func servers(_ scenario: Scenario, _ world: World) -> [ServerProbe.Server] {
        var servers: [ServerProbe.Server] = []
        if let tunnel = world.tunnel, let vpn = scenario.vpn {
            for address in tunnel.dnsServers {
                let index = vpn.dnsServers.firstIndex(of: address)
                servers.append(
                    ServerProbe.Server(
                        address: address, isPushed: true,
                        place: index.map { vpn.marks.place(of: "dns_servers", index: $0) } ?? vpn.marks.place))
            }
        }
        let resolver = scenario.client.resolver
        for address in world.client.resolver.servers where !servers.contains(where: { $0.address == address }) {
            let index = resolver.nameservers.firstIndex(of: address)
            servers.append(
                ServerProbe.Server(
                    address: address, isPushed: false,
                    place: index.map { resolver.marks.place(of: "nameservers", index: $0) } ?? resolver.marks.place))
        }
        return servers
    }
}
