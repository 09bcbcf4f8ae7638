import Foundation
import NIOCore
import NIOPosix
import ScenarioLanguage
import Synchronization
import TestSupport
import Testing

@testable import LiveResponder

/// The Unix socket that a responder is steered by.
@Suite struct ControlServerTests {
    /// A server that says each request back, for as long as `body` runs; `fault clear` without target is refused.
    private static func serve(at path: String? = nil, _ body: (String) async throws -> Void) async throws {
        let folder = try ScratchFolder()
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let path = path ?? folder.path + "/control.sock"
        let server = ControlServer(path: path, group: group) { request in
            switch request {
            case .faultClear(target: nil): .refused("no\nway", ["tried": 1])
            default: .done("did it", request.json)
            }
        }
        try await server.start()
        do {
            try await body(path)
        } catch {
            Issue.record(error)
        }
        await server.stop()
        #expect(!FileManager.default.fileExists(atPath: path))
        try await group.shutdownGracefully()
    }

    /// Writes octets to a socket, closes that side and returns all that comes back.
    private static func exchange(_ octets: [UInt8], at path: String) async throws -> String {
        try await onOwnThread { try waitForExchange(octets, at: path) }
    }

    private static func waitForExchange(_ octets: [UInt8], at path: String) throws -> String {
        let descriptor = ControlSocket.make()
        defer { close(descriptor) }
        #expect(ControlSocket.connect(descriptor, to: path) == nil)
        var rest = octets[...]
        while !rest.isEmpty {
            let sent = unsafe rest.withUnsafeBytes {
                unsafe send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard sent > 0 else { break }
            rest = rest.dropFirst(sent)
        }
        shutdown(descriptor, Int32(SHUT_WR))
        var text: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = unsafe part.withUnsafeMutableBytes { unsafe recv(descriptor, $0.baseAddress, $0.count, 0) }
            guard count > 0 else { return String(decoding: text, as: UTF8.self) }
            text += part[..<count]
        }
    }

    static let requests: [ControlRequest] = [
        .faultAdd(yaml: "{ target: \"10.0.0.2\",\n kind: drop }"), .faultClear(target: "10.0.0.2"), .setCase("ä"),
        .setCase(nil), .connect, .disconnect, .status, .stats,
    ]

    @Test(arguments: ControlServerTests.requests)
    func `a request comes through as it was sent, and so does the reply`(request: ControlRequest) async throws {
        #expect(try ControlRequest(JSONReader.read(JSONLine(request.json).octets)) == request)
        try await Self.serve { path in
            let reply = try await onOwnThread { try ControlClient.send(request, to: path) }
            #expect(reply == .done("did it", request.json))
        }
    }

    @Test func `a refusal comes through with its lines`() async throws {
        try await Self.serve { path in
            let reply = try await onOwnThread { try ControlClient.send(.faultClear(target: nil), to: path) }
            #expect(reply == .refused("no\nway", ["tried": 1]))
        }
    }

    @Test func `the socket is for its owner alone`() async throws {
        try await Self.serve { path in
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            #expect(attributes[.posixPermissions] as? Int == 0o600)
        }
    }

    @Test func `several requests of one connection are carried out in their order`() async throws {
        try await Self.serve { path in
            let lines = Self.requests.map { JSONLine($0.json).octets }
            let text = try await Self.exchange(Array(lines.joined(separator: "\n".utf8)), at: path)
            let replies = try text.split(separator: "\n").map { ControlReply(try JSONReader.read(Array($0.utf8))) }
            #expect(replies == Self.requests.map { .done("did it", $0.json) })
        }
    }

    @Test(arguments: [
        ("what", "a request is a JSON object on one line"), ("[]", "a request is a JSON object"),
        ("{}", "command is missing"), (#"{"command":"dance"}"#, "there is no command dance"),
        (#"{"command":"fault add"}"#, "fault is missing"), (#"{"command":"case","name":1}"#, "name is no text"),
        (#"{"command":"fault clear","taget":"x"}"#, "fault clear has no key taget"),
    ])
    func `what is no request is told, and the connection stays`(line: String, message: String) async throws {
        try await Self.serve { path in
            let text = try await Self.exchange(Array("\(line)\n{\"command\":\"status\"}\n".utf8), at: path)
            let replies = try text.split(separator: "\n").map { ControlReply(try JSONReader.read(Array($0.utf8))) }
            #expect(replies == [.refused(message), .done("did it", ["command": "status"])])
        }
    }

    @Test func `a line without end is not collected for ever`() async throws {
        try await Self.serve { path in
            let text = try await Self.exchange(Array(repeating: UInt8(ascii: "x"), count: 1_000_000), at: path)
            #expect(text.isEmpty || text.contains("at most 65536 octets"))
        }
    }

    @Test func `a socket that was left behind is replaced, one in use is not`() async throws {
        let folder = try ScratchFolder()
        let path = folder.path + "/control.sock"
        let left = ControlSocket.make()
        let status = unsafe ControlSocket.withAddress(path) { unsafe bind(left, $0, $1) }
        #expect(status == 0)
        close(left)
        try await Self.serve(at: path) { path in
            let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
            let second = ControlServer(path: path, group: group) { _ in .done("") }
            let failure = await #expect(throws: SocketError.self) { try await second.start() }
            #expect(failure?.code == EADDRINUSE)
            await second.stop()
            let reply = try await onOwnThread { try ControlClient.send(.status, to: path) }
            #expect(reply.isDone)
            try await group.shutdownGracefully()
        }
    }

    @Test func `a file that is no socket is left alone`() async throws {
        let folder = try ScratchFolder(["control.sock": "precious"])
        let path = folder.path + "/control.sock"
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let failure = await #expect(throws: SocketError.self) {
            try await ControlServer(path: path, group: group) { _ in .done("") }.start()
        }
        #expect(failure?.remedy == "It is no socket: give --control another path.")
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "precious")
        try await group.shutdownGracefully()
    }

    @Test func `a socket that took the place of the server's is not removed with it`() async throws {
        let folder = try ScratchFolder()
        let path = folder.path + "/control.sock"
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let server = ControlServer(path: path, group: group) { _ in .done("") }
        try await server.start()
        try FileManager.default.removeItem(atPath: path)
        try "another".write(toFile: path, atomically: true, encoding: .utf8)
        await server.stop()
        #expect(FileManager.default.fileExists(atPath: path))
        try await group.shutdownGracefully()
    }

    @Test func `without a server the client says how to start one`() throws {
        let failure = #expect(throws: SocketError.self) {
            try ControlClient.send(.status, to: "/nonexistent/dnsscen.sock")
        }
        #expect(failure?.remedy.contains("dnsscen serve FILE --control /nonexistent/dnsscen.sock") == true)
        let long = "/tmp/" + String(repeating: "x", count: 200)
        #expect(throws: SocketError.self) { try ControlClient.send(.status, to: long) }
    }
}
