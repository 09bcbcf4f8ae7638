import IPCore
import WorldModel

/// The device's own part: the route that wins, and what the device itself refuses (rules CVPN-ROUTE, CVPN-LAN, OVPN).
extension Traversal {
    /// Sends the packet from the device.
    mutating func sendFromDevice() -> LegEnd {
        pass("client", .client, "the device sends to \(destination)", nil)
        if destination.isLoopback || index.ownAddresses.contains(destination) { return deliverToDevice() }
        if let end = refusal { return die(end) }

        let candidates = network.client.routes.candidates(for: destination)
        explainWithheld(against: candidates.first)
        guard let winner = candidates.first else {
            return die(
                at: "client", .client, .clientNoRoute, .ovpnNetstat09,
                "The device has no route to \(destination), so the packet is refused at once.",
                remedy: "Give the device a route to \(destination).", reported: true)
        }
        explain(winner, over: Array(candidates.dropFirst()))
        record.assume(winner.assumption)
        interface = winner.interface
        source = ownAddress(towards: winner)
        pass(
            winner.interface, .interface, address: source, "\(winner.destination) is the longest match",
            winner.rule ?? .ovpnNetstat09)
        if let end = outage(of: winner.interface, .interface) { return end }
        if let end = oversize(on: winner.interface) { return end }
        if let tunnel = network.tunnel, winner.interface == tunnel.interface { return enter(tunnel) }
        if let end = firewall(on: winner.interface) { return end }
        explainBypass()

        switch winner.target {
        case .ownAddress: return deliverToDevice()
        case .onLink: return deliverOnLink(winner, losers: Array(candidates.dropFirst()))
        case .gateway(let gateway): return leaveByGateway(gateway, winner, losers: Array(candidates.dropFirst()))
        }
    }

    /// The address that the device sends from on a route's interface.
    private func ownAddress(towards route: DeviceRoute) -> IPAddress? {
        if let tunnel = network.tunnel, route.interface == tunnel.interface {
            return tunnel.clientAddresses.first { $0.family == destination.family }
        }
        let addresses = network.client.interfaces.first { $0.name == route.interface }?.addresses ?? []
        let next: IPAddress = if case .gateway(let gateway) = route.target { gateway } else { destination }
        return addresses.first { $0.network.contains(next) }?.address
            ?? addresses.first { $0.address.family == destination.family }?.address
    }

    /// A packet to the device itself.
    private mutating func deliverToDevice() -> LegEnd {
        source = destination
        if let host = topology.host(at: destination, in: .local) { return listen(at: host, .near) }
        return receiveUndeclared(.near, missing: "local_network.dns_servers", accepting: "local_network.hosts", .stub14)
    }

    // MARK: - What the device refuses

    private struct Refusal {
        var rule: RuleID
        var text: String
        var remedy: String
    }

    /// IPv6 while the VPN has the device refuse it.
    private var refusal: Refusal? {
        guard let tunnel = network.tunnel, tunnel.blocksIPv6, destination.family == .ipv6 else { return nil }
        return Refusal(
            rule: .ovpnGW04,
            text: "\(tunnel.name) has the device refuse IPv6, so \(destination) is unreachable at once.",
            remedy: "Take block-ipv6 out of the profile of \(tunnel.name).")
    }

    private mutating func die(_ refusal: Refusal) -> LegEnd {
        die(
            at: "client", .client, .clientFirewall, refusal.rule, refusal.text, remedy: refusal.remedy, reported: true)
    }

    /// DNS outside the tunnel while the VPN has the device block it.
    private mutating func firewall(on interface: String) -> LegEnd? {
        guard let tunnel = network.tunnel, tunnel.blocksOutsideDNS, flow.isDNS else { return nil }
        return die(
            at: interface, .interface, .clientFirewall, .ovpnDNS04,
            "\(tunnel.name) has the device block port 53 outside the tunnel, and \(destination) is reached through \(interface).",
            remedy: "Route \(destination) into the tunnel, or take block-outside-dns out of the profile.",
            reported: true)
    }

    /// An ICMP packet that does not fit and may not be fragmented (rule ALI-MTU-01).
    private mutating func oversize(on interface: String) -> LegEnd? {
        guard flow.flowProtocol == .icmp, flow.dontFragment, let payload = flow.size else { return nil }
        let headers = destination.family == .ipv4 ? 28 : 48
        let tunnel = network.tunnel.flatMap { $0.interface == interface ? $0 : nil }
        let mtu = tunnel?.mtu ?? 1500
        guard payload + headers > mtu else { return nil }
        return die(
            at: interface, .interface, .mtuExceeded, .aliMTU01,
            "\(payload) octets of payload and \(headers) of headers are more than the MTU of \(interface), \(mtu), and the packet may not be fragmented.",
            remedy: "Send at most \(mtu - headers) octets, or allow fragments.", reported: true)
    }

    // MARK: - Why this route

    /// Tells why a route won, and over which.
    private mutating func explain(_ winner: DeviceRoute, over losers: [DeviceRoute]) {
        var text = "\(destination) matches \(winner.destination) through \(winner.interface)"
        if let loser = losers.first(where: { $0.interface != winner.interface }) ?? losers.first {
            if loser.destination.length < winner.destination.length {
                text += "; it is longer than \(loser.destination) through \(loser.interface)"
            } else if let metric = winner.metric, let other = loser.metric, metric < other {
                text += "; its metric \(metric) is lower than \(other) of the same prefix through \(loser.interface)"
            } else {
                text += "; it was there before the same prefix through \(loser.interface)"
            }
        }
        reason(text + ".", winner.rule ?? .ovpnNetstat09)
        guard let tunnel = network.tunnel else { return }
        if winner.interface == tunnel.interface {
            explainLostLocalHost(losers)
        } else if winner.target == .onLink, let loser = losers.first(where: { $0.interface == tunnel.interface }),
            topology.host(at: destination, in: .local) != nil || index.linkGateways.contains(destination)
        {
            reason(
                "\(destination) is on the link of \(winner.interface), so it stays outside the tunnel although \(loser.destination) leads into it.",
                .cvpnLAN04)
        }
    }

    /// A host of the LAN that a longer route hides (rule CVPN-LAN-03).
    private mutating func explainLostLocalHost(_ losers: [DeviceRoute]) {
        guard let host = topology.host(at: destination, in: .local),
            let link = losers.first(where: { $0.target == .onLink })
        else { return }
        reason(
            "\(topology.hosts[host].element) stands on the LAN \(link.destination), but the longer route hides it: the packet goes into the tunnel.",
            .cvpnLAN03)
    }

    /// Mentions the routes that are not in force and would have won.
    private mutating func explainWithheld(against winner: DeviceRoute?) {
        for match in index.withheld.matches(for: destination).reversed() {
            guard match.prefix.length >= winner?.destination.length ?? 0 else { return }
            for withheld in match.value where withheld.route.interface != winner?.interface {
                reason(withheld.text, withheld.rule)
                record.assume(withheld.route.assumption)
            }
        }
    }

    /// Tells why a packet that has an address family of its own stays outside the tunnel (rule CVPN-V6-01).
    private mutating func explainBypass() {
        guard let tunnel = network.tunnel, destination.family == .ipv6, !tunnel.families.contains(.ipv6) else { return }
        reason(
            "\(tunnel.name) carries IPv4 alone, so \(destination) is reached outside the tunnel, by the device's own IPv6.",
            rules.familyBypass)
    }
}

extension Flow {
    /// Whether the flow goes to the port of DNS.
    var isDNS: Bool { flowProtocol != .icmp && destinationPort == 53 }
}
