import IPCore
import WorldModel

/// What becomes of a client's queries to one DNS server, over UDP and TCP and from every association.
struct ServerProbe: Sendable {
    /// The server.
    struct Server: Hashable, Sendable {
        /// Its address.
        let address: IPAddress
        /// Whether the VPN pushes it; else it is one of the device's own.
        let isPushed: Bool
        /// Where the scenario names it.
        let place: DesignPlace
    }

    /// One query.
    struct Way: Hashable, Sendable {
        /// How it is sent.
        let transport: Transport
        /// The association landed on, where there are several.
        let landing: String?
        /// What became of it.
        let outcome: FlowOutcome

        /// Where it died, if it did.
        var drop: Drop? { if case .dropped(let drop) = outcome { drop } else { nil } }

        /// Whether it reached somebody.
        var isDelivered: Bool { if case .delivered = outcome { true } else { false } }
    }

    /// The server.
    let server: Server
    /// The queries: UDP before TCP.
    let ways: [Way]

    init(_ server: Server, ways: [Way]) {
        self.server = server
        self.ways = ways
    }

    /// The name servers that the queries reached, each once.
    var nameServers: [Reference<NameServer>] {
        var found: [Reference<NameServer>] = []
        for case .delivered(.nameServer(let server)) in ways.map(\.outcome) where !found.contains(server) {
            found.append(server)
        }
        return found
    }

    /// Whether a query over UDP gets through from every association.
    var isReached: Bool { ways.filter { $0.transport == .udp }.allSatisfy(\.isDelivered) }

    /// The queries that died of one of the reasons, one for each place and reason.
    func obstacles(_ reasons: Set<ReasonCode>) -> [Obstacle] {
        var obstacles: [Obstacle] = []
        for way in ways {
            guard let drop = way.drop, reasons.contains(drop.reason) else { continue }
            if let index = obstacles.firstIndex(where: {
                $0.drop.element == drop.element && $0.drop.reason == drop.reason
            }) {
                obstacles[index].transports.insert(way.transport)
                if let landing = way.landing, !obstacles[index].landings.contains(landing) {
                    obstacles[index].landings.append(landing)
                }
            } else {
                obstacles.append(
                    Obstacle(drop: drop, transports: [way.transport], landings: way.landing.map { [$0] } ?? []))
            }
        }
        let all = Set(ways.compactMap(\.landing))
        for index in obstacles.indices where Set(obstacles[index].landings) == all { obstacles[index].landings = [] }
        return obstacles
    }

    /// A place where queries die.
    struct Obstacle {
        /// How.
        let drop: Drop
        /// Over what.
        var transports: Set<Transport>
        /// From which associations; empty for all.
        var landings: [String]

        /// Whether answers that do not fit into a datagram alone are lost.
        var isForTCPAlone: Bool { transports == [.tcp] }
    }
}

extension DesignCheck {
    /// A finding for each place where queries to a server die of one of the reasons.
    ///
    /// An error for a server that the VPN pushes, a warning for one of the device's own and where TCP alone is hit.
    static func obstacles(
        in design: Design, _ reasons: Set<ReasonCode>, where isIncluded: (IPAddress) -> Bool = { _ in true }
    ) -> [Finding] {
        design.probes.filter { isIncluded($0.server.address) }.flatMap { probe in
            probe.obstacles(reasons).map { obstacle in
                let server = probe.server
                let whose = server.isPushed ? "The pushed DNS server" : "The device's own DNS server"
                var effect = "\(whose) \(server.address) cannot be asked"
                if obstacle.isForTCPAlone { effect += " over TCP, which answers that do not fit into a datagram need" }
                if !obstacle.landings.isEmpty {
                    effect += " by clients that land on \(obstacle.landings.joined(separator: " or "))"
                }
                return finding(
                    server.isPushed && !obstacle.isForTCPAlone ? .error : .warning, obstacle.drop.rule,
                    at: server.place, "\(effect). \(obstacle.drop.text)", repair: obstacle.drop.remedy)
            }
        }
    }
}
