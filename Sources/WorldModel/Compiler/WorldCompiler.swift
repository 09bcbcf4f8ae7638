import DNSCore
import IPCore
import ScenarioLanguage

/// The state of one compilation: the world as far as it is built, and what was found wrong.
///
/// The parts are built in the order in which they refer to each other; each part has a file of its own.
struct WorldCompiler {
    let scenario: Scenario
    let provider: any VPNProvider.Type
    let loader: (String) -> Result<[UInt8], LoadFailure>
    var diagnostics: [Diagnostic] = []
    var topology = Topology()
    var names = NameDirectory()

    /// The names of elements that are left out for a fault reported already; a reference to one is no second error.
    var droppedNames: Set<String> = []
    /// The main route tables that no scenario declares.
    var implicitTables: [ImplicitTable] = []
    /// What a route of a VPC may lead to; the parent is the VPC.
    var routeTargets = ReferenceIndex<RouteTargetElement>()
    /// Positions in `outboundEndpoints`.
    var outboundEndpointIndex = ReferenceIndex<Int>()
    var outboundEndpoints: [OutboundEndpoint] = []
    /// What an alias record may stand for besides a name.
    var aliasTargets = ReferenceIndex<AliasTargetElement>()
    /// What a fault may hit.
    var faultTargets = ReferenceIndex<FaultTargetElement>()
    /// How many hosts share an element's bare name.
    var hostElementCounts: [String: Int] = [:]
    /// Gateway endpoints, whose routes wait for the zones.
    var gatewayEndpoints: [GatewayEndpoint] = []
    /// Interface endpoints that have subnets and no addresses, which wait for all other addresses.
    var endpointsWithoutAddresses: [EndpointWithoutAddresses] = []
    /// The hosted zones in the order of the scenario.
    var hostedZones: [Reference<Zone>] = []
    /// The DNS Firewall groups by name.
    var compiledGroups: [String: FirewallGroup] = [:]
    /// The Profile behind what a VPC has.
    var sharedBy: [Reference<VPC>: [ProfileSubject: String]] = [:]
    /// The addresses of delegation endpoints by the endpoint's name.
    var delegationAddresses: [IPAddress: String] = [:]

    init(_ scenario: Scenario, loader: @escaping (String) -> Result<[UInt8], LoadFailure>) {
        self.scenario = scenario
        self.loader = loader
        provider = VPNProviders.provider(of: scenario)
    }

    /// Builds the world; `diagnostics` then has everything found wrong.
    mutating func compile() -> World {
        addVPCs()
        addSubnets()
        addInterconnections()
        addHosts()
        addEndpointsWithoutAddresses()
        addSecurityGroupRules()
        addRoutes()
        addZones()
        addHostedZones()
        addResolverRules()
        addEndpointNames()
        addCloudNames()
        addFirewallGroups()
        addProfiles()
        addGatewayEndpointRoutes()
        checkPushedServers()
        checkQuotas()
        var declared = scenario
        declared.brokenNames.formUnion(droppedNames)
        let side = ClientCompiler.compile(
            declared, topology: topology, isConnected: scenario.vpn?.connected ?? false, into: &diagnostics)
        var world = World(
            title: scenario.title, client: side.device, tunnel: side.tunnel, topology: topology, names: names,
            latency: LatencyShares(
                lan: scenario.latency.lan, internet: scenario.latency.internet, tunnel: scenario.latency.tunnel,
                network: scenario.latency.network, recursion: scenario.latency.recursion),
            assumptions: scenario.assumptions, faults: faults(side), lookups: lookups(), connections: connections())
        world.load = Load(clients: scenario.load.clients, lookupsPerSecond: scenario.load.lookupsPerSecond)
        return world
    }
}

/// What the target of a route of a VPC may be, besides `local` and `blackhole`.
struct RouteTargetElement: Hashable, Sendable {
    let target: RouteTarget
    /// The VPC that it belongs to, if it is of use to that one alone.
    let vpc: Reference<VPC>?
}

/// An outbound endpoint.
struct OutboundEndpoint: Sendable {
    let name: String
    let hosts: [Reference<Host>]
}

/// What an alias record may stand for.
enum AliasTargetElement: Hashable, Sendable {
    case interfaceEndpoint(Int)
    case gatewayEndpoint
    case loadBalancer([IPAddress])
}

/// A gateway endpoint whose routes are made out of the zones.
struct GatewayEndpoint: Sendable {
    let declared: DeclaredVPCEndpoint
    let vpc: Reference<VPC>
    let element: String
}

/// An interface endpoint of which only the subnets are known.
struct EndpointWithoutAddresses: Sendable {
    let declared: DeclaredVPCEndpoint
    let subnets: [Reference<Subnet>]
    /// Its position in `NameDirectory.interfaceEndpoints`.
    let index: Int
}
