/// What one lookup may reuse of an earlier one in the same world: the fates of packets.
///
/// It saves time and changes nothing else: with a fresh memo a prediction is the same. It belongs to the emulator that it was
/// first used with and goes from call to call by `inout`, since the engine keeps no state of its own.
public struct EmulationMemo: Sendable {
    /// An empty memo.
    public init() {}
}
