/// Why a packet died or a response is not an answer; exactly one is decisive, others may stand beside it as notes.
public enum ReasonCode: String, CaseIterable, Hashable, Sendable, Comparable {
    // The device
    case clientNoRoute = "CLIENT_NO_ROUTE"
    case clientOnlinkCapture = "CLIENT_ONLINK_CAPTURE"
    case clientLoop = "CLIENT_LOOP"
    case clientFirewall = "CLIENT_FIREWALL"
    case noServer = "NO_SERVER"
    // The VPN
    case vpnNoRoute = "VPN_NO_ROUTE"
    case vpnNoAuth = "VPN_NO_AUTH"
    case vpnRouteDrop = "VPN_ROUTE_DROP"
    // The cloud's network
    case subnetNoRoute = "SUBNET_NO_ROUTE"
    case subnetBlackhole = "SUBNET_BLACKHOLE"
    case sgEgress = "SG_EGRESS"
    case sgIngress = "SG_INGRESS"
    case naclOut = "NACL_OUT"
    case naclIn = "NACL_IN"
    case naclReturn = "NACL_RETURN"
    case noReturnRoute = "NO_RETURN_ROUTE"
    case tgwNoRoute = "TGW_NO_ROUTE"
    case peerNotTransitive = "PEER_NOT_TRANSITIVE"
    case peerResolver = "PEER_RESOLVER"
    case linkLocal = "LINK_LOCAL"
    case dnsSupportOff = "DNS_SUPPORT_OFF"
    case throttled = "THROTTLED"
    case noListener = "NO_LISTENER"
    case noSuchHost = "NO_SUCH_HOST"
    case internetNoPath = "INTERNET_NO_PATH"
    case tcp53Blocked = "TCP53_BLOCKED"
    case mtuExceeded = "MTU_EXCEEDED"
    case queryNotAllowed = "QUERY_NOT_ALLOWED"
    // Either
    case fault = "FAULT"
    case forwardUnreachable = "FORWARD_UNREACHABLE"
    case loop = "LOOP"
    // A response
    case nameNotInZone = "NAME_NOT_IN_ZONE"
    case typeNotAtName = "TYPE_NOT_AT_NAME"
    case zoneNotVisible = "ZONE_NOT_VISIBLE"
    case dnsAttributesOff = "DNS_ATTRIBUTES_OFF"
    case notInPublicDNS = "NOT_IN_PUBLIC_DNS"
    case dnsFirewall = "DNS_FIREWALL"
    case rebindBlocked = "REBIND_BLOCKED"
    case dnssecBogus = "DNSSEC_BOGUS"
    case specialName = "SPECIAL_NAME"
    case serverPolicy = "SERVER_POLICY"
    // Notes that accompany an answer
    case bypassesEndpoint = "BYPASSES_ENDPOINT"
    case dnsLeak = "DNS_LEAK"

    /// The order of the codes as text.
    public static func < (left: ReasonCode, right: ReasonCode) -> Bool { left.rawValue < right.rawValue }
}
