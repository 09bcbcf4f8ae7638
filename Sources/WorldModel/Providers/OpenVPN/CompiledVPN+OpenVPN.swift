import IPCore
import ScenarioLanguage

extension CompiledVPN {
    /// Takes over what the OpenVPN client ends up with.
    mutating func adopt(_ options: OpenVPNOptions, _ plan: OpenVPNRoutePlan) {
        routeChanges += plan.changes(for: options)
        withheld += plan.withheld(for: options)
        searchDomains = options.searchDomains
        routingDomains = options.routingDomains
        tunnel.dnsServers = options.dnsServers
        tunnel.isFullTunnel = options.redirect?.replacesDefault ?? false
        tunnel.blocksOutsideDNS = options.blocksOutsideDNS && plan.device.os == .windows
        tunnel.blocksIPv6 = options.blocksIPv6
        if let topology = options.topology { self.topology = topology }
        if let mtu = options.mtu { tunnel.mtu = mtu }
        tunnel.clientAddresses += [options.pushedIPv6, options.ownIPv6].compactMap { $0?.address }
        let keptOut = options.dropped.filter {
            if case .dnsServer = $0.push.directive { true } else { false }
        }
        if let first = keptOut.first {
            dnsSteps.append(
                ReasoningStep(
                    "The profile has `\(first.line)`, so the pushed DNS servers are not taken over.", .ovpnDNS03))
        }
    }
}
