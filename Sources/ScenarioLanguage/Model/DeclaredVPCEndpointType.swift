/// Whether a VPC endpoint has addresses or is the target of routes.
public enum DeclaredVPCEndpointType: String, CaseIterable, Hashable, Sendable {
    case interface = "Interface"
    case gateway = "Gateway"
}
