/// The counts of a run.
public struct RunSummary: Hashable, Sendable {
    /// Lookups predicted.
    public var lookups = 0
    /// Connections predicted.
    public var connections = 0
    /// Results whose expectation holds.
    public var met = 0
    /// Results whose expectation does not hold.
    public var unmet = 0
    /// Results without an expectation.
    public var unchecked = 0
    /// Files that could not be run.
    public var invalidFiles = 0

    /// Nothing yet.
    public init() {}

    /// Counts one result.
    public mutating func count(_ result: RunResult) {
        switch result {
        case .lookup: lookups += 1
        case .connection: connections += 1
        case .load: break
        }
        switch result.isMet {
        case true: met += 1
        case false: unmet += 1
        case nil: unchecked += 1
        }
    }
}
