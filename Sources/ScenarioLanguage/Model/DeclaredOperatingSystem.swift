/// The operating system of a client.
public enum DeclaredOperatingSystem: String, CaseIterable, Hashable, Sendable {
    case linux
    case macos
    case windows
}
