/// What a lookup came out as.
public enum DeclaredLookupOutcome: String, CaseIterable, Hashable, Sendable {
    case answered
    case nodata
    case nxdomain
    case servfail
    case refused
    case notimp
    case formerr
    case timeout
    case unreachable
    case depends
    case unknown
}
