public import WorldModel

/// A link-local address such as 169.254.169.253 as DNS server of VPN clients.
///
/// It means the VPC's resolver on the link of an instance alone. Devices do not send it into a tunnel, and VPCs do not route it.
/// Repair: VPC+2 or an inbound endpoint's addresses.
public enum LinkLocalDNSServer: DesignCheck {
    /// `link-local-dns-server`.
    public static let id = "link-local-dns-server"
    /// What it looks for.
    public static let summary = "A link-local address, such as 169.254.169.253, pushed as DNS server"
    /// The rules behind it.
    public static let rules: [RuleID] = [.cvpnDNS11]
    /// Reported when the scenario is loaded.
    public static let adopts = rules
    /// What would have to change.
    public static let repair = "Push the VPC's base address plus two, or the addresses of an inbound endpoint."
}
