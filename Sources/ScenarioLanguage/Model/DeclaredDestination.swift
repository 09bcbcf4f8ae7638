public import DNSCore
public import IPCore

/// Where a connection goes.
public enum DeclaredDestination: Hashable, Sendable {
    /// To an address.
    case address(IPAddress)
    /// To a name, which is resolved as the client would: the text as it was written, and read as an absolute name.
    case name(String, DomainName)

    static let placeholder = DeclaredDestination.name("", .root)

    /// The destination as it was written; an address in its usual form.
    public var text: String {
        switch self {
        case .address(let address): address.description
        case .name(let text, _): text
        }
    }
}
