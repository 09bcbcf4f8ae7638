import DNSCore
import IPCore
import PacketPaths
import ScenarioLanguage
import WorldModel

/// A world with what every run looks up in it, made once.
///
/// A class so that a run holds one reference instead of a copy of the many tables; it never changes.
final class Surroundings: Sendable {
    /// The world.
    let world: World
    /// The position of the world among those on the clock, from 0.
    let number: Int
    /// Its network.
    let network: PacketNetwork
    /// The device's hosts file by name.
    let hostsFile: [DomainName: [IPAddress]]
    /// The instants at which an outage begins or ends, ascending.
    private let outageBounds: [Duration]
    /// The first DNS server of each network.
    private let firstServers: [NetworkLocation: IPAddress]
    /// When the device's lookups on the clock start, ascending; only under `rotate`.
    private let lookupStarts: [Duration]

    init(_ world: World, number: Int = 0) {
        self.world = world
        self.number = number
        network = PacketNetwork(world)
        var hostsFile: [DomainName: [IPAddress]] = [:]
        for entry in world.client.hosts {
            for name in entry.names where !(hostsFile[name]?.contains(entry.address) ?? false) {
                hostsFile[name, default: []].append(entry.address)
            }
        }
        self.hostsFile = hostsFile
        outageBounds = Set(
            world.faults.lazy.filter { $0.kind == .down }.flatMap { [$0.declared.from, $0.declared.until] }
                .compactMap(\.self)
        ).sorted()
        var firstServers: [NetworkLocation: IPAddress] = [:]
        for server in world.names.nameServers.elements {
            guard let host = server.hosts.first, let address = server.addresses.first else { continue }
            let network = world.topology.hosts[host].network
            if firstServers[network] == nil { firstServers[network] = address }
        }
        self.firstServers = firstServers
        lookupStarts =
            world.client.resolver.rotates
            ? world.lookups.filter { $0.asker == .client }.compactMap(\.declared.at).sorted() : []
    }

    /// How many outages have begun or ended by an instant: within an epoch the network does not change.
    func outageEpoch(at instant: Duration) -> Int {
        outageBounds.isEmpty ? 0 : outageBounds.firstIndex { $0 > instant } ?? outageBounds.count
    }

    /// How many lookups the device has made on the clock before an instant; a lookup without `at` has a fresh device.
    func rotation(at instant: Duration?) -> Int {
        guard let instant, !lookupStarts.isEmpty else { return 0 }
        return lookupStarts.firstIndex { $0 >= instant } ?? lookupStarts.count
    }

    /// The device's lookups on the clock before one of them, in order of their times; of two at the same time the one written first.
    func earlierLookups(than lookup: LookupRequest) -> [LookupRequest] {
        guard let instant = lookup.declared.at else { return [] }
        let place = lookup.declared.marks.location
        return world.lookups.filter { other in
            guard other.asker == .client, let at = other.declared.at else { return false }
            let otherPlace = other.declared.marks.location
            return at < instant || at == instant && (otherPlace.line, otherPlace.column) < (place.line, place.column)
        }.sorted { ($0.declared.at ?? .zero) < ($1.declared.at ?? .zero) }
    }

    /// Who sends for an asker.
    func sender(_ asker: Asker) -> LookupPlan.Sender {
        switch asker {
        case .client, .container: .client
        case .host(let host): .host(host, world.topology.hosts[host].addresses)
        }
    }

    /// The rule by which an outcome hangs on the association landed on.
    var landingRule: RuleID { (world.tunnel?.defaults.rules ?? GatewayRules()).landingDecides }

    /// The resolver of an instance or host.
    ///
    /// An instance asks its VPC's resolver (rules VPC-DNS-01 and 08), any other host the first DNS server of its network.
    func resolver(of host: Reference<Host>) -> ResolverState {
        let host = world.topology.hosts[host]
        let servers: [IPAddress]
        let step: ReasoningStep
        switch host.network {
        case .vpc(let vpc):
            servers = world.topology.vpcs[vpc].resolverAddresses.prefix(1).map(\.self)
            step = ReasoningStep(
                "\(host.element) asks the resolver of its VPC\(servers.first.map { " at \($0)" } ?? "").",
                world.topology.vpcs[vpc].resolverRule)
        case .local, .internet, .onPremises:
            servers = firstServers[host.network].map { [$0] } ?? []
            step = ReasoningStep(
                servers.first.map { "\(host.element) asks the first DNS server of its network, \($0)." }
                    ?? "The network of \(host.element) has no DNS server.", .stub01)
        }
        return ResolverState(
            servers: servers, search: [], ndots: 1, timeout: .seconds(5), attempts: 2, rotates: false, usesTCP: false,
            ednsPayloadSize: nil, failover: [.timeout, .unreachable], steps: [step])
    }
}
