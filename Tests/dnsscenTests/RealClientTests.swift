import Foundation
import TestSupport
import Testing

/// Whether this machine can make network namespaces and has the programs.
private enum RealClients {
    static let arePossible: Bool = {
        let programs = ["/usr/bin/dig", "/usr/bin/drill", "/usr/bin/kdig", "/usr/bin/getent"]
        guard getuid() == 0, programs.allSatisfy({ FileManager.default.fileExists(atPath: $0) }),
            let probe = try? BuiltCommand.run(
                executable: "/bin/bash",
                [
                    "-c",
                    "/usr/bin/python3 -c 'import dns.resolver' && ip netns add dnsscen-probe-$$ && ip netns delete dnsscen-probe-$$",
                ])
        else { return false }
        return probe.status == 0
    }()
}

/// Real programs that resolve against `dnsscen serve`, in a network namespace that the test makes.
///
/// It needs root, iproute2 and the programs; where one is missing the test is skipped and says why.
@Suite(
    .serialized, .enabled(if: RealClients.arePossible, "needs root, ip(8), dig, drill, kdig and python3-dnspython"))
struct RealClientTests {
    /// What one program was told, and the milliseconds that it took.
    private struct Told {
        let milliseconds: Int
        let text: String
    }

    private static func ask(
        _ scenario: String, _ name: String, _ options: [String], addresses: String = "", isOnlyGetaddrinfo: Bool = false
    ) throws -> [String: Told] {
        var environment = ["ADDRESSES": addresses]
        if isOnlyGetaddrinfo { environment["ONLY_GETADDRINFO"] = "1" }
        let run = try BuiltCommand.run(
            executable: PackageFiles.root + "Tests/Fixtures/live/real-clients",
            [BuiltCommand.path, scenario, name] + options, environment: environment)
        #expect(run.status == 0, "\(run.errors)")
        var told: [String: Told] = [:]
        for line in run.output.split(separator: "\n") {
            let words = line.split(separator: " ", maxSplits: 2)
            guard words.count >= 2, let milliseconds = Int(words[1]) else { continue }
            told[String(words[0])] = Told(milliseconds: milliseconds, text: words.count > 2 ? String(words[2]) : "")
        }
        return told
    }

    private static let servers = "10.10.1.228 10.10.0.43"

    @Test func `every program is told what is predicted by the client's stub resolver`() throws {
        let told = try Self.ask("scenarios/scenario2-split-tunnel.yaml", "test.example.local", [])
        for program in ["getaddrinfo", "dig", "dig-tcp", "drill", "kdig", "dnspython"] {
            #expect(
                told[program]?.text.contains("10.123.2.1") == true, "\(program): \(told[program]?.text ?? "nothing")")
        }
    }

    @Test func `every program is told what the servers themselves answer`() throws {
        let told = try Self.ask(
            "scenarios/scenario2-split-tunnel.yaml", "test.example.local", ["--per-server"], addresses: Self.servers)
        for program in ["getaddrinfo", "dig", "dig-tcp", "drill", "kdig", "dnspython"] {
            #expect(
                told[program]?.text.contains("10.123.2.1") == true, "\(program): \(told[program]?.text ?? "nothing")")
        }
    }

    @Test func `glibc asks the secondary five seconds after a dropped query`() throws {
        let told = try Self.ask(
            "scenarios/scenario2-split-tunnel.yaml", "test.example.local",
            ["--per-server", "--set", "faults[+]={ target: 10.10.1.228, kind: drop }"], addresses: Self.servers,
            isOnlyGetaddrinfo: true)
        let answer = try #require(told["getaddrinfo"])
        #expect(answer.text.contains("10.123.2.1"))
        #expect((5000..<7500).contains(answer.milliseconds))
    }

    @Test func `glibc asks the secondary after a SERVFAIL, although a response is documented to be final`() throws {
        let told = try Self.ask(
            "scenarios/scenario2-split-tunnel.yaml", "test.example.local",
            ["--per-server", "--set", "faults[+]={ target: 10.10.1.228, kind: servfail }"], addresses: Self.servers,
            isOnlyGetaddrinfo: true)
        let answer = try #require(told["getaddrinfo"])
        #expect(answer.text.contains("10.123.2.1"))
        #expect(answer.milliseconds < 3000)
    }
}
