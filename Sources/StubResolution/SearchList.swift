import DNSCore
import WorldModel

/// When a name is tried as it stands.
public enum AsIsPolicy: String, Hashable, Sendable {
    /// First if it has at least `ndots` dots, else after the search domains.
    case byDots = "first or last by its dots"
    /// Alone if it has at least `ndots` dots, else after the search domains.
    case aloneOrLast = "alone or last by its dots"
    /// Alone if it has a dot; a name of one label below the search domains and never as it stands.
    case neverAsOneLabel = "never as one label"
    /// Alone if it has a dot; a name of one label below the search domains alone, and as it stands if there are none.
    case aloneWithADot = "alone, as one label only without a search list"
    /// Always, and the search list is not used.
    case always
}

/// Which failure is reported when no candidate has an answer.
public enum SearchReport: String, Hashable, Sendable {
    /// That of the name as it stands if it came first, else a NODATA, else the last.
    case asIsThenNodata = "as it stands, NODATA, last"
    /// The same with a SERVFAIL between NODATA and the last.
    case asIsThenNodataThenServfail = "as it stands, NODATA, SERVFAIL, last"
    /// That of the name as it stands, else the first.
    case asIsThenFirst = "as it stands, first"
    /// The last.
    case last
}

/// What a resolver makes of the search list.
public struct SearchPolicy: Hashable, Sendable {
    /// When the name is tried as it stands.
    public var asIs: AsIsPolicy
    /// The results after which the next candidate is tried.
    public var continuesAfter: Set<ResultKind>
    /// The same for the name as it stands when it comes first.
    public var continuesAfterAsIs: Set<ResultKind>
    /// Whether a result that ends the search still leaves the name as it stands to be tried, but for `unreachable`.
    public var triesAsIsInTheEnd: Bool
    /// The failure that is reported.
    public var report: SearchReport
    /// Whether the candidates are not tried one after the other: the questions of all go out together.
    public var asksAllAtOnce = false

    /// A policy.
    public init(
        _ asIs: AsIsPolicy, continuesAfter: Set<ResultKind> = [.nxdomain, .nodata],
        continuesAfterAsIs: Set<ResultKind>? = nil, triesAsIsInTheEnd: Bool = false,
        report: SearchReport = .asIsThenNodata
    ) {
        self.asIs = asIs
        self.continuesAfter = continuesAfter
        self.continuesAfterAsIs = continuesAfterAsIs ?? continuesAfter
        self.triesAsIsInTheEnd = triesAsIsInTheEnd
        self.report = report
    }
}

/// The names that a request stands for, in the order in which they are tried (resolv.conf(5), `search` and `ndots`; rule STUB-08).
struct SearchList {
    /// The names; empty where a name of one label is never sent.
    let candidates: [DomainName]
    /// The position of the name as it stands.
    let asIs: Int?

    init(for request: StubRequest, in state: ResolverState, _ policy: SearchPolicy) {
        let dots = max(0, request.name.labelCount - 1)
        guard request.method == .getaddrinfo, !request.name.isRoot, policy.asIs != .always else {
            candidates = [request.name]
            asIs = 0
            return
        }
        let isOnlySearched = policy.asIs == .aloneWithADot && !request.isAbsolute && !state.search.isEmpty
        if dots == 0, isOnlySearched || policy.asIs == .neverAsOneLabel {
            let searched = request.isAbsolute ? [] : state.search
            candidates = searched.compactMap { request.name.appending($0) }
            asIs = nil
            return
        }
        let isAlone =
            request.isAbsolute || state.search.isEmpty || policy.asIs == .neverAsOneLabel
            || policy.asIs == .aloneWithADot
        let isFirst = dots >= state.ndots
        if isAlone || isFirst && policy.asIs == .aloneOrLast {
            candidates = [request.name]
            asIs = 0
            return
        }
        // A name that would be too long below a domain is not tried there.
        let searched = state.search.compactMap { request.name.appending($0) }
        let ordered = isFirst ? [request.name] + searched : searched + [request.name]
        var seen: Set<DomainName> = []
        candidates = ordered.filter { seen.insert($0).inserted }
        asIs = candidates.firstIndex(of: request.name)
    }

    /// Whether the name is tried as it stands before the search list.
    var isAsIsFirst: Bool { asIs == 0 }
}
