/// How a server or an element of the network is broken.
public enum DeclaredFaultKind: String, CaseIterable, Hashable, Sendable {
    case drop
    case servfail
    case refused
    case nxdomain
    case nodata
    case notimp
    case formerr
    case formerrOnEDNS = "formerr_on_edns"
    case dropOnEDNS = "drop_on_edns"
    case lame
    case truncate
    case truncateTCPRefused = "truncate_tcp_refused"
    case truncateTCPDrop = "truncate_tcp_drop"
    case closed
    case hostUnreachable = "host_unreachable"
    case mismatch
    case answer
    case delay
    case loss
    case down
}
