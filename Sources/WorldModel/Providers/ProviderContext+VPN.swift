import IPCore
import ScenarioLanguage

extension ProviderContext {
    /// The security groups of the gateway's interfaces; `nil` if the scenario gives none, so that nothing is filtered.
    ///
    /// They are looked up in the VPC of the first target network first.
    mutating func securityGroups(
        of vpn: DeclaredVPN, in networks: TargetNetworks
    ) -> [Reference<SecurityGroup>]? {
        guard let names = vpn.securityGroups else { return nil }
        let parent = networks.vpcs(in: topology).first.map { topology.vpcs[$0].name }
        return names.enumerated().compactMap { index, name in
            resolve(
                name, in: topology.directory.securityGroups, kind: "security group", from: parent,
                at: vpn.marks.position(of: "security_groups", index: index))
        }
    }

    /// Complains of keys that the service has no equivalent for.
    mutating func reject(_ keys: [String], of vpn: DeclaredVPN) {
        for key in keys where vpn.marks.isSet(key) {
            report(
                .contradiction("\(vpn.provider.rawValue) has no such setting: remove `\(key)`"),
                at: vpn.marks.keyPosition(of: key))
        }
    }

    /// Complains of a key of routes that only IBM's have.
    mutating func rejectActions(of vpn: DeclaredVPN) {
        for route in vpn.routes where route.action != nil {
            report(
                .contradiction("routes of \(vpn.provider.rawValue) have no action: remove `action`"),
                at: route.marks.keyPosition(of: "action"))
        }
    }

    /// Refuses more than two DNS servers.
    mutating func limitDNSServers(of vpn: DeclaredVPN, rule: RuleID) {
        guard vpn.dnsServers.count > 2 else { return }
        refuse(
            rule, "\(vpn.dnsServers.count) DNS servers: at most two can be pushed",
            at: vpn.marks.position(of: "dns_servers", index: 2))
    }

    /// Complains of a tunnel whose interface has the name of one of the device's.
    mutating func checkInterface(of vpn: DeclaredVPN) {
        guard let name = vpn.interface, device.interfaces.contains(where: { $0.name == name }) else { return }
        let declared = scenario.client.interfaces?.first { $0.name == name }
        report(
            .duplicateName(
                kind: "interface", name: name,
                first: declared?.marks.location(of: "name") ?? scenario.client.marks.location),
            at: vpn.marks.position(of: "interface"))
    }

    /// The prefixes of the device's links.
    var lanPrefixes: [IPPrefix] { device.interfaces.flatMap { $0.addresses.map(\.network) } }

    /// Where the scenario gives the prefix of a target subnet.
    func declaredSubnet(_ reference: Reference<Subnet>) -> DeclaredSubnet? {
        let subnet = topology.subnets[reference]
        let vpc = topology.vpcs[subnet.vpc].name
        return scenario.vpcs.first { $0.name == vpc }?.subnets.first { $0.name == subnet.name }
    }

    /// What the scenario declares of a VPC.
    func declaredVPC(_ reference: Reference<VPC>) -> DeclaredVPC? {
        let name = topology.vpcs[reference].name
        return scenario.vpcs.first { $0.name == name }
    }
}

extension DeclaredVPN {
    /// What other elements and paths call the VPN.
    var elementName: String { name ?? provider.rawValue }

    /// The protocols that the tunnel carries.
    var families: Set<AddressFamily> {
        switch trafficIPAddressType {
        case .ipv4: [.ipv4]
        case .ipv6: [.ipv6]
        case .dualStack: [.ipv4, .ipv6]
        }
    }
}
