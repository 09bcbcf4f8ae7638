import IPCore
import ScenarioLanguage

/// The device's place in the tunnel: its address, its own subnet and the gateway there.
struct VPNSession: Hashable, Sendable {
    /// How a service cuts a client's subnet out of the pool.
    enum Shape: Hashable, Sendable {
        /// A subnet with this many host bits; AWS: 5, a /27 (rule CVPN-ADDR-02).
        case hostBits(Int)
        /// Half the pool (rule IBM-ADDR-01).
        case halfOfPool
        /// The whole pool (OpenVPN's `server` with `topology subnet`).
        case wholePool
        /// A /30 whose gateway is the address before the client's (rules ALI-ADDR-01, OVPN-TOPO-01).
        case net30
    }

    /// The pool.
    private(set) var pool: IPPrefix?
    /// The device's address; `nil` if neither it nor the pool is given.
    private(set) var client: IPAddress?
    /// The device's subnet.
    private(set) var subnet: IPPrefix?
    /// The tunnel's gateway.
    private(set) var gateway: IPAddress?

    /// Takes what the scenario gives and works out the rest; what cannot be is refused under `rule`.
    init(_ vpn: DeclaredVPN, shape: Shape, rule: RuleID, in context: inout ProviderContext) {
        pool = vpn.clientCIDRBlock
        client = vpn.clientIP ?? vpn.clientCIDRBlock?.address.advanced(by: 2)
        subnet = vpn.sessionCIDRBlock ?? Self.subnet(of: client, in: pool, shape)
        gateway = vpn.gatewayIP ?? Self.gateway(of: client, in: subnet, shape)
        check(vpn, shape, rule, in: &context)
    }

    private static func subnet(of client: IPAddress?, in pool: IPPrefix?, _ shape: Shape) -> IPPrefix? {
        guard let client else { return nil }
        let length: Int
        switch shape {
        case .hostBits(let bits): length = max(client.family.bitWidth - bits, pool?.length ?? 0)
        case .halfOfPool:
            guard let pool else { return nil }
            length = min(pool.length + 1, pool.family.bitWidth)
        case .wholePool:
            guard let pool else { return nil }
            length = pool.length
        case .net30: length = client.family.bitWidth - 2
        }
        return IPPrefix(masking: client, length: length)
    }

    private static func gateway(of client: IPAddress?, in subnet: IPPrefix?, _ shape: Shape) -> IPAddress? {
        switch shape {
        case .hostBits, .halfOfPool, .wholePool: subnet?.address.advanced(by: 1)
        case .net30: client?.advanced(by: -1)
        }
    }

    private func check(_ vpn: DeclaredVPN, _ shape: Shape, _ rule: RuleID, in context: inout ProviderContext) {
        let clientKey = vpn.marks.isSet("client_ip") ? "client_ip" : "client_cidr_block"
        if let pool, let client, !pool.contains(client) {
            context.refuse(
                rule, "\(client) is not in the client CIDR block \(pool)", at: vpn.marks.position(of: clientKey))
            return
        }
        if let declared = vpn.sessionCIDRBlock {
            if let pool, !pool.contains(declared) {
                context.refuse(
                    rule, "\(declared) is not part of the client CIDR block \(pool)",
                    at: vpn.marks.position(of: "session_cidr_block"))
            } else if let client, !declared.contains(client) {
                context.refuse(
                    rule, "\(client) is not in the session's subnet \(declared)",
                    at: vpn.marks.position(of: clientKey))
            }
        }
        if let declared = vpn.gatewayIP, let subnet, !subnet.contains(declared) {
            context.refuse(
                rule, "the gateway \(declared) is not in the session's subnet \(subnet)",
                at: vpn.marks.position(of: "gateway_ip"))
        }
        guard let client, let subnet, vpn.marks.isSet("client_ip") else { return }
        let usable = shape == .net30 ? subnet.address.advanced(by: 2) : nil
        if client == gateway || client == subnet.address || (shape == .net30 && client != usable) {
            let hint =
                shape == .net30
                ? "the client of \(subnet) is its third address"
                : "the first two addresses of \(subnet) are the network and the gateway"
            context.refuse(
                rule, "\(client) cannot be a client's address: \(hint)", at: vpn.marks.position(of: "client_ip"))
        }
    }
}
