public import WorldModel

/// Predicts the fate of lookups and connections in one world.
///
/// A value without state of its own: the same request gives the same prediction, from any thread.
public struct Emulator: Sendable {
    /// The world.
    public let world: World

    /// An emulator of a compiled world.
    public init(_ world: World) { self.world = world }
}
