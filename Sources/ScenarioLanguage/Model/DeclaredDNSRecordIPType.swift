/// The record types of a VPC endpoint's names.
public enum DeclaredDNSRecordIPType: String, CaseIterable, Hashable, Sendable {
    case ipv4
    case ipv6
    case dualstack
    case serviceDefined = "service-defined"
}
