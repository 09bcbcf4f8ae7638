/// Why a file could not be read.
public struct LoadFailure: Error, Hashable, Sendable {
    /// The reason as a phrase, such as `no such file`.
    public let reason: String

    /// Makes a failure with a phrase for its reason.
    public init(reason: String) { self.reason = reason }
}
