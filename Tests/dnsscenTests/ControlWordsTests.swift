import LiveResponder
import ScenarioLanguage
import TestSupport
import Testing

@testable import dnsscen

/// What the words of `dnsscen ctl` mean.
@Suite struct ControlWordsTests {
    @Test(
        arguments: [
            ("fault clear", .faultClear(target: nil)), ("fault clear 10.0.0.2", .faultClear(target: "10.0.0.2")),
            ("clear", .faultClear(target: nil)), ("clear vpc/a", .faultClear(target: "vpc/a")), ("case", .setCase(nil)),
            ("case two", .setCase("two")), ("connect", .connect), ("disconnect", .disconnect), ("status", .status),
            ("stats", .stats),
        ] as [(String, ControlRequest)])
    func `commands are read`(line: String, request: ControlRequest) throws {
        #expect(try ControlWords.request(line.split(separator: " ").map(String.init)) == request)
    }

    @Test(
        arguments: [
            ([], "fault add, fault clear, case"), (["dance"], "there is no command dance"),
            (["fault"], "expected add or clear"),
            (["fault", "add", "10.0.0.2"], "expected TARGET KIND"),
            (["fault", "add", "x", "servfai"], "did you mean servfail?"),
            (["fault", "add", "x", "broken"], "expected one of drop, servfail"),
            (["fault", "add", "x", "drop", "names"], "expected KEY=VALUE"),
            (["status", "now"], "status takes no argument"),
            (["case", "a", "b"], "expected one name"), (["fault", "clear", "a", "b"], "expected one target"),
        ] as [([String], String)])
    func `wrong words are told with what would be right`(words: [String], message: String) {
        let failure = #expect(throws: ControlWords.Failure.self) { try ControlWords.request(words) }
        #expect(failure?.text.contains(message) == true)
    }

    @Test(arguments: [
        "10.10.1.228 drop names=[*.example.local,www.example.com] types=[AAAA]",
        "fd00::2 delay delay=6s from=2s until=10s",
        "resolver-vpc/dns-a down", "10.10.1.228 loss rate=0.5 seed=7",
        "10.10.1.228 servfail queries=2..3 transport=udp",
        "10.10.1.228 answer addresses=[10.9.9.9,fd00::9]", "10.10.1.228 servfail queries=1",
    ])
    func `a fault in words is a sound mapping of the scenario language`(line: String) throws {
        let words = line.split(separator: " ").map(String.init)
        guard case .faultAdd(let yaml) = try ControlWords.request(["fault", "add"] + words) else {
            return #expect(Bool(false))
        }
        let text = "version: 1\nfaults: [ \(yaml) ]\n"
        let document = try ScenarioDocument.parse(Array(text.utf8), file: "s.yaml") { _ in
            .failure(LoadFailure(reason: "no such file"))
        }
        let decoded = document.scenario()
        #expect(decoded.diagnostics.filter { $0.severity == .error }.isEmpty)
        let fault = try #require(decoded.scenario.faults.first)
        #expect(fault.target == words[0])
        #expect(fault.kind.rawValue == words[1])
    }

    @Test func `a mapping is passed on as it is`() throws {
        let yaml = "{ target: tgw-1, kind: down }"
        #expect(try ControlWords.request(["fault", "add", yaml]) == .faultAdd(yaml: yaml))
    }

    @Test func `without a server ctl says how to start one`() throws {
        let folder = try ScratchFolder()
        let run = try BuiltCommand.run(["ctl", "status"], environment: ["XDG_RUNTIME_DIR": folder.path])
        #expect(run.status == 74)
        #expect(run.output.isEmpty)
        #expect(run.errors.contains("dnsscen serve FILE --control \(folder.path)/dnsscen.sock"))
        #expect(try BuiltCommand.run(["ctl", "dance"]).status == 64)
    }
}
