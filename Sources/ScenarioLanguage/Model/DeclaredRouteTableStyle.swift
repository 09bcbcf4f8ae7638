/// How a device prints its route table.
public enum DeclaredRouteTableStyle: String, CaseIterable, Hashable, Sendable {
    case macos10_15
    case macos11
    case macosLegacy = "macos_legacy"
    case linuxIP = "linux_ip"
    case linuxNetstat = "linux_netstat"
    case linuxRoute = "linux_route"
    case windows
    /// The same as `macos11`.
    case macos
    /// The same as `linuxIP`.
    case linux
}
