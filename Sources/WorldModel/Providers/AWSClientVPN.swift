public import ScenarioLanguage

/// AWS Client VPN.
public enum AWSClientVPN: VPNProvider {
    /// `aws`.
    public static let name = "aws"

    /// None yet.
    public static func resolvers(of vpc: DeclaredVPC) -> [ProviderResolver] { [] }

    /// No tunnel yet.
    public static func compile(_ vpn: DeclaredVPN, in context: inout ProviderContext) -> CompiledVPN? { nil }
}
