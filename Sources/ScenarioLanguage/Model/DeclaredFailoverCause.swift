/// What makes a resolver go on to its next server.
public enum DeclaredFailoverCause: String, CaseIterable, Hashable, Sendable {
    case timeout
    case unreachable
    case servfail
    case refused
    case notimp
    case formerr
    case nodata
    case nxdomain
}
