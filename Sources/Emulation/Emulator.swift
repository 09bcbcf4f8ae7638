public import WorldModel

/// Predicts the fate of lookups and connections in one world.
///
/// A value without state of its own: the same request gives the same prediction, from any thread.
public struct Emulator: Sendable {
    let surroundings: Surroundings

    /// An emulator of a compiled world.
    public init(_ world: World) { surroundings = Surroundings(world) }

    /// The world.
    public var world: World { surroundings.world }
}
