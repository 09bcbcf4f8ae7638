import DNSCore
import Emulation
import IPCore
import NIOCore
import NIOPosix
import Synchronization
import ScenarioLanguage
import UnixSignals
import WorldModel

/// A running responder: its listeners, the world in force, and what changes it.
public actor LiveService {
    private let options: ServiceOptions
    private let source: WorldSource
    private let log: QueryLog?
    private let report: @Sendable (ServiceReport) -> Void
    private let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)

    /// The state of the scenario that is in force.
    private(set) var request: WorldRequest
    /// The targets of the scenario's own faults that somebody has cleared.
    var clearedTargets: Set<String> = []
    private var context: ServingContext?
    private(set) var listeners: [Listener] = []
    private let streams = StreamRegistry()
    private var metricsServer: MetricsServer?
    private var controlServer: ControlServer?
    private var serverMap = ServerMap()
    private var watch = FileWatch([])
    private var generation = 0
    private(set) var reloads = (done: 0, refused: 0)
    /// What listeners that are gone have done.
    private(set) var past = (datagram: ResponderStatistics.Tally(), stream: ResponderStatistics.Tally())

    /// A service that is not started yet; `report` is told what happens, from any thread.
    public init(
        _ options: ServiceOptions, request: WorldRequest = WorldRequest(), source: @escaping WorldSource,
        log: QueryLog? = nil, report: @escaping @Sendable (ServiceReport) -> Void = { _ in }
    ) {
        self.options = options
        self.request = request
        self.source = source
        self.log = log
        self.report = report
    }

    /// Loads the scenario, opens all sockets and answers from then on.
    ///
    /// Throws a `ServiceError` if the scenario is refused and a `SocketError` if an address cannot be used.
    public func start() async throws {
        let load = source(request, .anew)
        watch = FileWatch(load.files)
        guard let world = load.world else { throw ServiceError.invalidScenario(load.messages) }
        let own = HostAddresses.all
        updateServerMap(for: world, own: own)
        let cell = WorldCell(LiveWorld(world, generation: generation, kinds: kinds, policy: options.policy))
        let context = ServingContext(
            cell: cell, clock: LiveClock(timeScale: options.policy.timeScale), log: log,
            ownAddresses: options.allowsRemote ? nil : own)
        self.context = context
        do {
            for endpoint in options.listen.flatMap({ Self.expanded($0, own: own) }) {
                listeners.append(
                    try await Listener(
                        endpoint, .client, loopCount: options.loopCount, context, group: group, streams: streams))
            }
            try await openServers(in: world)
            try await openOperation()
        } catch {
            await stopListening()
            await closeOperation()
            throw error
        }
        report(
            .ready(
                endpoints: endpoints, servers: serverMap, metrics: metricsEndpoint, world: world,
                messages: load.messages))
    }

    /// Where metrics are served, with the port that the system picked.
    public private(set) var metricsEndpoint: Endpoint?

    private func openOperation() async throws {
        if let endpoint = options.metrics {
            let server = MetricsServer(endpoint, group: group) { [weak self] in await self?.metrics ?? Metrics() }
            metricsEndpoint = try await server.start()
            metricsServer = server
        }
        if let path = options.controlPath {
            let server = ControlServer(path: path, group: group) { [weak self] request in
                await self?.handle(request) ?? .refused("the responder has ended")
            }
            try await server.start()
            controlServer = server
        }
    }

    private func closeOperation() async {
        await metricsServer?.stop()
        await controlServer?.stop()
        metricsServer = nil
        controlServer = nil
    }

    /// The world in force; `nil` before the start.
    var currentWorld: World? { context?.cell.current.world }

    /// The packed answers held.
    var answerCount: Int { context?.cell.current.answerCount ?? 0 }

    /// The lines that the query log lost.
    var lostLogLines: Int { log?.lostCount ?? 0 }

    /// The version that is told.
    var version: String { options.policy.version }

    /// Starts, answers until SIGTERM or SIGINT comes, and stops; SIGHUP has the scenario read again.
    public func run() async throws {
        let signals = await UnixSignalsSequence(trapping: .sighup, .sigint, .sigterm)
        try await start()
        let watcher = Task {
            while !Task.isCancelled {
                do { try await Task.sleep(for: .milliseconds(500)) } catch { return }
                await lookAround()
            }
        }
        for await signal in signals {
            guard signal == .sighup else { break }
            await reload()
        }
        watcher.cancel()
        await stop()
    }

    /// Where the device's stub resolver answers, then the name servers.
    public var endpoints: [Endpoint] { listeners.filter(\.isOpen).map(\.endpoint) }

    /// Where the name servers listen.
    public var servers: ServerMap { serverMap }

    /// The number of worlds that have been in force before the present one.
    public var worldGeneration: Int { generation }

    /// Answers what has arrived and closes all sockets.
    public func stop() async {
        await closeOperation()
        await stopListening()
        try? await group.shutdownGracefully()
        log?.close()
    }

    /// Reads the scenario again; a refused one changes nothing but is reported.
    @discardableResult
    public func reload() async -> Bool {
        log?.reopen()
        return await change(to: request, because: .reload).isEmpty
    }

    /// Reads the scenario again if one of its files has changed, and opens and closes what the clock demands.
    public func lookAround() async {
        if options.watchesFiles, watch.hasChanged() {
            await reload()
        } else if let world = context?.cell.current.world, options.servers != nil, world.hasTimedFaults {
            do { try await openServers(in: world) } catch { report(.trouble("\(error)")) }
        }
    }
}

