import WorldModel

extension ReasonCode {
    /// What would have to change for a response of this kind to be an answer; empty where nothing sensible would.
    var responseRemedy: String {
        switch self {
        case .nameNotInZone: "Add the name to the zone, or correct the question."
        case .typeNotAtName: "Add a record of this type, or ask for a type that the name has."
        case .zoneNotVisible:
            "Associate the zone with the VPC whose resolver was asked, or ask a resolver that sees it."
        case .dnsAttributesOff: "Turn on enable_dns_support and enable_dns_hostnames in the VPC that was asked."
        case .notInPublicDNS: "Ask a server whose view has the name."
        case .dnsFirewall: "Change the DNS Firewall rule that blocks the name."
        case .rebindBlocked: "Exempt the domain from the server's rebind protection."
        case .dnssecBogus: "Sign the zone correctly, or turn off validation."
        case .serverPolicy: "Ask a server that serves this question."
        case .forwardUnreachable: "Let the forwarder reach one of its targets."
        case .loop: "Break the forwarding loop: let one of the servers answer the name itself."
        case .queryNotAllowed: "Add the asker's address to allow_query of the server."
        case .fault: "Clear the fault."
        case .noServer: "Give the asker a DNS server."
        case .clientNoRoute, .clientOnlinkCapture, .clientLoop, .clientFirewall, .vpnNoRoute, .vpnNoAuth, .vpnRouteDrop,
            .subnetNoRoute, .subnetBlackhole, .sgEgress, .sgIngress, .naclOut, .naclIn, .naclReturn, .noReturnRoute,
            .tgwNoRoute, .peerNotTransitive, .peerResolver, .linkLocal, .dnsSupportOff, .throttled, .noListener,
            .noSuchHost, .internetNoPath, .tcp53Blocked, .mtuExceeded, .specialName, .bypassesEndpoint, .dnsLeak:
            ""
        }
    }
}
