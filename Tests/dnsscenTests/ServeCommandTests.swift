import Foundation
import TestSupport
import Testing

/// The command `serve` as a process: files that it writes, signals that it takes, and how it ends.
@Suite struct ServeCommandTests {
    /// A running `dnsscen serve`, which is ended with the value.
    private final class Server {
        let process = Process()
        let folder: ScratchFolder
        private let errors: URL

        init(_ arguments: [String], files: [String: String]) throws {
            folder = try ScratchFolder(files)
            errors = URL(filePath: folder.path).appending(path: "errors")
            try Data().write(to: errors)
            process.executableURL = URL(filePath: BuiltCommand.path)
            process.arguments = ["serve"] + arguments + ["--ready-file", "ready"]
            process.currentDirectoryURL = URL(filePath: folder.path)
            process.standardOutput = FileHandle.nullDevice
            process.standardError = try FileHandle(forWritingTo: errors)
            try process.run()
        }

        deinit { if process.isRunning { process.terminate() } }

        /// Waits until something is so, at most ten seconds.
        func waitUntil(_ condition: () throws -> Bool) async throws {
            for _ in 0..<500 {
                if try condition() { return }
                try await Task.sleep(for: .milliseconds(20))
            }
            Issue.record("It does not come about: \(said)")
        }

        /// What it has said on standard error.
        var said: String { (try? String(contentsOf: errors, encoding: .utf8)) ?? "" }

        func text(_ name: String) -> String? {
            try? String(contentsOf: URL(filePath: folder.path).appending(path: name), encoding: .utf8)
        }

        /// Waits for the ready file and returns its lines.
        func ready() async throws -> [Substring] {
            try await waitUntil { self.text("ready") != nil || !process.isRunning }
            return (text("ready") ?? "").split(separator: "\n")
        }

        func write(_ text: String, to name: String) throws {
            try text.write(toFile: folder.path + "/" + name, atomically: true, encoding: .utf8)
        }
    }

    private static let scenario = """
        version: 1
        client: { resolver: { nameservers: [192.168.1.1] } }
        local_network:
          dns_servers: [ { name: router, address: 192.168.1.1, behavior: recursive } ]
        internet: { zones: [ { name: public.example, records: [ "www A 203.0.113.1" ] } ] }
        """

    private static func answer(at endpoint: Substring) throws -> String {
        let port = endpoint.split(separator: ":").last ?? ""
        return try BuiltCommand.run(
            executable: "/usr/bin/dig",
            ["@127.0.0.1", "-p", String(port), "+short", "+tries=2", "+time=2", "www.public.example"]
        ).output.trimmingCharacters(in: .newlines)
    }

    @Test func `a changed file comes in force, a broken one is reported, and SIGTERM ends with 0`() async throws {
        let server = try Server(
            ["world.yaml", "--listen", "127.0.0.1:0", "--control", "control"], files: ["world.yaml": Self.scenario])
        let endpoint = try #require(try await server.ready().first)
        #expect(try Self.answer(at: endpoint) == "203.0.113.1")
        try server.write(Self.scenario.replacing("203.0.113.1", with: "203.0.113.2"), to: "world.yaml")
        try await server.waitUntil { server.said.contains("is in force") }
        #expect(try Self.answer(at: endpoint) == "203.0.113.2")
        try server.write("version: 1\nclinet: {}\n", to: "world.yaml")
        kill(server.process.processIdentifier, SIGHUP)
        try await server.waitUntil { server.said.contains("the one in force stays") }
        #expect(server.said.contains("world.yaml:2:1: error"))
        #expect(try Self.answer(at: endpoint) == "203.0.113.2")
        // A command changes the world in force, not the one that is being edited.
        let steered = try BuiltCommand.run(
            ["ctl", "--socket", "control", "fault", "add", "192.168.1.1", "servfail"], folder: server.folder.path)
        #expect(steered.status == 0, "\(steered.errors)")
        #expect(try Self.answer(at: endpoint) == "")
        server.process.terminate()
        server.process.waitUntilExit()
        #expect(server.process.terminationReason == .exit && server.process.terminationStatus == 0)
    }

    @Test func `each server's address is printed and written as resolv.conf`() async throws {
        let server = try Server(
            ["world.yaml", "--per-server", "--server-port", "0", "--write-resolv-conf", "resolv.conf"],
            files: ["world.yaml": Self.scenario])
        let endpoints = try await server.ready()
        #expect(endpoints.count == 1 && endpoints[0].hasPrefix("127.53.0.1:"))
        #expect(server.text("resolv.conf")?.contains("nameserver 127.53.0.1\n") == true)
        #expect(
            try BuiltCommand.run(
                executable: "/usr/bin/dig",
                ["@127.53.0.1", "-p", String(endpoints[0].split(separator: ":")[1]), "+short", "www.public.example"]
            ).output == "203.0.113.1\n")
    }

    @Test(arguments: [
        (["--listen", "0.0.0.0:5353"], 64, "--allow-remote"),
        (["--listen", "127.0.0.1"], 64, "127.0.0.1"),
        (["--time-scale", "-1"], 64, "--time-scale"),
        (["--write-resolv-conf", "x"], 64, "--per-server"),
        (["--listen", "192.0.2.1:53", "--allow-remote"], 74, "ip address add"),
        (["--listen", "127.0.0.1:0", "--ready-file", "none/ready"], 74, "the folder none/"),
        (["--per-server", "--server-port", "0", "--write-resolv-conf", "none/x"], 74, "the folder none/"),
    ])
    func `what cannot be is refused with what to do`(options: [String], status: Int, words: String) throws {
        let folder = try ScratchFolder(["world.yaml": Self.scenario])
        let run = try BuiltCommand.run(["serve", "world.yaml"] + options, folder: folder.path)
        #expect(run.status == status)
        #expect(run.errors.contains(words), "\(run.errors)")
    }

    @Test func `an invalid scenario ends the start with 2 and its diagnostics`() throws {
        let folder = try ScratchFolder(["world.yaml": "version: 1\nclinet: {}\n"])
        let run = try BuiltCommand.run(["serve", "world.yaml", "--listen", "127.0.0.1:0"], folder: folder.path)
        #expect(run.status == 2)
        #expect(run.errors.contains("world.yaml:2:1: error"))
    }
}
