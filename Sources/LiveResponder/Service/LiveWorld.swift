import Emulation
import Synchronization
public import WorldModel

/// One state of the world with a view for each listening address; a reload puts another one in its place.
public final class LiveWorld: Sendable {
    /// The world.
    public let world: World
    /// The number of worlds before it since the start.
    public let generation: Int
    private let views: [LiveView.Kind: LiveView]

    /// A world for the given listeners.
    public init(_ world: World, generation: Int, kinds: [LiveView.Kind], policy: ServingPolicy) {
        self.world = world
        self.generation = generation
        let emulator = Emulator(world)
        views = Dictionary(
            kinds.map { ($0, LiveView($0, of: emulator, policy: policy)) }, uniquingKeysWith: { first, _ in first })
    }

    /// What a listening address answers; `nil` if this world has no such server.
    public func view(_ kind: LiveView.Kind) -> LiveView? { views[kind] }

    /// The packed answers held, over all views.
    public var answerCount: Int { views.values.reduce(0) { $0 + $1.answerCount } }
}

/// The world in force, exchanged as a whole: whoever took the old one finishes with it.
public final class WorldCell: Sendable {
    private let world: Mutex<LiveWorld>

    /// A cell with the first world.
    public init(_ world: LiveWorld) { self.world = Mutex(world) }

    /// The world in force.
    public var current: LiveWorld { world.withLock { $0 } }

    /// Puts another world in force.
    public func replace(with next: LiveWorld) { world.withLock { $0 = next } }
}
