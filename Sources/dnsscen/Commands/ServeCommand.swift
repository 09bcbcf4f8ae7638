public import ArgumentParser
import Dispatch
public import IPCore
public import LiveResponder
import ScenarioLanguage
import Synchronization
import WorldModel

/// `dnsscen serve`: live answers.
struct ServeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Answer live DNS queries as the scenario has it.",
        discussion: """
            Over UDP and TCP, applications are told what the stub resolver of the emulated client would tell them: answers after \
            their delay, failures, and nothing where the lookup would time out. With --per-server each name server of the \
            scenario listens on an address of its own instead, so that a real stub resolver does the failing over.

            The scenario is read again on SIGHUP and when one of its files changes; a broken one is reported, and the one in \
            force stays. SIGTERM and SIGINT end the server with status 0.

            Examples:
              dnsscen serve my.yaml --listen 127.0.0.1:5353 &
              dig @127.0.0.1 -p 5353 app.corp.example
              dnsscen serve my.yaml --per-server --write-resolv-conf resolv.conf
            """)

    @Argument(help: "The scenario.")
    var file: String

    @Option(
        parsing: .singleValue,
        help: ArgumentHelp(
            "Where to listen (default 127.0.0.53:53); port 0 picks a free one. Repeatable.", valueName: "address:port"))
    var listen: [Endpoint] = []

    @Flag(help: "Let each name server of the scenario listen on an address of its own.")
    var perServer = false

    @Option(
        help: ArgumentHelp(
            "Where name servers listen whose real address this host does not have.", valueName: "cidr"))
    var serverPrefix = IPPrefix(masking: .v4(IPv4Address(bits: 0x7f35_0000)), length: 16)

    @Option(
        help: ArgumentHelp("The port of all name servers with --per-server; 0 picks one for each.", valueName: "port"))
    var serverPort: UInt16 = 53

    @Option(help: ArgumentHelp("Write a resolv.conf for the client, with --per-server.", valueName: "file"))
    var writeResolvConf: String?

    @Option(help: ArgumentHelp("What a lookup gets that would time out: drop, servfail or refused.", valueName: "what"))
    var onTimeout = ServingPolicy.OnTimeout.drop

    @Option(help: ArgumentHelp("Real seconds for each emulated one; 0 takes all delays away.", valueName: "factor"))
    var timeScale = 1.0

    @Flag(help: "Listen beyond loopback, and answer everyone.")
    var allowRemote = false

    @Option(help: ArgumentHelp("Written once all sockets answer: ADDRESS:PORT, a line each.", valueName: "file"))
    var readyFile: String?

    @Option(
        help: ArgumentHelp(
            "Threads for each listening address (default: one for two processors, 1 to 4).", valueName: "count"))
    var threads: Int?

    @OptionGroup(title: "Operation") var operation: ServeOperationOptions

    @OptionGroup var scenario: ScenarioOptions

    func validate() throws {
        guard timeScale.isFinite, timeScale >= 0 else {
            throw ValidationError("--time-scale \(timeScale): expected a number from 0 on, such as 1 or 0.1")
        }
        if let threads, !(1...64).contains(threads) { throw ValidationError("--threads \(threads): expected 1 to 64") }
        if !perServer, writeResolvConf != nil {
            throw ValidationError("--write-resolv-conf goes with --per-server: it names the servers' addresses")
        }
        for endpoint in listen + [operation.metrics].compactMap(\.self)
        where !endpoint.address.isLoopback && !allowRemote {
            throw ValidationError(
                "\(endpoint) is not a loopback address: add --allow-remote if others may ask, which this server is not hardened for on the open internet"
            )
        }
    }

    func run() throws {
        if file == "-" { throw CommandFailure.usage("serve reads its scenario again when it changes: give a file") }
        let path = ScenarioFiles.located(file)
        let log = try operation.queryLog()
        let options = ServiceOptions(
            listen: listen.isEmpty && !perServer ? [Self.defaultEndpoint] : listen,
            servers: perServer ? ServerAddressing(prefix: serverPrefix, port: serverPort) : nil,
            policy: ServingPolicy(
                onTimeout: onTimeout, timeScale: timeScale, version: "dnsscen \(Dnsscen.version)", serverID: "dnsscen"),
            allowsRemote: allowRemote, loopCount: threads ?? Self.defaultThreads, metrics: operation.metrics,
            controlPath: operation.control)
        let announcer = ServeAnnouncer(
            readyFile: readyFile, resolvConfFile: writeResolvConf, serverPort: serverPort, style: scenario.color.style)
        try announcer.checkFolders()
        let service = LiveService(
            options, request: WorldRequest(caseName: scenario.caseName), source: scenario.worldSource(path), log: log,
            report: { announcer.tell($0) })
        try Self.runToEnd { try await service.run() }
        if let failure = announcer.failure { throw failure }
    }

    private static let defaultEndpoint = Endpoint(.v4(IPv4Address(bits: 0x7f00_0035)), port: 53)

    private static var defaultThreads: Int { min(max(1, ProcessorCount.online / 2), 4) }

    /// Runs to the end of an asynchronous body on the calling thread, and turns its errors into exit statuses.
    private static func runToEnd(_ body: @escaping @Sendable () async throws -> Void) throws {
        let result = Mutex<(any Error)?>(nil)
        let done = DispatchSemaphore(value: 0)
        Task {
            do { try await body() } catch { result.withLock { $0 = error } }
            done.signal()
        }
        done.wait()
        switch result.withLock({ $0 }) {
        case nil: return
        case let error as SocketError: throw CommandFailure.inputOutput("\(error)")
        case ServiceError.invalidScenario(let messages)?:
            StandardStreams.writeError(messages.map { "\($0)\n" }.joined())
            throw CommandFailure.told(.invalidScenario)
        case let error?: throw error
        }
    }
}

extension Endpoint: ExpressibleByArgument {
    /// Reads `ADDRESS:PORT`.
    public init?(argument: String) { self.init(argument) }
}

extension IPPrefix: ExpressibleByArgument {
    /// Reads a CIDR without host bits.
    public init?(argument: String) { self.init(argument) }
}

extension ServingPolicy.OnTimeout: ExpressibleByArgument {}
