import DNSCore
import IPCore
import ScenarioLanguage

/// What is broken, and what is asked.
extension WorldCompiler {
    /// The faults with what they hit; one that hits nothing is reported.
    mutating func faults(_ side: ClientSide) -> [Fault] {
        guard !scenario.faults.isEmpty else { return [] }
        addClientElements(side)
        let addresses = knownAddresses(side)
        return scenario.faults.compactMap { declared in
            reportKeysOfOtherKinds(declared)
            guard let target = target(of: declared, addresses) else { return nil }
            return Fault(target: target, kind: declared.kind, declared: declared, keyPath: declared.marks.keyPath)
        }
    }

    /// Reports what only faults of another kind have, since it would do nothing.
    private mutating func reportKeysOfOtherKinds(_ fault: DeclaredFault) {
        let owners: [(key: String, kind: DeclaredFaultKind)] = [
            ("addresses", .answer), ("delay", .delay), ("rate", .loss), ("seed", .loss),
        ]
        for (key, kind) in owners where fault.kind != kind && fault.marks.isSet(key) {
            report(
                .contradiction("`\(key)` belongs to kind `\(kind.rawValue)`, not `\(fault.kind.rawValue)`: remove it"),
                at: ReportPlace(fault.marks, key))
        }
    }

    private mutating func addClientElements(_ side: ClientSide) {
        if let vpn = scenario.vpn { addFaultElement(named: vpn.name ?? vpn.provider.rawValue, in: nil, as: "VPN") }
        for interface in side.device.interfaces { addFaultElement(named: interface.name, in: nil, as: "interface") }
        if let tunnel = side.tunnel { addFaultElement(named: tunnel.interface, in: nil, as: "interface") }
        addFaultElement(named: "internet", in: nil, as: "network")
    }

    /// The addresses of servers, hosts and gateways.
    private func knownAddresses(_ side: ClientSide) -> Set<IPAddress> {
        var addresses: Set<IPAddress> = []
        for host in topology.hosts.elements { addresses.formUnion(host.addresses) }
        for server in names.nameServers.elements { addresses.formUnion(server.addresses) }
        addresses.formUnion(topology.hostsByPublicAddress.keys)
        for gateway in topology.natGateways.elements { addresses.formUnion([gateway.publicAddress].compactMap(\.self)) }
        for interface in side.device.interfaces { addresses.formUnion(interface.gateways) }
        addresses.formUnion(scenario.client.resolver.nameservers)
        for interface in scenario.client.interfaces ?? [] { addresses.formUnion(interface.dns?.nameservers ?? []) }
        addresses.formUnion((scenario.vpn?.dnsServers ?? []) + (scenario.vpn?.endpointIPs ?? []))
        for association in side.tunnel?.associations ?? [] {
            for interface in association.interfaces {
                addresses.insert(interface.address)
                addresses.formUnion([interface.publicAddress].compactMap(\.self))
            }
        }
        return addresses
    }

    private mutating func target(of fault: DeclaredFault, _ addresses: Set<IPAddress>) -> FaultTarget? {
        let place = ReportPlace(fault.marks, "target")
        if let address = IPAddress(fault.target) {
            let isInSubnet = topology.vpcs(containing: address).contains {
                topology.vpcs[$0].subnetTable.longestMatch(for: address) != nil
            }
            if addresses.contains(address) || isInSubnet { return .address(address) }
            let nearest = Similarity.nearest(to: fault.target, among: addresses.map(\.description))
            report(.danglingReference(kind: "server or element", name: fault.target, nearest: nearest), at: place)
            return nil
        }
        guard
            let element = resolve(fault.target, in: faultTargets, kind: "server or element of the network", at: place)
        else { return nil }
        let target = target(of: element)
        if case .element = target, fault.kind != .down {
            report(
                .contradiction(
                    "\(fault.target) is no DNS server: an element of the network has faults of kind `down` alone"),
                at: ReportPlace(fault.marks, "kind"))
            return nil
        }
        return target
    }

    /// A host is hit by its bare name, as paths write it, or by its address where another one has that name, too.
    private func target(of element: FaultTargetElement) -> FaultTarget {
        switch element {
        case .target(let target): return target
        case .host(let reference):
            let host = topology.hosts[reference]
            guard hostElementCounts[host.element, default: 0] > 1, let address = host.addresses.first else {
                return .element(host.element)
            }
            return .address(address)
        }
    }

    // MARK: - Requests

    /// The lookups with who asks.
    mutating func lookups() -> [LookupRequest] {
        scenario.lookups.compactMap { declared in
            asker(declared.from, at: declared.marks).map {
                LookupRequest(declared: declared, asker: $0, server: declared.server)
            }
        }
    }

    /// The connections with who opens them.
    mutating func connections() -> [ConnectionRequest] {
        scenario.connections.compactMap { declared in
            // No top-level domain is a number (RFC 3696, section 2): this is an address gone wrong.
            if case .name(let text, let name) = declared.to, name.labels.last?.isNumber == true {
                report(.notAnAddress(text), at: ReportPlace(declared.marks, "to"))
                return nil
            }
            return asker(declared.from, at: declared.marks).map { ConnectionRequest(declared: declared, asker: $0) }
        }
    }

    private mutating func asker(_ name: String, at marks: Marks) -> Asker? {
        if name == "client" { return .client }
        if let container = scenario.client.containers.firstIndex(where: { $0.name == name }) {
            return .container(container)
        }
        return resolve(
            name, in: topology.directory.hosts, kind: "instance or host", at: ReportPlace(marks, "from")
        ).map(Asker.host)
    }
}

extension DomainLabel {
    /// Whether the label consists of digits.
    fileprivate var isNumber: Bool {
        description.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }
}
