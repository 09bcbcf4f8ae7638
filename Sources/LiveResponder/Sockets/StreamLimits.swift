/// What one client, and all together, may hold of the responder over TCP.
struct StreamLimits: Hashable, Sendable {
    /// How long a connection stays open on which nothing gets ahead: no question arrives whole, no response leaves whole, and
    /// none waits for its emulated delay (RFC 7766 section 6.2.3).
    ///
    /// Since it is whole messages that count, it also bounds how long the octets of one may trickle in or out.
    var idleTimeout: Duration = .seconds(10)
    /// The same for a connection that is never answered; longer, since a network that drops packets closes nothing.
    var silentTimeout: Duration = .seconds(120)
    /// How long a connection that the responder has ended waits for the client to end it too.
    var lingerTimeout: Duration = .seconds(1)
    /// The responses of one connection that wait for their delay; beyond that no further question of it is read.
    var waitingReplies = 128
    /// The octets of these; 1,000 connections together then hold less than 300 MB with all that is below.
    var waitingOctets = 128 << 10
    /// The responses of one connection that the client has not taken; beyond that no further question of it is read.
    var unsentOctets = 64 << 10
    /// The system's room for questions of one connection that were not read.
    var receiveBuffer = 64 << 10
    /// The connections that the system holds until they are accepted.
    var backlog = 1024
}
