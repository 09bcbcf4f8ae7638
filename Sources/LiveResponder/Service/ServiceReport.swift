public import WorldModel

/// What a running responder tells about itself.
public enum ServiceReport: Sendable {
    /// Why the world changes.
    public enum Cause: Hashable, Sendable {
        /// A signal, or a file that has changed.
        case reload
        /// Somebody who steers it; in words.
        case command(String)
    }

    /// All sockets answer.
    case ready(endpoints: [Endpoint], servers: ServerMap, world: World, messages: [String])
    /// Another world is in force.
    case changed(Cause, world: World, servers: ServerMap, messages: [String])
    /// What was to come in force is invalid; the world stays as it was.
    case refused(Cause, [String])
    /// Something that does not stop the responder.
    case trouble(String)
}

/// Why a responder cannot start.
public enum ServiceError: Error, Hashable, Sendable {
    /// The scenario is refused, with what is wrong, a line each.
    case invalidScenario([String])
}
