import DNSCore
import IPCore
import ScenarioLanguage
import Testing
import WorldModel

/// Compiles a scenario that is written as YAML; `version: 1` is put in front, so line 1 of `yaml` is line 2.
func compile(
    _ yaml: String, files: [String: String] = [:], isLenient: Bool = false
) throws -> WorldCompilation {
    let load: (String) -> Result<[UInt8], LoadFailure> = { path in
        files[path].map { .success(Array($0.utf8)) } ?? .failure(LoadFailure(reason: "no such file"))
    }
    let document = try ScenarioDocument.parse(Array("version: 1\n\(yaml)".utf8), file: "test.yaml", loader: load)
    let decoded = document.scenario()
    return compileWorld(
        decoded.scenario, decodingDiagnostics: decoded.diagnostics, isLenient: isLenient, loader: load)
}

/// The world of a scenario that has no errors.
func world(_ yaml: String, files: [String: String] = [:], isLenient: Bool = false) throws -> World {
    let compilation = try compile(yaml, files: files, isLenient: isLenient)
    return try #require(compilation.world, "\(compilation.diagnostics)")
}

/// Compiles YAML whose comments tell what is wrong in their lines, and checks that nothing else is.
///
/// A comment reads `# error: refused VPCE-08` or, without a rule, `# error: danglingReference`; several stand behind `;`.
func expectFindings(
    _ yaml: String, files: [String: String] = [:], isLenient: Bool = false,
    sourceLocation: Testing.SourceLocation = #_sourceLocation
) throws {
    let compilation = try compile(yaml, files: files, isLenient: isLenient)
    let found = compilation.diagnostics.map { diagnostic in
        let file = diagnostic.location.file == "test.yaml" ? "" : "\(diagnostic.location.file):"
        let rule = diagnostic.rule.map { " \($0)" } ?? ""
        return "\(file)\(diagnostic.location.line) \(diagnostic.severity): \(diagnostic.kind.name)\(rule)"
    }
    let expected = ([("", yaml, 2)] + files.map { ("\($0.key):", $0.value, 1) }).flatMap { file, text, first in
        text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().flatMap { index, line in
            findings(announcedIn: line).map { "\(file)\(index + first) \($0)" }
        }
    }
    #expect(found.sorted() == expected.sorted(), "\(compilation.diagnostics)", sourceLocation: sourceLocation)
    #expect(
        (compilation.world == nil) == expected.contains { $0.contains(" error: ") }, sourceLocation: sourceLocation)
}

/// What the comment of a line of YAML or of a master file tells to be wrong in it.
private func findings(announcedIn line: Substring) -> [String] {
    for mark in ["# ", "; "] {
        for severity in ["error: ", "warning: "] {
            guard let start = line.firstRange(of: mark + severity) else { continue }
            return line[start.lowerBound...].dropFirst(mark.count).split(separator: ";").map { part in
                String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
            }
        }
    }
    return []
}

extension World {
    /// The VPC of that name.
    func vpc(_ name: String) throws -> VPC { topology.vpcs[try vpcReference(name)] }

    /// The reference of the VPC of that name.
    func vpcReference(_ name: String) throws -> Reference<VPC> {
        try #require(topology.directory.vpcs.element(name))
    }

    /// The subnet of that name.
    func subnet(_ name: String) throws -> Subnet {
        topology.subnets[try #require(topology.directory.subnets.element(name))]
    }

    /// The host at an address of a VPC.
    func host(_ address: IPAddress, in vpc: String) throws -> Host {
        topology.hosts[try #require(topology.host(at: address, in: .vpc(try vpcReference(vpc))))]
    }

    /// The targets of the routes of a subnet's table, by destination.
    func routes(of subnet: String) throws -> [String] {
        topology.routeTables[try self.subnet(subnet).routeTable].routes.entries.map {
            "\($0.prefix) \($0.value.targetName)"
        }
    }

    /// The name server of that name.
    func server(_ name: String) throws -> NameServer {
        try #require(names.nameServers.elements.first { $0.name == name })
    }
}
