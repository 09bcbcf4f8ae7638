import DNSCore
import Emulation
import Foundation
import TestSupport
import Testing
import WorldModel

@testable import LiveResponder

/// The lines of the query log, and the file that they go to.
@Suite struct QueryLogTests {
    private static let client = Endpoint("127.0.0.1", port: 4711)

    /// The entry of a message as the responder answers it.
    private static func entry(_ message: [UInt8]) throws -> QueryLogEntry {
        let context = try SmallWorld.context()
        let view = try #require(context.cell.current.view(.client))
        var responder = MessageResponder()
        var buffer = [UInt8](repeating: 0, count: MessageResponder.bufferSize)
        return unsafe message.withUnsafeBytes { message in
            let disposition = unsafe buffer.withUnsafeMutableBytes { buffer in
                unsafe responder.respond(to: message, over: .udp, view: view, at: .zero, into: buffer)
            }
            return unsafe QueryLogEntry(
                message, from: client, disposition, view, at: Timestamp(milliseconds: 1_764_043_200_123))
        }
    }

    @Test(arguments: [
        ("WWW.site.example", "WWW.site.example. A answered 192.168.1.1 -"),
        ("none.site.example", "none.site.example. A nxdomain 192.168.1.1 NAME_NOT_IN_ZONE"),
        ("silent.site.example", "silent.site.example. A timeout - FAULT"),
        (#"a\ b\"c.site.example"#, #"a\032b\034c.site.example. A nxdomain 192.168.1.1 NAME_NOT_IN_ZONE"#),
    ])
    func `a line tells time, client, name, type, outcome, server and reason`(name: String, rest: String) throws {
        let entry = try Self.entry(SmallWorld.query(DomainName(stringLiteral: name)))
        #expect(String(decoding: entry.text, as: UTF8.self) == "2025-11-25T04:00:00.123Z 127.0.0.1:4711 \(rest)\n")
    }

    @Test func `a line of JSON tells the same`() throws {
        let entry = try Self.entry(SmallWorld.query(#"a\"c.site.example"#, .aaaa))
        let object = try JSONSerialization.jsonObject(with: Data(entry.json)) as? [String: Any]
        #expect(entry.json.last == UInt8(ascii: "\n"))
        #expect(object?["time"] as? String == "2025-11-25T04:00:00.123Z")
        #expect(object?["client"] as? String == "127.0.0.1:4711")
        #expect(object?["name"] as? String == #"a\034c.site.example."#)
        #expect(object?["type"] as? String == "AAAA")
        #expect(object?["outcome"] as? String == "nxdomain")
        #expect(object?["server"] as? String == "192.168.1.1")
        #expect(object?["reason"] as? String == "NAME_NOT_IN_ZONE")
        #expect(object?.count == 7)
    }

    @Test func `what the responder says of its own accord is told by its RCODE`() throws {
        var update = SmallWorld.query("www.site.example")
        update[2] = 5 << 3
        #expect(try Self.entry(update).outcome == "NOTIMP")
        var truncated = SmallWorld.query("www.site.example")
        truncated.removeLast(3)
        let broken = try Self.entry(truncated)
        #expect(broken.outcome == "FORMERR")
        #expect(broken.name == nil)
        #expect(String(decoding: broken.json, as: UTF8.self).contains(#""name":null,"type":null,"outcome":"FORMERR""#))
    }

    @Test(arguments: [[], [1], Array(repeating: 255, count: 600)] as [[UInt8]])
    func `what is no query is told as ignored`(message: [UInt8]) throws {
        #expect(try Self.entry(message).outcome == "ignored")
    }

    @Test func `lines of many threads are all written, whole`() async throws {
        let folder = try ScratchFolder()
        let path = folder.path + "/queries.log"
        let log = try QueryLog(file: path, format: .text)
        await withTaskGroup { group in
            for task in 0..<8 {
                group.addTask { for line in 0..<1000 { log.record(Array("\(task) \(line)\n".utf8)) } }
            }
        }
        log.close()
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
        #expect(Set(lines) == Set((0..<8).flatMap { task in (0..<1000).map { "\(task) \($0)" } }))
        #expect(lines.count == 8000)
        #expect(log.lostCount == 0)
    }

    @Test func `a log that is there is continued`() throws {
        let folder = try ScratchFolder(["queries.log": "before\n"])
        let path = folder.path + "/queries.log"
        let log = try QueryLog(file: path, format: .text)
        log.record(Array("after\n".utf8))
        log.close()
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "before\nafter\n")
    }

    @Test func `after a rotation the lines go to a new file`() throws {
        let folder = try ScratchFolder()
        let path = folder.path + "/queries.log"
        let log = try QueryLog(file: path, format: .text)
        log.record(Array("first\n".utf8))
        // What waits is written before the file is opened anew.
        while try String(contentsOfFile: path, encoding: .utf8).isEmpty { usleep(1000) }
        try FileManager.default.moveItem(atPath: path, toPath: path + ".1")
        log.reopen()
        log.record(Array("second\n".utf8))
        log.close()
        #expect(try String(contentsOfFile: path + ".1", encoding: .utf8) == "first\n")
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "second\n")
    }

    @Test(arguments: QueryLog.Format.allCases)
    func `lines for which there is no room are counted, and the log tells it`(format: QueryLog.Format) throws {
        let folder = try ScratchFolder()
        let path = folder.path + "/queries.log"
        let log = try QueryLog(file: path, format: format, capacity: 0)
        for _ in 0..<3 { log.record(Array("line\n".utf8)) }
        log.close()
        let text = try String(contentsOfFile: path, encoding: .utf8)
        switch format {
        case .text: #expect(text.hasPrefix("# 20") && text.hasSuffix("Z 3 lines were lost\n"))
        case .json:
            let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
            #expect(object?["lost"] as? Int == 3)
        }
        #expect(log.lostCount == 3)
    }

    @Test func `lines that the system does not take are counted`() throws {
        let log = try QueryLog(file: "/dev/full", format: .text)
        log.record(Array("one\ntwo\n".utf8))
        log.close()
        #expect(log.lostCount == 2)
        log.record(Array("late\n".utf8))
        #expect(log.lostCount == 3)
    }

    @Test func `a file that cannot be opened is told`() throws {
        let failure = #expect(throws: QueryLog.OpenFailure.self) {
            try QueryLog(file: "/nonexistent/queries.log", format: .text)
        }
        #expect(
            failure?.description
                == "the query log /nonexistent/queries.log cannot be written: no such file or directory")
    }
}
