public import WorldModel

/// In which order the servers are asked, and how often.
public enum TrySchedule: Hashable, Sendable {
    /// All servers in order, `attempts` times over (resolv.conf(5)).
    case passes
    /// The first server `attempts` times, each further one once.
    case firstServerRepeated

    /// The positions of the servers in the order of the tries.
    func serverPositions(serverCount: Int, attempts: Int) -> [Int] {
        guard serverCount > 0 else { return [] }
        switch self {
        case .passes: return (0..<max(1, attempts)).flatMap { _ in 0..<serverCount }
        case .firstServerRepeated: return Array(repeating: 0, count: max(1, attempts)) + (1..<max(1, serverCount))
        }
    }
}

/// What makes one resolver software differ from another: a policy, read by the one state machine `StubResolver`.
///
/// What the scenario can set (timeout, attempts, rotation, triggers ...) is part of `ResolverState` instead, which holds the
/// profile's own defaults where the scenario is silent.
public struct ResolverProfile: Hashable, Sendable {
    /// The name, as scenarios write it.
    public var name: String
    /// How applications ask unless a lookup says otherwise.
    public var method: LookupMethod
    /// The order of the tries.
    public var schedule: TrySchedule
    /// Whether all that follows a truncated response goes over TCP, to the other servers too.
    public var keepsTCP: Bool
    /// The rule that says how this resolver goes on after silence.
    public var silenceRule: RuleID
    /// The rule that says what a response other than an answer leads to.
    public var responseRule: RuleID

    /// A profile.
    public init(
        name: String, method: LookupMethod, schedule: TrySchedule, keepsTCP: Bool = false, silenceRule: RuleID,
        responseRule: RuleID
    ) {
        self.name = name
        self.method = method
        self.schedule = schedule
        self.keepsTCP = keepsTCP
        self.silenceRule = silenceRule
        self.responseRule = responseRule
    }
}

/// The resolver software that can be emulated.
public enum ResolverProfiles {
    /// All profiles, the default one first.
    public static let all: [ResolverProfile] = [.sequential, .dig]

    /// The profile of a name, or `nil`.
    public static func named(_ name: String) -> ResolverProfile? { all.first { $0.name == name } }
}
