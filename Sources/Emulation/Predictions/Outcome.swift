/// What became of a lookup, as the application sees it.
public enum LookupOutcome: String, CaseIterable, Hashable, Sendable {
    case answered, nodata, nxdomain, servfail, refused, notimp, formerr, timeout, unreachable, depends, unknown
}

/// What became of a connection.
public enum ConnectionOutcome: String, CaseIterable, Hashable, Sendable {
    case connected, refused, timeout, unreachable, depends, unknown

    /// Whether application traffic gets there and back; `nil` where that is not certain.
    public var isReachable: Bool? {
        switch self {
        case .connected: true
        case .refused, .timeout, .unreachable: false
        case .depends, .unknown: nil
        }
    }
}

/// What became of one query that was sent.
public enum AttemptFate: String, CaseIterable, Hashable, Sendable {
    /// A response with any RCODE.
    case response
    /// Nothing came back in time.
    case timeout
    /// An error came at once.
    case unreachable
    /// A response with TC.
    case truncated
    /// A response that came after the resolver had moved on.
    case late
    /// A response with another message ID.
    case mismatched
}

/// How far addresses of an answer reach.
public enum AddressScope: String, CaseIterable, Hashable, Sendable {
    case `private`, shared, loopback
    case linkLocal = "link-local"
    case mixed, `public`
}
