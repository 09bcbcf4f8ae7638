/// How users of a VPN prove who they are.
public enum DeclaredAuthenticationType: String, CaseIterable, Hashable, Sendable {
    case certificate
    case directoryService = "directory-service"
    case federated
    case username
}