// MARK: - The world

extension LiveService {
    /// Loads another state of the scenario and puts it in force; returns what is wrong with it, or nothing.
    @discardableResult
    func change(to next: WorldRequest, because cause: ServiceReport.Cause) async -> [String] {
        guard let context else { return ["the responder is not running"] }
        let reading: ScenarioReading = cause == .reload ? .anew : .asInForce
        let load = source(next, reading)
        if reading == .anew, !load.files.isEmpty { watch = FileWatch(load.files) }
        guard var world = load.world else {
            reloads.refused += 1
            report(.refused(cause, load.messages))
            return load.messages.isEmpty ? ["the scenario cannot be loaded"] : load.messages
        }
        request = next
        if !clearedTargets.isEmpty { world = world.clearing(clearedTargets, except: next.faults.count) }
        updateServerMap(for: world, own: HostAddresses.all)
        generation += 1
        reloads.done += 1
        context.cell.replace(
            with: LiveWorld(world, generation: generation, kinds: kinds, policy: options.policy))
        do {
            try await openServers(in: world)
        } catch {
            report(.trouble("\(error)"))
        }
        report(.changed(cause, world: world, servers: serverMap, messages: load.messages))
        return []
    }

    private var kinds: [LiveView.Kind] {
        (options.listen.isEmpty ? [] : [.client]) + serverMap.entries.map { .server($0.address) }
    }

    private func updateServerMap(for world: World, own: Set<IPAddress>) {
        guard let addressing = options.servers else { return }
        serverMap = serverMap.updated(for: world, addressing, own: own)
    }
}

// MARK: - Sockets

extension LiveService {
    /// Opens and closes the servers' sockets so that they are as the world has them.
    private func openServers(in world: World) async throws {
        guard let context, options.servers != nil else { return }
        let emulator = Emulator(world)
        let instant = context.clock.instant(LiveClock.now)
        var kept: [Listener] = []
        var gone: [Listener] = []
        for listener in listeners {
            guard case .server(let address) = listener.kind else {
                kept.append(listener)
                continue
            }
            let isWanted =
                serverMap.listening(address) != nil
                && ServerState(of: address, in: emulator, at: instant) == listener.state
            if isWanted { kept.append(listener) } else { gone.append(listener) }
        }
        listeners = kept
        for listener in gone { await close(listener) }
        let open = Set(listeners.map(\.kind))
        for entry in serverMap.entries where !open.contains(.server(entry.address)) {
            let listener = try await Listener(
                entry.listening, .server(entry.address),
                state: ServerState(of: entry.address, in: emulator, at: instant), loopCount: 1, context, group: group,
                streams: streams)
            listeners.append(listener)
            serverMap.bound(entry.address, at: listener.endpoint)
        }
    }

    private func close(_ listener: Listener) async {
        do { try await listener.stop(grace: .seconds(1)) } catch { report(.trouble("\(error)")) }
        past.datagram.add(listener.datagramTally)
        past.stream.add(listener.streamTally)
    }

    private func stopListening() async {
        let all = listeners
        listeners = []
        for listener in all { await close(listener) }
    }

    /// An unspecified address stands for all that this host has, so that each response leaves from the address asked.
    private static func expanded(_ endpoint: Endpoint, own: Set<IPAddress>) -> [Endpoint] {
        guard endpoint.address.isUnspecified else { return [endpoint] }
        return own.filter { $0.family == endpoint.address.family && !($0.family == .ipv6 && $0.isLinkLocal) }.sorted()
            .map { Endpoint($0, port: endpoint.port) }
    }
}

extension World {
    /// Whether a fault begins or ends on the clock.
    fileprivate var hasTimedFaults: Bool { faults.contains { $0.declared.from != nil || $0.declared.until != nil } }

    /// The same world without the scenario's own faults of some targets; the last `count` faults are not its own.
    fileprivate func clearing(_ targets: Set<String>, except count: Int) -> World {
        let kept = faults.dropLast(count).filter { !targets.contains($0.declared.target) } + faults.suffix(count)
        return World(
            title: title, client: client, tunnel: tunnel, topology: topology, names: names, latency: latency,
            assumptions: assumptions, faults: Array(kept), lookups: lookups, connections: connections)
    }
}
