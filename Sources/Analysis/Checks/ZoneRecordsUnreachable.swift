import DNSCore
import Emulation
import IPCore
import ScenarioLanguage
public import WorldModel

/// Addresses of a private zone that the client can look up and cannot reach.
///
/// The lookup works and the connection does not: the address lies in a network without an endpoint route, an authorization rule or a way
/// back. Repair: what the finding names.
public enum ZoneRecordsUnreachable: DesignCheck {
    /// `zone-records-unreachable`.
    public static let id = "zone-records-unreachable"
    /// What it looks for.
    public static let summary = "Addresses in a private zone that VPN clients cannot reach"
    /// The rules behind it.
    public static let rules: [RuleID] = [.vpce05, .cvpnFWD01, .cvpnAuth01, .cvpnRoute05]

    /// One finding for each zone and place where packets die.
    public static func findings(in design: Design) -> [Finding] {
        guard design.vpn != nil else { return [] }
        var findings: [Finding] = []
        for reference in design.privateZones where design.zoneVisibility[reference]?.outcome == .answered {
            let zone = design.world.names.zones[reference]
            guard zone.associatedVPCs?.contains(where: design.askedVPCs.contains) == true else { continue }
            var lost: [Loss] = []
            for record in zone.addressRecords.prefix(limit) {
                guard let address = record.address, address.isPrivate,
                    let drop = design.ways(of: Flow(.tcp, to: address, port: 443)).compactMap(\.drop).first,
                    reasons.contains(drop.reason)
                else { continue }
                let name = "\(record.owner.prose) (\(address))"
                if let index = lost.firstIndex(where: {
                    $0.drop.element == drop.element && $0.drop.reason == drop.reason
                }) {
                    lost[index].names.append(name)
                } else {
                    lost.append(Loss(drop: drop, names: [name]))
                }
            }
            findings += lost.map { loss in
                finding(
                    .warning, loss.drop.rule ?? .vpce05, at: design.place(of: zone),
                    "Of the private zone \(zone.apex.prose) clients cannot reach \(loss.names.shortList), although they can look up the names. \(loss.drop.text)",
                    repair: loss.drop.remedy)
            }
        }
        return findings
    }

    private struct Loss {
        let drop: Drop
        var names: [String]
    }

    /// What keeps all ports away; filters may let in others than the one tried.
    private static let reasons: Set<ReasonCode> = [
        .clientNoRoute, .clientOnlinkCapture, .vpnNoRoute, .vpnNoAuth, .vpnRouteDrop, .subnetNoRoute, .subnetBlackhole,
        .tgwNoRoute, .peerNotTransitive, .noReturnRoute,
    ]

    /// Records looked at in a zone.
    private static let limit = 256
}
