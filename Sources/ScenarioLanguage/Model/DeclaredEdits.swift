/// Changes of the scenario, in order: paths with their new values.
public struct DeclaredEdits: Sendable {
    let entries: [YAMLEntry]

    /// The paths that are changed, in order.
    public var paths: [String] { entries.map(\.key) }
}
