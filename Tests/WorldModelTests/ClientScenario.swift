import DNSCore
import IPCore
import ScenarioLanguage
import Testing
import WorldModel

/// The client side of a scenario, as tests of devices and providers look at it.
struct ClientScenario {
    let compilation: WorldCompilation

    /// Compiles YAML after edits as `--set` takes them; `version: 1` is put in front, so line 1 of `yaml` is line 2.
    init(_ yaml: String, set edits: String...) throws { try self.init(yaml, sets: edits) }

    /// Compiles YAML, edited by a list of changes.
    init(_ yaml: String, sets edits: [String]) throws {
        let load: (String) -> Result<[UInt8], LoadFailure> = { _ in .failure(LoadFailure(reason: "no such file")) }
        let document = try ScenarioDocument.parse(Array("version: 1\n\(yaml)".utf8), file: "test.yaml", loader: load)
        let decoded = document.scenario(sets: edits)
        // Keys that the language does not let in yet reach the compiler all the same: it knows what the VPN software does.
        let diagnostics = decoded.diagnostics.filter { if case .notModelledYet = $0.kind { false } else { true } }
        compilation = compileWorld(decoded.scenario, decodingDiagnostics: diagnostics, loader: load)
    }

    /// The world; a test fails where there is none.
    var world: World { get throws { try #require(compilation.world, "\(compilation.diagnostics)") } }

    /// The tunnel; a test fails where there is none.
    var tunnel: Tunnel { get throws { try #require(world.tunnel) } }

    /// The table in force, a row a line: destination, next hop, interface, metric.
    var rows: [String] { get throws { try world.client.routes.routes.map(\.line) } }

    /// The table before connecting.
    var rowsBefore: [String] { get throws { try world.client.routesBefore.routes.map(\.line) } }

    /// What connecting adds.
    var added: [String] { get throws { Self.difference(try rows, try rowsBefore) } }

    /// What connecting takes away.
    var removed: [String] { get throws { Self.difference(try rowsBefore, try rows) } }

    /// The routes that are not in force, with their rule.
    var withheld: [String] {
        get throws { try world.client.routes.withheld.map { "\($0.route.destination) \($0.rule.rawValue)" } }
    }

    /// The interface that a packet leaves by.
    func interface(to address: IPAddress) throws -> String? {
        try world.client.routes.candidates(for: address).first?.interface
    }

    /// Severity, rule and key of each diagnostic that has a rule.
    var ruled: [String] {
        compilation.diagnostics.compactMap { diagnostic in
            diagnostic.rule.map { "\(diagnostic.severity) \($0) \(diagnostic.keyPath)" }
        }
    }

    /// Kind and key of each diagnostic that has no rule.
    var faults: [String] {
        compilation.diagnostics.filter { $0.rule == nil }.map { "\($0.kind.name) \($0.keyPath)" }
    }

    private static func difference(_ rows: [String], _ others: [String]) -> [String] {
        let others = Set(others)
        return rows.filter { !others.contains($0) }
    }
}

extension DeviceRoute {
    /// The row as tests compare it: `10.0.0.0/8 via 172.31.0.1 utun2`, `on-link` or `self` in place of a next hop.
    var line: String {
        let hop =
            switch target {
            case .onLink: "on-link"
            case .gateway(let gateway): "via \(gateway)"
            case .ownAddress: "self"
            }
        return "\(destination) \(hop) \(interface)" + (metric.map { " metric \($0)" } ?? "")
    }
}
