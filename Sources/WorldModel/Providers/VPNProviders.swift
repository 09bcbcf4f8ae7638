public import ScenarioLanguage

/// All client VPN services that scenarios can name.
public enum VPNProviders {
    /// The services; a new one is entered here.
    public static let all: [any VPNProvider.Type] = [
        AWSClientVPN.self, IBMClientVPN.self, AlibabaSSLVPN.self, OpenVPNServer.self,
    ]

    /// The service called `name`, or `nil`.
    public static func provider(named name: String) -> (any VPNProvider.Type)? { all.first { $0.name == name } }

    /// The service that the scenario's VPN belongs to; without a VPN its networks are taken for Amazon's.
    public static func provider(of scenario: Scenario) -> any VPNProvider.Type {
        scenario.vpn.flatMap { provider(named: $0.provider.rawValue) } ?? AWSClientVPN.self
    }
}
