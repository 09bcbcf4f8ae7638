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
    /// The changes of the scenario, which last; `Scenario.stages` has what they lead to.
    public var set: DeclaredEdits?
    /// The cache that is emptied.
    public var flush: String?

    init(marks: Marks) { self.marks = marks }
}

extension DeclaredTimelineEvent: DeclaredMapping {
    static let table = KeyTable<Self>(
        "timeline_event", "Something that happens while the clock runs; exactly one key besides `at` is set.",
        rules: [.oneOf(["connect", "disconnect", "fault", "clear", "set", "flush"])]
    ) {
        Key("at", \.at, .duration, "When it happens.", required: true)
        Key("connect", \.connect, .name, "The VPN that is connected.")
        Key("disconnect", \.disconnect, .name, "The VPN that is disconnected.")
        Key("fault", \.fault, .mapping(DeclaredFault.self), "The fault that begins.")
        Key("clear", \.clear, .name, "The target whose faults end.")
        Key("set", \.set, .edits, "The changes of the scenario, which last.")
        Key("flush", \.flush, .name, "The cache that is emptied.")
    }
}
