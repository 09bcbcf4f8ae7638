/// How a network on premises is attached.
public enum DeclaredOnPremisesAttachmentType: String, CaseIterable, Hashable, Sendable {
    case vpn
    case directConnect = "direct-connect"
}
