public import WorldModel

/// Which state of the scenario is wanted.
public struct WorldRequest: Hashable, Sendable {
    /// The case, or `nil` for the base.
    public var caseName: String?
    /// Whether the VPN is connected, where somebody has said so.
    public var isConnected: Bool?
    /// Faults besides those of the scenario, each a YAML mapping as under `faults`.
    public var faults: [String]

    /// A request; without arguments the scenario as it stands.
    public init(caseName: String? = nil, isConnected: Bool? = nil, faults: [String] = []) {
        self.caseName = caseName
        self.isConnected = isConnected
        self.faults = faults
    }

    /// The changes to the scenario, in the form of `--set`.
    public var sets: [String] {
        (isConnected.map { ["vpn.connected=\($0)"] } ?? []) + faults.map { "faults[+]=\($0)" }
    }
}

/// What came of loading the scenario.
public struct WorldLoad: Sendable {
    /// The world; `nil` if there are errors.
    public var world: World?
    /// What loading reported, a line each, ready to be shown.
    public var messages: [String]
    /// The files read, which are watched for changes.
    public var files: [String]

    /// A result.
    public init(world: World?, messages: [String], files: [String]) {
        self.world = world
        self.messages = messages
        self.files = files
    }
}

/// Which content of the scenario's files is meant.
public enum ScenarioReading: Hashable, Sendable {
    /// The files as they are now.
    case anew
    /// The files as they were when the world in force was made of them, whatever an editor has done since.
    case asInForce
}

/// Loads a state of the scenario; called again for every reload and every command.
public typealias WorldSource = @Sendable (WorldRequest, ScenarioReading) -> WorldLoad
