import DNSCore
public import WorldModel

/// A VPC whose DNS attributes are off where something depends on them.
///
/// Private hosted zones and the private names of interface endpoints need both enable_dns_support and enable_dns_hostnames of the VPC
/// whose resolver is asked. Without the hostnames the names are looked up in the public DNS; without the support the resolver is
/// not there at all. Repair: both attributes on.
public enum DNSAttributesOff: DesignCheck {
    /// `dns-attributes-off`.
    public static let id = "dns-attributes-off"
    /// What it looks for.
    public static let summary = "A VPC's DNS attributes are off where private names depend on them"
    /// The rules behind it.
    public static let rules: [RuleID] = [.vpcDNS02, .vpcDNS03, .r53PHZ06]

    /// One finding for each VPC: an error if the client asks its resolver, else a warning.
    public static func findings(in design: Design) -> [Finding] {
        let asked = design.askedVPCs
        let names = design.world.names
        return design.world.topology.vpcs.references.compactMap { reference in
            let vpc = design.world.topology.vpcs[reference]
            guard !(vpc.hasDNSSupport && vpc.hasDNSHostnames), let resolver = vpc.resolver,
                case .vpcResolver = names.nameServers[resolver].role
            else { return nil }
            let zones = (names.privateZonesByVPC[reference] ?? [:]).keys.sorted().map(\.prose)
            let endpoints = (names.interfaceEndpointsByVPC[reference] ?? [:]).keys.sorted().map(\.prose)
            let lost = zones + endpoints
            guard !lost.isEmpty else { return nil }
            let (key, rule, effect): (String, RuleID, String) =
                vpc.hasDNSSupport
                ? (
                    "enable_dns_hostnames", .vpcDNS03,
                    "its resolver does not use \(lost.shortList) and asks the public DNS instead"
                )
                : (
                    "enable_dns_support", .vpcDNS02,
                    "its resolver does not answer, and its inbound endpoints cannot resolve \(lost.shortList)"
                )
            return finding(
                asked.contains(reference) ? .error : .warning, rule, at: design.place(of: reference, key: key),
                "\(vpc.name) has \(key) off, so \(effect).",
                repair: "Turn on enable_dns_support and enable_dns_hostnames of \(vpc.name).")
        }
    }
}
