/// Where the addresses of an answer are valid.
public enum DeclaredAddressScope: String, CaseIterable, Hashable, Sendable {
    case `private`
    case shared
    case loopback
    case linkLocal = "link-local"
    case mixed
    case `public`
}
