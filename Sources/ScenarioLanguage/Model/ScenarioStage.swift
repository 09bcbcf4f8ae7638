/// What a scenario declares from an instant on, after the changes that its timeline has made until then.
public struct ScenarioStage: Sendable {
    /// When the last of the changes is made.
    public var from: Duration
    /// All that is declared then; without stages of its own.
    public var scenario: Scenario
}
