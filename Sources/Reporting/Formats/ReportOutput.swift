/// What a report has written and nobody has taken yet.
public struct ReportOutput: Sendable {
    /// The octets.
    public private(set) var octets: [UInt8] = []

    /// An empty output.
    public init() {}

    /// Adds text.
    public mutating func write(_ text: String) { octets.append(contentsOf: text.utf8) }

    /// Adds octets of UTF-8.
    public mutating func write(_ more: [UInt8]) { octets.append(contentsOf: more) }

    /// Forgets what was written, once it has been taken.
    public mutating func removeAll() { octets.removeAll(keepingCapacity: true) }
}
