/// What a scenario file declares, with the position of each value.
///
/// Names and references are text here; whether they lead anywhere is found out when a world is compiled.
public struct Scenario: Sendable {
    /// Where the file's own keys were written.
    public var marks: Marks
    /// The version of the language; always 1.
    public var version = 1
    /// What the scenario is called.
    public var title: String?
    /// What it shows.
    public var description: String?
    /// The documents that it was taken from, as URLs.
    public var sources: [String] = []
    /// The device that asks.
    public var client: DeclaredClient
    /// What stands on the client's own LAN.
    public var localNetwork: DeclaredLocalNetwork
    /// The client VPN; `nil` if there is no tunnel.
    public var vpn: DeclaredVPN?
    /// What stands on the internet.
    public var internet: DeclaredInternet
    /// The virtual private clouds.
    public var vpcs: [DeclaredVPC] = []
    /// The transit gateways.
    public var transitGateways: [DeclaredTransitGateway] = []
    /// The peering connections between VPCs.
    public var vpcPeeringConnections: [DeclaredVPCPeeringConnection] = []
    /// The networks on premises.
    public var onPremises: [DeclaredOnPremisesNetwork] = []
    /// The Route 53 hosted zones.
    public var hostedZones: [DeclaredHostedZone] = []
    /// The Route 53 Resolver rules.
    public var resolverRules: [DeclaredResolverRule] = []
    /// The DNS Firewall rule groups.
    public var firewallRuleGroups: [DeclaredFirewallRuleGroup] = []
    /// The Route 53 Profiles.
    public var route53Profiles: [DeclaredRoute53Profile] = []
    /// What is broken; the first fault that matches applies.
    public var faults: [DeclaredFault] = []
    /// What happens while the clock runs.
    public var timeline: [DeclaredTimelineEvent] = []
    /// The names that are looked up.
    public var lookups: [DeclaredLookup] = []
    /// The connections whose fate is asked for.
    public var connections: [DeclaredConnection] = []
    /// The round-trip shares that make up the time of an exchange.
    public var latency: DeclaredLatency
    /// How much traffic there is.
    public var load: DeclaredLoad
    /// The switches for what the sources leave open.
    public var assumptions: DeclaredAssumptions
    /// Which rules loading must report.
    public var expect: DeclaredLoadExpectation
    /// The case that this is, or `nil` for the base.
    public var caseName: String?
    /// What the case shows.
    public var caseDescription: String?
    /// The names of elements that were left out because they are faulty; a reference to one is no second error.
    public var brokenNames: Set<String> = []

    init(marks: Marks) {
        self.marks = marks
        client = DeclaredClient(marks: marks.child("client"))
        localNetwork = DeclaredLocalNetwork(marks: marks.child("local_network"))
        internet = DeclaredInternet(marks: marks.child("internet"))
        latency = DeclaredLatency(marks: marks.child("latency"))
        load = DeclaredLoad(marks: marks.child("load"))
        assumptions = DeclaredAssumptions(marks: marks.child("assumptions"))
        expect = DeclaredLoadExpectation(marks: marks.child("expect"))
    }
}
