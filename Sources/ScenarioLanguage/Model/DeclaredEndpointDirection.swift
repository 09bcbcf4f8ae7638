/// Whether queries come in or go out through a resolver endpoint.
public enum DeclaredEndpointDirection: String, CaseIterable, Hashable, Sendable {
    case inbound
    case outbound
    case inboundDelegation = "inbound-delegation"
}
