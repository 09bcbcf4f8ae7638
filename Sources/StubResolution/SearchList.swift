import DNSCore
import WorldModel

/// The names that a request stands for, in the order in which they are tried (resolv.conf(5), `search` and `ndots`; rule STUB-08).
struct SearchList {
    /// The names.
    let candidates: [DomainName]
    /// Whether the name is tried as it stands before the search list.
    let isAsIsFirst: Bool

    init(for request: StubRequest, in state: ResolverState) {
        let dots = max(0, request.name.labelCount - 1)
        isAsIsFirst = dots >= state.ndots
        guard request.method == .getaddrinfo, !request.isAbsolute, !state.search.isEmpty, !request.name.isRoot else {
            candidates = [request.name]
            return
        }
        // A name that would be too long below a domain is not tried there.
        let searched = state.search.compactMap { request.name.appending($0) }
        let ordered = isAsIsFirst ? [request.name] + searched : searched + [request.name]
        var seen: Set<DomainName> = []
        candidates = ordered.filter { seen.insert($0).inserted }
    }
}
