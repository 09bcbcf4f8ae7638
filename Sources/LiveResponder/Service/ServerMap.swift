import DNSCore
import Emulation
public import IPCore
import WorldModel

/// Where each name server of a world listens in per-server mode.
public struct ServerMap: Hashable, Sendable {
    /// One address of a name server.
    public struct Entry: Hashable, Sendable {
        /// The server's name, as the scenario writes it.
        public var name: String
        /// The address that it has in the scenario.
        public var address: IPAddress
        /// Where it listens here.
        public var listening: Endpoint
    }

    /// The entries, in the order of the world's name servers.
    public private(set) var entries: [Entry] = []

    /// No servers.
    public init() {}

    /// The same for another world: servers that were there before keep their places.
    ///
    /// An address that this host has is used as it is; the others get the next free ones of the prefix. Servers beyond its end
    /// have no place.
    func updated(for world: World, _ addressing: ServerAddressing, own: Set<IPAddress>) -> ServerMap {
        let known = Dictionary(entries.map { ($0.address, $0.listening) }, uniquingKeysWith: { first, _ in first })
        var taken = Set(known.values.map(\.address))
        var next = addressing.prefix.first.advanced(by: 1)
        var map = ServerMap()
        var seen: Set<IPAddress> = []
        for server in world.names.nameServers.elements {
            for address in server.addresses where seen.insert(address).inserted {
                var place = known[address]
                if place == nil, HostAddresses.has(address, among: own) {
                    place = Endpoint(address, port: addressing.port)
                }
                while place == nil, let candidate = next, addressing.prefix.contains(candidate) {
                    next = candidate.advanced(by: 1)
                    if taken.insert(candidate).inserted { place = Endpoint(candidate, port: addressing.port) }
                }
                guard let place else { continue }
                map.entries.append(Entry(name: server.name, address: address, listening: place))
            }
        }
        return map
    }

    /// Enters the port that the system picked for a server.
    mutating func bound(_ address: IPAddress, at endpoint: Endpoint) {
        for index in entries.indices where entries[index].address == address { entries[index].listening = endpoint }
    }

    /// Where a server's address listens; `nil` if it is in no entry.
    public func listening(_ address: IPAddress) -> Endpoint? { entries.first { $0.address == address }?.listening }
}

/// What a real client finds at a server's address before it has asked anything.
struct ServerState: Hashable {
    /// Whether UDP port 53 is closed, so that the system itself sends the ICMP error.
    var isDatagramClosed = false
    /// What happens to a TCP connection.
    var stream = Stream.answering

    /// What happens to a TCP connection.
    enum Stream: Hashable {
        /// It is served.
        case answering
        /// It is refused at once.
        case refused
        /// It gets no answer.
        case silent
    }

    /// A server that answers as usual.
    init() {}

    /// Asks the engine what becomes of questions that no fault is about in particular.
    init(of address: IPAddress, in emulator: Emulator, at instant: Duration) {
        var memo = EmulationMemo()
        func outcomes(_ transport: Transport) -> Set<LookupOutcome> {
            Set(
                ["probe.invalid", "probe.example"].map { name in
                    var history = LiveHistory()
                    let question = Question(name: DomainName(name) ?? .root, type: RecordType(rawValue: 65_280))
                    return emulator.exchange(
                        question, with: address, transport: transport, at: instant, history: &history, memo: &memo
                    ).outcome
                })
        }
        isDatagramClosed = outcomes(.udp) == [.unreachable]
        switch outcomes(.tcp) {
        case [.unreachable]: stream = .refused
        case [.timeout]: stream = .silent
        default: stream = .answering
        }
    }
}
