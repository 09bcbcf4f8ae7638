/// What a command line says about all its scenarios.
public struct RunOptions: Hashable, Sendable {
    /// The one case to run; `nil` for all, or the base of a file without cases.
    public var caseName: String?
    /// Changes, each `PATH=VALUE`, applied after a case's own.
    public var sets: [String]
    /// Whether what a cloud would refuse is a warning.
    public var isLenient: Bool
    /// What is looked up in place of the lookups and connections of the scenario.
    public var asked: [AskedName]

    /// Options; without any a scenario is taken as it is.
    public init(caseName: String? = nil, sets: [String] = [], isLenient: Bool = false, asked: [AskedName] = []) {
        self.caseName = caseName
        self.sets = sets
        self.isLenient = isLenient
        self.asked = asked
    }
}
