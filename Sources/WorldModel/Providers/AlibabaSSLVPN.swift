public import ScenarioLanguage

/// Alibaba Cloud SSL-VPN.
public enum AlibabaSSLVPN: VPNProvider {
    /// `alibaba`.
    public static let name = "alibaba"

    /// None yet.
    public static func resolvers(of vpc: DeclaredVPC) -> [ProviderResolver] { [] }

    /// No tunnel yet.
    public static func compile(_ vpn: DeclaredVPN, in context: inout ProviderContext) -> CompiledVPN? { nil }
}
