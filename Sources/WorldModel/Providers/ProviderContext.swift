public import ScenarioLanguage

/// What a provider needs to compile a VPN, and where it reports what is wrong.
public struct ProviderContext {
    /// The whole scenario.
    public let scenario: Scenario
    /// The networks, compiled before.
    public let topology: Topology
    /// The device before it connects.
    public let device: ClientDevice
    /// What was reported so far.
    public private(set) var diagnostics: [Diagnostic] = []

    /// A context without complaints.
    public init(scenario: Scenario, topology: Topology, device: ClientDevice) {
        self.scenario = scenario
        self.topology = topology
        self.device = device
    }

    /// Reports something.
    public mutating func report(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }
}
