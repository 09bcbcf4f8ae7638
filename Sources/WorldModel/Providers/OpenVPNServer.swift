public import ScenarioLanguage

/// a plain OpenVPN server.
public enum OpenVPNServer: VPNProvider {
    /// `openvpn`.
    public static let name = "openvpn"

    /// None yet.
    public static func resolvers(of vpc: DeclaredVPC) -> [ProviderResolver] { [] }

    /// No tunnel yet.
    public static func compile(_ vpn: DeclaredVPN, in context: inout ProviderContext) -> CompiledVPN? { nil }
}
