public import WorldModel

/// Predicts the fate of lookups and connections in one world.
///
/// A value without state of its own: the same request gives the same prediction, from any thread.
public struct Emulator: Sendable {
    let surroundings: Surroundings
    private let later: [Surroundings]

    /// An emulator of a compiled world.
    public init(_ world: World) {
        surroundings = Surroundings(world)
        later = world.epochs.enumerated().map { Surroundings($1.world, number: $0 + 1) }
    }

    /// What is looked up in the world that is in force at an instant.
    func surroundings(at instant: Duration) -> Surroundings {
        guard let last = world.epochs.lastIndex(where: { $0.from <= instant }) else { return surroundings }
        return later[last]
    }

    /// The world.
    public var world: World { surroundings.world }
}
