import DNSCore
import Emulation
import IPCore
import ScenarioLanguage
import TestSupport
import Testing
import WorldModel

@testable import Reporting

/// A scenario of `scenarios/` as it stands, or one of its cases with a few changes, held against what was published.
struct PublishedCase {
    private let document: ScenarioDocument
    private let caseName: String?
    private let edits: [String]
    /// The case, decoded and compiled.
    let loaded: LoadedCase

    /// Loads a scenario by its name, a case of it, and applies changes as `--set` takes them.
    init(_ scenario: String, case caseName: String? = nil, set edits: String...) throws {
        try self.init(scenario, case: caseName, sets: edits)
    }

    /// Loads a scenario with a list of changes.
    init(_ scenario: String, case caseName: String? = nil, sets edits: [String]) throws {
        let file = "scenarios/\(scenario).yaml"
        try self.init(
            ScenarioDocument.parse(Array(PackageFiles.text(file).utf8), file: file, loader: Self.load), caseName, edits)
    }

    private init(_ document: ScenarioDocument, _ caseName: String?, _ edits: [String]) {
        self.document = document
        self.caseName = caseName
        self.edits = edits
        loaded = LoadedCase(document, caseName: caseName, options: RunOptions(sets: edits), loader: Self.load)
    }

    private static let load: FileLoader = { path in
        guard let text = try? PackageFiles.text(path) else { return .failure(LoadFailure(reason: "cannot be read")) }
        return .success(Array(text.utf8))
    }

    /// The world; a test fails where there is none.
    var world: World { get throws { try #require(loaded.world, "\(loaded.diagnostics)") } }

    /// Severity and rule of what loading reported, each once.
    var ruled: [String] {
        var seen: Set<String> = []
        return loaded.diagnostics.compactMap { diagnostic in diagnostic.rule.map { "\(diagnostic.severity) \($0)" } }
            .filter { seen.insert($0).inserted }
    }

    // MARK: - What commands would print

    /// The device's route table in its own style.
    func routes(beforeConnecting: Bool = false) throws -> String {
        let client = loaded.scenario.client
        return try PrintedRoutes(world, beforeConnecting: beforeConnecting, neighbors: client.neighbors).text(
            client.routeTableStyle ?? .usual(for: world.client.os))
    }

    /// The endpoint's route table, a row a line, each field apart.
    func endpointRoutes() throws -> [[String]] {
        let vpn = try #require(loaded.scenario.vpn)
        let table = try CloudRouteTables.endpoint(#require(try world.tunnel), declared: vpn, style: .plain)
        return table.split(separator: "\n").dropFirst(2).map { $0.split(separator: " ").map(String.init) }
    }

    /// The resolver configuration in force.
    func resolvConf() throws -> String { try ResolverText(world, beforeConnecting: false).text(.resolvConf) }

    /// The output of dig.
    func dig(_ words: String...) throws -> String {
        let arguments = try DigArguments(words: words, type: nil, reverse: nil)
        return try DigOutput(Emulator(world).dig(arguments.request), arguments).text
    }

    // MARK: - Predictions

    /// What becomes of a lookup, declared as in a scenario: `{ name: amazon.com }`.
    func lookup(_ declared: String) throws -> LookupPrediction {
        let world = try self.declaring("lookups", declared).world
        return try Emulator(world).predict(#require(world.lookups.first))
    }

    /// What becomes of a connection, declared as in a scenario: `{ to: 8.8.8.8, port: 53 }`.
    func connection(_ declared: String) throws -> ConnectionPrediction {
        let world = try self.declaring("connections", declared).world
        return try Emulator(world).predict(#require(world.connections.first))
    }

    private func declaring(_ key: String, _ element: String) -> PublishedCase {
        PublishedCase(document, caseName, edits + ["\(key)=[\(element)]"])
    }

    /// The interface that the device's table chooses for an address.
    func interface(to address: IPAddress) throws -> String? {
        try world.client.routes.candidates(for: address).first?.interface
    }
}

extension ConnectionPrediction {
    /// Outcome, reason and interface in one text: `timeout VPN_NO_ROUTE utun5`, `connected - en0`.
    var summary: String { "\(outcome.rawValue) \(common.reason?.rawValue ?? "-") \(common.via ?? "-")" }

    /// The elements of the way there, in order.
    var wayThere: [String] { common.hops.filter { $0.direction == .forward }.map(\.element) }
}

extension LookupPrediction {
    /// Outcome, reason, server and interface in one text: `answered - 8.8.8.8 utun2`.
    var summary: String {
        "\(outcome.rawValue) \(common.reason?.rawValue ?? "-") \(common.server?.description ?? "-") \(common.via ?? "-")"
    }

    /// The servers asked, in order.
    var serversAsked: [IPAddress] { common.attempts.map(\.server) }
}
