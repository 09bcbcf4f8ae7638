import DNSCore
import IPCore
import TestSupport
import Testing

@testable import ScenarioLanguage

@Suite struct CaseTests {
    private func cases() throws -> ScenarioDocument {
        try ScenarioDocument.parse(Fixtures.bytes("sound/cases.yaml"), file: "sound/cases.yaml", loader: Fixtures.load)
    }

    @Test func `cases are named in the order of the file`() throws {
        #expect(try cases().caseNames == ["as-it-is", "public-resolver", "two-resolvers"])
    }

    @Test func `a case is the base with its changes`() throws {
        let document = try cases()
        #expect(document.scenario().scenario.client.resolver.nameservers == ["192.168.1.1"])
        #expect(document.scenario(case: "as-it-is").scenario.client.resolver.nameservers == ["192.168.1.1"])
        #expect(document.scenario(case: "public-resolver").scenario.client.resolver.nameservers == ["8.8.8.8"])
        #expect(
            document.scenario(case: "two-resolvers").scenario.client.resolver.nameservers == ["8.8.8.8", "8.8.4.4"])
        #expect(document.scenario(case: "public-resolver").scenario.caseName == "public-resolver")
        #expect(document.scenario(case: "public-resolver").scenario.caseDescription != nil)
    }

    @Test func `a case's own lookup takes the place of the base's with the same name, type and time`() throws {
        let lookups = try cases().scenario(case: "public-resolver").scenario.lookups
        #expect(lookups.map(\.name) == ["WWW.example.", "www.example", "other.example", "new.example"])
        #expect(lookups.map(\.types) == [[.a], [.aaaa], [.a], [.a]])
        #expect(lookups[0].expect?.outcome == .timeout)
        #expect(lookups[0].marks.keyPath == "cases[public-resolver].lookups[WWW.example.]")
    }

    @Test func `the time and the set of types tell lookups apart`() throws {
        let document = try document(
            """
            version: 1
            lookups:
              - { name: a.example, at: 1s, port: 1 }
              - { name: a.example, type: [A, AAAA], port: 2 }
              - { name: a.example, port: 3 }
              - { name: a.example, port: 4 }
            cases:
              - name: c
                lookups:
                  - { name: a.example, type: [AAAA, A], port: 20 }
                  - { name: a.example, at: 1000ms, port: 10 }
                  - { name: a.example, at: 2s, port: 50 }
                  - { name: a.example, port: 30 }
            """)
        #expect(document.scenario(case: "c").scenario.lookups.map(\.port) == [10, 20, 30, 4, 50])
    }

    @Test func `a case's own connection takes the place of the base's with the same ends`() throws {
        let connections = try cases().scenario(case: "public-resolver").scenario.connections
        #expect(connections.count == 2, "443 is the port of a connection that does not say")
        #expect(connections[0].expect?.reachable == .value(false))
    }

    @Test func `a case's expect is laid over the base's key by key`() throws {
        let expect = try cases().scenario(case: "public-resolver").scenario.expect
        #expect(expect.invalid == ["CVPN-DNS-02"])
        #expect(expect.warnings == ["CVPN-DNS-13"])
    }

    @Test func `sets of the command line apply after the case's`() throws {
        let result = try cases().scenario(
            case: "public-resolver", sets: ["client.resolver.nameservers[8.8.8.8]=9.9.9.9"])
        #expect(result.diagnostics.isEmpty)
        #expect(result.scenario.client.resolver.nameservers == ["9.9.9.9"])
    }

    @Test func `an unknown case is told with the nearest`() throws {
        let result = try cases().scenario(case: "public-resolvers")
        #expect(
            result.diagnostics.map(\.kind) == [
                .unknownCase(
                    "public-resolvers", nearest: "public-resolver",
                    known: ["as-it-is", "public-resolver", "two-resolvers"])
            ])
        #expect(result.hasErrors)
        #expect(
            try decode("version: 1\n", case: "x").diagnostics.map(\.message) == [
                "there is no case \"x\": the file has no cases"
            ])
    }

    @Test func `what is wrong with a case's set has the place in the file and the path of the set`() throws {
        let result = try decode(
            "version: 1\ncases:\n  - name: c\n    set: { \"vpcs[a].region\": x }\n", case: "c")
        #expect(result.diagnostics.map(\.keyPath) == ["cases[c].set"])
        #expect(result.diagnostics.map(\.location) == [SourceLocation(file: "test.yaml", line: 4, column: 12)])
    }

    // MARK: - extends

    private func office() throws -> Scenario {
        let name = "sound/extends.yaml"
        return try ScenarioDocument.parse(Fixtures.bytes(name), file: name, loader: Fixtures.load).scenario().scenario
    }

    @Test func `mappings merge key by key, all else is replaced, null takes away`() throws {
        let scenario = try office()
        #expect(scenario.title == "The office, changed")
        #expect(scenario.client.resolver.options.timeout == .seconds(3))
        #expect(scenario.client.resolver.options.rotate == true)
        #expect(scenario.vpcs.map(\.name) == ["app"], "lists are replaced")
        #expect(scenario.vpn == nil)
    }

    @Test func `the sets of each file apply on the way`() throws {
        let scenario = try office()
        #expect(scenario.client.os == .macos)
        #expect(scenario.vpcs[0].instances[0].privateIP == "10.0.1.11")
        #expect(scenario.vpcs[0].subnets.map(\.name) == ["app-a", "app-b"])
    }

    @Test func `positions name the file that a value comes from`() throws {
        let scenario = try office()
        #expect(scenario.marks.location(of: "title").file == "sound/extends.yaml")
        #expect(scenario.vpcs[0].marks.location(of: "cidr_block").file == "sound/base/office.yaml")
        #expect(scenario.vpcs[0].instances[0].marks.location(of: "private_ip").file == "sound/extends.yaml")
        #expect(scenario.client.resolver.marks.location(of: "nameservers").file == "sound/base/common.yaml")
    }

    @Test func `a zone file starts from the folder of the file that names it`() throws {
        #expect(try office().hostedZones[0].zoneFile?.resolved == "sound/base/zones/office.zone")
        #expect(DeclaredPath(text: "a.zone", file: "-").resolved == "a.zone")
        #expect(DeclaredPath(text: "/etc/a.zone", file: "x/y.yaml").resolved == "/etc/a.zone")
        #expect(DeclaredPath(text: "../a.zone", file: "x/y.yaml").resolved == "x/../a.zone")
    }

    @Test func `files that extend each other in a circle are told`() throws {
        let files = ["a.yaml": "extends: ./x/b.yaml\n", "./x/b.yaml": "extends: ../a.yaml\n"]
        let result = try decode("{ version: 1, extends: a.yaml }", files: files)
        #expect(result.diagnostics.map(\.kind.name) == ["extendsCycle"])
    }

    @Test func `a long chain of files is cut off`() throws {
        var files: [String: String] = [:]
        for index in 0..<50 { files["f\(index).yaml"] = "extends: f\(index + 1).yaml\n" }
        let result = try decode("{ version: 1, extends: f0.yaml }", files: files)
        #expect(result.diagnostics.map(\.kind) == [.extendsTooDeep(limit: 16)])
    }

    @Test func `cases of the base belong to a file that has none`() throws {
        let files = ["base.yaml": "{ version: 1, cases: [{ name: a }] }"]
        #expect(try document("extends: base.yaml", files: files).caseNames == ["a"])
        #expect(try document("{ extends: base.yaml, cases: [{ name: b }] }", files: files).caseNames == ["b"])
    }
}
