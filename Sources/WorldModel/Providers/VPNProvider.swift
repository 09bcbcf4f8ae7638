public import ScenarioLanguage

/// A client VPN service.
///
/// A conformer turns its part of a scenario into data of the world: what the gateway does with packets, which routes and DNS
/// settings reach the device, what the service refuses. Nothing else asks who the provider is.
public protocol VPNProvider: Sendable {
    /// The value of `vpn.provider` that stands for it.
    static var name: String { get }

    /// The resolvers of the provider's own that answer inside a VPC without being declared, the usual one first.
    static func resolvers(of vpc: DeclaredVPC) -> [ProviderResolver]

    /// How the service's public name resolves.
    static var serviceNaming: ServiceNaming { get }

    /// Compiles the VPN, reporting to `context` what the service would refuse or what is known to fail.
    ///
    /// Returns `nil` if too little of the declaration is right to make a tunnel of it; `context` then has an error.
    static func compile(_ vpn: DeclaredVPN, in context: inout ProviderContext) -> CompiledVPN?
}
