public import IPCore

/// What a resolver keeps from one lookup to the next: goes into a lookup and comes out of it as a value.
public struct ResolverMemory: Hashable, Sendable {
    /// What is known of one server.
    public struct ServerMemory: Hashable, Sendable {
        /// Failures in a row.
        public var failures = 0
        /// When it failed last, on the device's clock.
        public var failedAt: Duration?
        /// How queries to it are sent (systemd-resolved: 0 EDNS0, 1 plain UDP, 2 TCP).
        public var level = 0
        /// Packets lost at this level.
        public var lost = 0
        /// Whether it was seen to know no EDNS.
        public var knowsNoEDNS = false
        /// Responses, and the sum of their round trips.
        public var responses = 0
        /// The sum of the round trips.
        public var roundTrips: Duration = .zero
        /// The expected round trip, with the back-off of lost queries (unbound).
        public var expectedRoundTrip: Duration?

        /// Nothing known.
        public init() {}
    }

    /// How the pair A and AAAA is sent (glibc: the mode sticks to the process once a server lost one of the two).
    public enum PairMode: Int, Comparable, Hashable, Sendable {
        /// Both at once.
        case together
        /// The second after the response to the first.
        case oneAfterTheOther
        /// The same with a new socket for each.
        case newSockets

        /// The order of caution.
        public static func < (left: PairMode, right: PairMode) -> Bool { left.rawValue < right.rawValue }
    }

    /// How many questions were asked before, for `rotate`.
    public var rotation = 0
    /// The server that new questions go to first, by position; `nil` for the first.
    public var current: Int?
    /// What is known of each server.
    public var servers: [IPAddress: ServerMemory] = [:]
    /// How pairs are sent.
    public var pairMode = PairMode.together
    /// The last race between all servers (dnsmasq), on the device's clock.
    public var racedAt: Duration?
    /// Queries since that race.
    public var queriesSinceRace = 0

    /// A resolver that has just started.
    public init() {}
}

/// The draws that a resolver makes: its own randomness as a parameter.
public struct Luck: Hashable, Sendable {
    /// Where in each range the draws fall: 0 the least, 1 the greatest; `nil` for a sequence of its own for each seed.
    public var fraction: Double?
    private var state: UInt64

    /// Draws at a fixed place of each range.
    public init(fraction: Double) {
        self.fraction = fraction
        state = 0
    }

    /// Draws by a generator.
    public init(seed: UInt64) {
        fraction = nil
        state = seed
    }

    /// The next draw in 0...1.
    mutating func next() -> Double {
        if let fraction { return fraction }
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = (state ^ (state >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        mixed ^= mixed >> 31
        return Double(mixed >> 11) * 0x1p-53
    }

    /// The next draw out of `count` positions.
    mutating func position(among count: Int) -> Int { min(count - 1, Int(next() * Double(count))) }
}
