public import ScenarioLanguage

/// IBM Cloud Client VPN for VPC.
public enum IBMClientVPN: VPNProvider {
    /// `ibm`.
    public static let name = "ibm"

    /// None yet.
    public static func resolvers(of vpc: DeclaredVPC) -> [ProviderResolver] { [] }

    /// No tunnel yet.
    public static func compile(_ vpn: DeclaredVPN, in context: inout ProviderContext) -> CompiledVPN? { nil }
}
