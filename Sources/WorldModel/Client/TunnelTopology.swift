/// How a tunnel's interface is addressed (OpenVPN `--topology`, rule OVPN-TOPO-01).
public enum TunnelTopology: String, CaseIterable, Hashable, Sendable {
    /// One address and mask for each client.
    case subnet
    /// One /30 for each client, whose peer is the address before the client's.
    case net30
}
