import Glibc
public import IPCore

/// What all listeners of a responder share.
public struct ServingContext: Sendable {
    /// The world in force.
    public let cell: WorldCell
    /// The virtual clock.
    public let clock: LiveClock
    /// Where queries are logged; `nil` for nowhere.
    public let log: QueryLog?
    /// The addresses of this host beside loopback, which may always ask; `nil` if everyone may.
    public let ownAddresses: Set<IPAddress>?

    /// A context.
    public init(cell: WorldCell, clock: LiveClock, log: QueryLog?, ownAddresses: Set<IPAddress>?) {
        self.cell = cell
        self.clock = clock
        self.log = log
        self.ownAddresses = ownAddresses
    }

    /// Whether somebody's messages are looked at: loopback and this host alone, unless everyone may ask.
    ///
    /// A datagram's source is easily forged; a response to it would hit somebody else.
    func admits(_ sender: Endpoint) -> Bool {
        guard sender.port != 0 else { return false }
        guard let ownAddresses else { return true }
        return sender.address.isLoopback || ownAddresses.contains(sender.address)
    }
}
