import DNSCore
import Emulation
import IPCore
import ScenarioLanguage
public import WorldModel

/// An instance or database that the client reaches by its public address although a private way leads to it.
///
/// Its public name gives the private address in its own VPC, and elsewhere only where peering or the transit gateway lets names be
/// translated. Repair: DNS resolution of the peering's side, or DNS support of the gateway and its attachments.
public enum PublicAddressOfNeighbor: DesignCheck {
    /// `public-address-of-neighbor`.
    public static let id = "public-address-of-neighbor"
    /// What it looks for.
    public static let summary = "A public name that gives its public address although a private way leads there"
    /// The rules behind it.
    public static let rules: [RuleID] = [.ec2Name02, .ec2Name03, .ec2Name04, .ec2Name06, .peerDNS02, .tgwDNS02]

    /// One finding for each name.
    public static func findings(in design: Design) -> [Finding] {
        guard let vpn = design.vpn, !design.askedVPCs.isEmpty else { return [] }
        let names = design.world.names.cloudNames
        return names.keys.sorted().prefix(limit).compactMap { name in
            guard let cloudName = names[name]?.first, !cloudName.publicAddresses.isEmpty,
                let address = cloudName.privateAddresses.first, cloudName.isTranslated,
                design.isRouted(IPPrefix(host: address), by: design.world.tunnel),
                design.ways(of: Flow(.icmp, to: address, port: 0)).contains(where: \.isDelivered)
            else { return nil }
            let answer = design.answer(to: name)
            guard answer.outcome == .answered, let given = answer.common.addresses.first,
                cloudName.publicAddresses.contains(given)
            else { return nil }
            let step = answer.common.explanation.last { step in
                [.peerDNS02, .ec2Name02, .tgwDNS01, .tgwDNS02, .tgwDNS04].contains(step.rule)
            }
            return finding(
                .note, step?.rule ?? .ec2Name02, at: vpn.marks.place(of: "dns_servers"),
                "\(name.prose) gives the client \(given) over the internet, although its private address \(address) can be reached through the tunnel.\(step.map { " " + $0.text } ?? "")",
                repair:
                    "Let the names be translated between the VPCs: DNS resolution of the peering, or DNS support of the gateway."
            )
        }
    }

    /// Names looked at.
    private static let limit = 64
}

extension CloudName {
    /// Whether the name gives other addresses inside than outside.
    fileprivate var isTranslated: Bool {
        switch kind {
        case .instancePublic, .database(isPubliclyAccessible: true): isPublished
        case .database, .instanceResource, .fileSystem, .cluster, .loadBalancer: false
        }
    }
}
