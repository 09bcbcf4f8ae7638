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
    /// The scenario after each `set` of the timeline, in order of time.
    public var stages: [ScenarioStage] = []
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

extension Scenario: DeclaredMapping {
    static let table = KeyTable<Self>("scenario", "What a client, its VPN and the networks behind it look like.") {
        Key("version", \.version, .languageVersion, "The version of the language.", required: true)
        Key("title", \.title, .text, "What the scenario is called.")
        Key("description", \.description, .text, "What it shows.")
        Key("sources", \.sources, .list(.text), "The documents that it was taken from, as URLs.")
        Key(
            "extends", .path, "A file that this one starts from; mappings are merged, all else is replaced.",
            set: { _, _ in })
        Key("set", .edits, "Changes of the file that this one extends: paths with their new values.", set: { _, _ in })
        Key("client", \.client, .mapping(DeclaredClient.self), "The device that asks.")
        Key(
            "local_network", \.localNetwork, .mapping(DeclaredLocalNetwork.self),
            "What stands on the client's own LAN.")
        Key("vpn", \.vpn, .mapping(DeclaredVPN.self), "The client VPN.", default: "none: there is no tunnel")
        Key("internet", \.internet, .mapping(DeclaredInternet.self), "What stands on the internet.")
        Key(
            "vpcs", \.vpcs, .list(of: DeclaredVPC.self, unique: .by("name", kind: "VPC")),
            "The virtual private clouds.")
        Key(
            "transit_gateways", \.transitGateways,
            .list(of: DeclaredTransitGateway.self, unique: .by("name", kind: "transit gateway")),
            "The transit gateways.")
        Key(
            "vpc_peering_connections", \.vpcPeeringConnections,
            .list(of: DeclaredVPCPeeringConnection.self, unique: .by("name", kind: "peering connection")),
            "The peering connections between VPCs.")
        Key(
            "on_premises", \.onPremises,
            .list(of: DeclaredOnPremisesNetwork.self, unique: .by("name", kind: "on-premises network")),
            "The networks on premises.")
        Key(
            "hosted_zones", \.hostedZones,
            .list(of: DeclaredHostedZone.self, unique: .byDomainName("id", "name", kind: "hosted zone")),
            "The Route 53 hosted zones.")
        Key(
            "resolver_rules", \.resolverRules,
            .list(of: DeclaredResolverRule.self, unique: .by("name", kind: "resolver rule")),
            "The Route 53 Resolver rules.")
        Key(
            "firewall_rule_groups", \.firewallRuleGroups,
            .list(of: DeclaredFirewallRuleGroup.self, unique: .by("name", kind: "firewall rule group")),
            "The DNS Firewall rule groups.")
        Key(
            "route53_profiles", \.route53Profiles,
            .list(of: DeclaredRoute53Profile.self, unique: .by("name", kind: "profile")), "The Route 53 Profiles.")
        Key(
            "faults", \.faults, .list(of: DeclaredFault.self),
            "What is broken; the first fault that matches applies.")
        Key("timeline", \.timeline, .list(of: DeclaredTimelineEvent.self), "What happens while the clock runs.")
        Key("lookups", \.lookups, .list(of: DeclaredLookup.self), "The names that are looked up.")
        Key(
            "connections", \.connections, .list(of: DeclaredConnection.self), "The connections whose fate is asked for."
        )
        Key(
            "cases", .list(of: DeclaredCase.self, unique: .by("name", kind: "case")),
            "Variants of the file, each the base with a few differences.", set: { _, _ in })
        Key(
            "latency", \.latency, .mapping(DeclaredLatency.self),
            "The round-trip shares that make up the time of an exchange.")
        Key("load", \.load, .mapping(DeclaredLoad.self), "How much traffic there is, for rate limits.")
        Key(
            "assumptions", \.assumptions, .mapping(DeclaredAssumptions.self),
            "The switches for what the sources leave open.")
        Key("expect", \.expect, .mapping(DeclaredLoadExpectation.self), "Which rules loading must report.")
    }
}
