public import ArgumentParser
import Reporting
public import ScenarioLanguage
import WorldModel

/// `dnsscen routes`: route tables as the device, the endpoint and the subnets have them.
struct RoutesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "routes", abstract: "Print the client's route table, the endpoint's, or a subnet's.",
        discussion: """
            The client's table is printed as its operating system would, after the VPN connected.

            Examples:
              dnsscen routes my.yaml
              dnsscen routes my.yaml --style linux_ip --before
              dnsscen routes my.yaml --table vpn
              dnsscen routes my.yaml --table vpn-vpc/vpn-a
            """)

    @Argument(help: "The scenario, or - for standard input.")
    var file: String

    @Option(
        help: ArgumentHelp(
            "How the client prints its table (default: the scenario's route_table_style, else by os).",
            valueName: "style"))
    var style: DeclaredRouteTableStyle?

    @Flag(help: "The table before the VPN connected.")
    var before = false

    @Option(help: ArgumentHelp("Whose table: client, vpn, or a subnet (NAME or VPC/NAME).", valueName: "table"))
    var table = "client"

    @OptionGroup var scenario: ScenarioOptions

    func run() throws {
        let document = try scenario.document(file)
        var (world, declared) = try scenario.loadWorld(document)
        let text: String
        switch table {
        case "client":
            let chosen = style ?? declared.client.routeTableStyle ?? .usual(for: world.client.os)
            text = PrintedRoutes(world, beforeConnecting: before, neighbors: declared.client.neighbors).text(chosen)
        case "vpn":
            guard let vpn = declared.vpn else { throw CommandFailure.usage("--table vpn: the scenario has no vpn") }
            // The endpoint has its routes whether this client is connected or not.
            if world.tunnel == nil { world = try scenario.loadWorld(document, sets: ["vpn.connected=true"]).world }
            text = world.tunnel.map { CloudRouteTables.endpoint($0, declared: vpn, style: scenario.color.style) } ?? ""
        default:
            let subnet = try subnet(in: world.topology)
            text = CloudRouteTables.subnet(subnet, in: world.topology, style: scenario.color.style)
        }
        try StandardStreams.write(text)
    }

    private func subnet(in topology: Topology) throws -> Reference<Subnet> {
        switch topology.directory.subnets.resolve(table) {
        case .found(let subnet): return subnet
        case .ambiguous(let ways):
            throw CommandFailure.usage("--table \(table): there are several, \(ways.joined(separator: " and "))")
        case .missing(let nearest):
            let known = topology.subnets.elements.map(\.element).joined(separator: ", ")
            let hint = nearest.first.map { "did you mean \($0)?" } ?? "expected client, vpn or one of \(known)"
            throw CommandFailure.usage("--table \(table): there is no such subnet; \(hint)")
        }
    }
}

extension DeclaredRouteTableStyle: ExpressibleByArgument {}
