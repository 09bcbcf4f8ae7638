import IPCore
import WorldModel

/// The answer's way back (rules CVPN-SNAT-03, NACL-02, PEER-01, TGW-02, IBM-ROUTE-06/07).
extension Traversal {
    /// Leads the answer from where the packet arrived to where it came from; returns the drop if it dies.
    mutating func answer(from end: FarEnd) -> Drop? {
        direction = .return
        responder = destination
        // A public address that nobody told is outside every network of the scenario, whatever it is.
        destination = source ?? (destination.family == .ipv4 ? Self.anyIPv4 : Self.anyIPv6)
        timeToLive = 64
        let leg: LegEnd
        switch end {
        case .near, .provider, .vpc:
            leg = .returned
        case .filteredProvider(let subnet):
            leg = filter(topology.subnets[subnet], leaving: false) ?? .returned
        case .subnet(let subnet):
            leg = leave(subnet, as: .answer)
        case .internet:
            leg = crossInternet()
        case .onPremises(let site):
            leg = isInside(site, destination) || landed?.entry == .onPremises(site) ? .returned : leave(site)
        case .tunnelClient:
            leg = answerFromDevice()
        }
        if case .died(let drop) = leg { return drop }
        if isFromTunnel, end != .near, let tunnel = network.tunnel {
            pass(tunnel.name, .vpn, "hands the answer to the client", tunnel.defaults.sourceRule)
        }
        return nil
    }

    /// The device answers a packet that reached it by its address in the tunnel: its own routes must lead back.
    private mutating func answerFromDevice() -> LegEnd {
        guard let tunnel = network.tunnel, let landed else { return .returned }
        let rule = tunnel.defaults.reverseRule ?? tunnel.defaults.sourceRule
        if let end = overlap(tunnel) { return end }
        guard network.client.routes.candidates(for: destination).first?.interface == tunnel.interface else {
            return die(
                at: "client", .client, .noReturnRoute, rule,
                "The device has no route to \(destination) through \(tunnel.interface), so its answer goes elsewhere.",
                remedy: "Push a route for \(block(around: destination)).")
        }
        guard landed.routes.longestMatch(for: destination) != nil else {
            return die(
                at: tunnel.name, .vpn, .noReturnRoute, tunnel.defaults.noRouteRule,
                "\(tunnel.name) has no route for \(destination), so it drops the answer.",
                remedy: "Add a route for \(block(around: destination)) to \(tunnel.name).")
        }
        pass(tunnel.name, .vpn, "takes the answer out of the tunnel", rule)
        switch landed.entry {
        case .subnet(let subnet): return leave(subnet, as: .answer)
        case .onPremises: return .returned
        }
    }

    private static let anyIPv4 = IPAddress.v4(IPv4Address(bits: 0xc000_0201))
    private static let anyIPv6 = IPAddress.v6(IPv6Address(bits: 0x2001_0db8 << 96 | 1))
}
