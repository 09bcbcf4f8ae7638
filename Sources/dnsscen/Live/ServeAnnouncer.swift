import DNSCore
import Emulation
import Glibc
import IPCore
import LiveResponder
import Reporting
import ScenarioLanguage
import Synchronization
import WorldModel

/// Tells the terminal what a running responder does, and writes the files that others wait for.
final class ServeAnnouncer: Sendable {
    private let readyFile: String?
    private let resolvConfFile: String?
    private let serverPort: UInt16
    private let style: OutputStyle
    private let firstFailure = Mutex<CommandFailure?>(nil)

    /// A file that could not be written.
    var failure: CommandFailure? { firstFailure.withLock { $0 } }

    init(readyFile: String?, resolvConfFile: String?, serverPort: UInt16, style: OutputStyle) {
        self.readyFile = readyFile
        self.resolvConfFile = resolvConfFile
        self.serverPort = serverPort
        self.style = style
    }

    /// Throws if a file has no folder that takes it: whoever waits for the file would wait forever.
    func checkFolders() throws {
        for path in [readyFile, resolvConfFile].compactMap(\.self) {
            let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
            guard unsafe access(folder, W_OK | X_OK) != 0 else { continue }
            throw CommandFailure.inputOutput(
                "\(path) cannot be written in the folder \(folder): \(StandardStreams.errorText(errno))")
        }
    }

    /// Tells one event.
    func tell(_ report: ServiceReport) {
        switch report {
        case .ready(let endpoints, let servers, let metrics, let world, let messages):
            complain(messages)
            warnOfUncertain(world)
            if !servers.entries.isEmpty { show(servers) }
            for endpoint in endpoints where !servers.entries.contains(where: { $0.listening == endpoint }) {
                show("Answering for the client's stub resolver on \(endpoint), UDP and TCP.\n")
            }
            if let metrics { show("Metrics at http://\(metrics)/metrics.\n") }
            writeResolvConf(world, servers)
            if let readyFile { write(endpoints.map { "\($0)\n" }.joined(), to: readyFile) }
        case .changed(let cause, let world, let servers, let messages):
            complain(messages)
            switch cause {
            case .reload: StandardStreams.complain("the scenario was read again and is in force")
            case .command(let words): StandardStreams.complain(words)
            }
            warnOfUncertain(world)
            writeResolvConf(world, servers)
        case .refused(let cause, let messages):
            complain(messages)
            if cause == .reload { StandardStreams.complain("the scenario is broken; the one in force stays") }
        case .trouble(let message):
            StandardStreams.complain(message)
        }
    }

    private func complain(_ messages: [String]) {
        StandardStreams.writeError(messages.map { "\($0)\n" }.joined())
    }

    private func show(_ text: String) {
        // Nobody may be reading; the server answers all the same.
        do { try StandardStreams.write(text) } catch {}
    }

    /// Which real address is where.
    private func show(_ servers: ServerMap) {
        var table = ServerTable()
        for entry in servers.entries {
            table.append(server: entry.name, address: "\(entry.address)", listening: "\(entry.listening)")
        }
        show(table.text(style))
    }

    /// Of an outcome that is not certain the first is served, and one that is not known is silent: that is said.
    private func warnOfUncertain(_ world: World) {
        let emulator = Emulator(world)
        var memo = EmulationMemo()
        for lookup in world.lookups.prefix(Self.checkedLookups) where lookup.asker == .client {
            let prediction = emulator.predict(lookup, memo: &memo)
            let name = "\(lookup.declared.name) \(lookup.declared.types.map(\.description).joined(separator: "+"))"
            switch prediction.outcome {
            case .depends:
                let first = prediction.possible.first
                StandardStreams.complain(
                    "\(name) depends on what is drawn; served is the first possible outcome: \(first?.outcome.rawValue ?? "") (\(first?.when ?? ""))"
                )
            case .unknown:
                StandardStreams.complain(
                    "\(name) is unknown and gets no answer: \(prediction.common.missing ?? "a key") would decide")
            case .answered, .nodata, .nxdomain, .servfail, .refused, .notimp, .formerr, .timeout, .unreachable: break
            }
        }
    }

    /// The lookups that a start looks at.
    private static let checkedLookups = 1000

    /// A resolv.conf that leads to where the client's servers listen.
    private func writeResolvConf(_ world: World, _ servers: ServerMap) {
        guard let resolvConfFile else { return }
        var mapped = world
        mapped.client.resolver.servers = world.client.resolver.servers.map { servers.listening($0)?.address ?? $0 }
        var text = ResolverText(mapped, beforeConnecting: false).text(.resolvConf)
        if serverPort != 53 {
            text =
                "# These servers listen on port \(serverPort), which resolv.conf cannot say; use --server-port 53.\n"
                + text
        }
        write(text, to: resolvConfFile)
    }

    /// Puts a file in place as a whole, so that whoever waits for it never reads half of it.
    private func write(_ text: String, to path: String) {
        let draft = "\(path).\(getpid()).new"
        let descriptor = unsafe open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { return fail(path) }
        defer { close(descriptor) }
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let written = unsafe rest.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
            guard written > 0 else { return fail(path) }
            rest = rest.dropFirst(written)
        }
        if unsafe rename(draft, path) != 0 { fail(path) }
    }

    private func fail(_ path: String) {
        let failure = CommandFailure.inputOutput("\(path) cannot be written: \(StandardStreams.errorText(errno))")
        StandardStreams.complain(failure.message)
        firstFailure.withLock { $0 = $0 ?? CommandFailure.told(.inputOutput) }
    }
}
