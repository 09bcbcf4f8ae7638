/// Something that happens while the clock runs; exactly one key besides `at` is set.
public struct DeclaredTimelineEvent: Sendable {
    /// Where the element and its keys were written.
    public var marks: Marks
    /// When it happens.
    public var at = Duration.zero
    /// The VPN that is connected.
    public var connect: String?
    /// The VPN that is disconnected.
    public var disconnect: String?
    /// The fault that begins.
    public var fault: DeclaredFault?
    /// The target whose faults end.
    public var clear: String?
    /// The changes of the scenario.
    public var set: DeclaredEdits?
    /// The cache that is emptied.
    public var flush: String?

    init(marks: Marks) { self.marks = marks }
}
