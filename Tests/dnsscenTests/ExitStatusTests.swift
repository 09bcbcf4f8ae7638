import TestSupport
import Testing

/// The exit statuses of the built command and what it tells on standard error.
@Suite struct ExitStatusTests {
    private static let valid = """
        version: 1
        client: { interfaces: [{ name: eth0, address: 192.168.1.4/24, gateway: 192.168.1.1 }], resolver: { nameservers: [192.168.1.1] } }
        local_network: { dns_servers: [{ name: router, address: 192.168.1.1, behavior: recursive }] }
        internet: { zones: [{ name: example.com, records: ["www 300 IN A 198.51.100.80"] }] }
        lookups:
          - { name: www.example.com, expect: { outcome: answered } }

        """
    private static let unmet = valid.replacing("outcome: answered", with: "outcome: nxdomain")
    private static let invalid = "version: 1\nclient: { os: linux }\nlookup: []\n"

    @Test func `a run whose expectations hold ends with 0`() throws {
        let run = try BuiltCommand.run(["run", "-"], input: Self.valid)
        #expect(run.status == 0)
        #expect(run.errors.isEmpty)
    }

    @Test func `an expectation that does not hold gives 1`() throws {
        let run = try BuiltCommand.run(["run", "-"], input: Self.unmet)
        #expect(run.status == 1)
        #expect(run.output.contains("NOT MET"))
    }

    @Test func `an invalid scenario gives 2 and says where`() throws {
        let run = try BuiltCommand.run(["run", "-"], input: Self.invalid)
        #expect(run.status == 2)
        #expect(run.errors.hasPrefix("-:3:1: error: "))
        #expect(run.errors.contains("lookups"))
    }

    @Test func `an invalid file does not keep the others from running, and outweighs an unmet expectation`() throws {
        let folder = try ScratchFolder(["a.yaml": Self.invalid, "b.yaml": Self.unmet])
        let run = try BuiltCommand.run(["run", folder.path, "--format", "tap"])
        #expect(run.status == 2)
        #expect(run.output.contains("not ok 1"))
    }

    @Test func `an unreadable file gives 74, outweighs an invalid one, and the others are run`() throws {
        let folder = try ScratchFolder(["a.yaml": Self.invalid, "b.yaml": Self.valid])
        let run = try BuiltCommand.run(["run", "\(folder.path)/nosuch.yaml", folder.path, "--format", "tap"])
        #expect(run.status == 74)
        #expect(run.errors.contains("nosuch.yaml: no such file or directory"))
        #expect(run.output.contains("ok 1"))
    }

    @Test func `a directory without scenarios gives 74, and the other files are run`() throws {
        let folder = try ScratchFolder(["empty/notes.txt": "", "b.yaml": Self.valid])
        let run = try BuiltCommand.run(["run", "\(folder.path)/empty", "\(folder.path)/b.yaml", "--format", "tap"])
        #expect(run.status == 74)
        #expect(run.errors.contains("empty: there is no .yaml file in this directory"))
        #expect(run.output.contains("ok 1"))
        let explain = try BuiltCommand.run(["explain", folder.path, "a.example"])
        #expect(explain.status == 74)
        #expect(explain.errors.contains("takes one file, such as \(folder.path)/b.yaml"))
    }

    @Test(arguments: [
        ["bogus"], ["run"], ["run", "x", "--format", "bogus"], ["explain", "-", "a..b"],
        ["explain", "-", "a", "BOGUS"],
        ["dig", "-", "a.example", "+bogus"], ["dig", "-"], ["dig", "-", "a.example", "-4", "-6"],
        ["dig", "-", "@nobody", "a.example"], ["routes", "-", "--style", "bogus"], ["routes", "-", "--table", "bogus"],
        ["routes", "-", "--table", "vpn"], ["resolv", "-", "--style", "bogus"], ["schema", "bogus"], ["init", "bogus"],
        ["run", "-", "--lookup", "a..b"], ["run", "-", "--matrix", "bogus"],
        ["run", "-", "--matrix", "client.os=linux", "--format", "json"], ["run", "-", "--color", "sometimes"],
        ["run", "-", "--set", "client.os"], ["dig", "-", "a.example", "CH", "TXT"],
    ])
    func `wrong usage gives 64`(arguments: [String]) throws {
        let run = try BuiltCommand.run(arguments, input: Self.valid)
        #expect(run.status == 64)
        #expect(run.output.isEmpty)
        #expect(!run.errors.isEmpty)
    }

    @Test(arguments: [
        ["explain", "nosuch", "a"], ["dig", "nosuch", "a"], ["routes", "nosuch"], ["resolv", "nosuch"],
    ])
    func `commands for one scenario give 74 without it`(arguments: [String]) throws {
        #expect(try BuiltCommand.run(arguments).status == 74)
    }

    @Test(arguments: [["explain", "-", "a"], ["dig", "-", "a"], ["routes", "-"], ["resolv", "-"]])
    func `commands for one scenario give 2 for an invalid one`(arguments: [String]) throws {
        let run = try BuiltCommand.run(arguments, input: Self.invalid)
        #expect(run.status == 2)
        #expect(run.output.isEmpty)
        #expect(run.errors.contains("-:3:1: error: "))
    }

    @Test func `output that cannot be written gives 74`() throws {
        let run = try BuiltCommand.run(
            executable: "/bin/sh", ["-c", "exec \"$0\" schema > /dev/full", BuiltCommand.path])
        #expect(run.status == 74)
        #expect(run.errors.contains("standard output cannot be written"))
    }

    @Test func `a reader that closes the pipe is no error`() throws {
        let run = try BuiltCommand.run(
            executable: "/bin/bash", ["-c", "\"$0\" schema | true; echo ${PIPESTATUS[0]}", BuiltCommand.path])
        #expect(run.output == "0\n")
        #expect(run.errors.isEmpty)
    }

    @Test(.rules("STUB-03"))
    func `dig without a reply gives 9 and says what dig says`() throws {
        let silent = Self.valid + "faults: [{ target: 192.168.1.1, kind: drop }]\n"
        let run = try BuiltCommand.run(["dig", "-", "www.example.com"], input: silent)
        #expect(run.status == 9)
        #expect(run.output.hasSuffix("\n;; connection timed out; no servers could be reached\n"))
    }

    @Test(arguments: ["--help", "--version", "run --help", "dig --help", "help explain"])
    func `help and version end with 0`(arguments: String) throws {
        let run = try BuiltCommand.run(arguments.split(separator: " ").map(String.init))
        #expect(run.status == 0)
        #expect(!run.output.isEmpty)
        #expect(run.errors.isEmpty)
    }
}
