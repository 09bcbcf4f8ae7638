/// What a live responder carries from one question to the next, where the world lets earlier questions matter.
public struct LiveHistory: Hashable, Sendable {
    /// The queries that the name servers have had.
    public var counts = QueryCounts()
    /// The number of questions that the device has asked, for `rotate`.
    public var rotation = 0

    /// Nothing has been asked yet.
    public init() {}
}
