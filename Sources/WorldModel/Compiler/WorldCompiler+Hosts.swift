import DNSCore
import IPCore
import ScenarioLanguage

/// Everything with an address.
extension WorldCompiler {
    /// Enters the hosts of all networks; name servers come last, since they may run on what stands there already.
    mutating func addHosts() {
        for (vpc, declared) in zip(topology.vpcs.references, scenario.vpcs) {
            addInstances(of: declared, vpc)
            addResolverEndpoints(of: declared, vpc)
            addVPCEndpoints(of: declared, vpc)
            addDatabases(of: declared, vpc)
            addLoadBalancers(of: declared, vpc)
            for server in declared.dnsServers { addNameServer(server, in: .vpc(vpc), named: declared.name) }
        }
        addHosts(scenario.localNetwork.hosts, in: .local, named: "local_network")
        for server in scenario.localNetwork.dnsServers { addNameServer(server, in: .local, named: "local_network") }
        addHosts(scenario.internet.hosts, in: .internet, named: "internet")
        for server in scenario.internet.dnsServers { addNameServer(server, in: .internet, named: "internet") }
        for declared in scenario.onPremises {
            guard let network = topology.directory.onPremises.element(declared.name) else { continue }
            for host in declared.hosts {
                checkAddress(host.address, in: declared, at: ReportPlace(host.marks, "address"))
            }
            addHosts(declared.hosts, in: .onPremises(network), named: declared.name)
            for server in declared.dnsServers {
                checkAddresses(of: server, in: declared)
                addNameServer(server, in: .onPremises(network), named: declared.name)
            }
        }
    }

    private mutating func addHosts(_ hosts: [DeclaredHost], in network: NetworkLocation, named parent: String) {
        for declared in hosts {
            let host = Host(
                element: declared.name, network: network, subnet: nil, addresses: [declared.address],
                publicAddress: nil,
                securityGroups: nil, ports: declared.ports.map { Set($0.map(Int.init)) }, nameServer: nil,
                keyPath: declared.marks.keyPath)
            let reference = add(host, at: [ReportPlace(declared.marks, "address")])
            enter(reference, named: declared.name, in: parent, as: "host")
        }
    }

    private mutating func checkAddress(
        _ address: IPAddress, in network: DeclaredOnPremisesNetwork, at place: ReportPlace
    ) {
        guard !network.cidrBlocks.contains(where: { $0.contains(address) }) else { return }
        report(
            .outsideNetwork(address.description, network: network.name, prefixes: network.cidrBlocks), at: place)
    }

    private mutating func checkAddresses(of server: DeclaredDNSServer, in network: DeclaredOnPremisesNetwork) {
        for (address, place) in server.placedAddresses { checkAddress(address, in: network, at: place) }
    }

    // MARK: - In a VPC

    private mutating func addInstances(of declared: DeclaredVPC, _ vpc: Reference<VPC>) {
        for instance in declared.instances {
            let subnet = resolve(
                instance.subnet, in: topology.directory.subnets, within: declared.name, kind: "subnet",
                at: ReportPlace(instance.marks, "subnet"))
            let addresses =
                [(instance.privateIP, "private_ip")] + (instance.ipv6Address.map { [($0, "ipv6_address")] } ?? [])
            let places = addresses.map { ReportPlace(instance.marks, $1) }
            if let subnet {
                for ((address, _), place) in zip(addresses, places) { checkAddress(address, in: subnet, at: place) }
            }
            let host = Host(
                element: instance.name, network: .vpc(vpc), subnet: subnet, addresses: addresses.map(\.0),
                publicAddress: instance.publicIP,
                securityGroups: securityGroups(instance.securityGroups, of: declared.name, at: instance.marks),
                ports: instance.ports.map { Set($0.map(Int.init)) }, nameServer: nil, keyPath: instance.marks.keyPath)
            let reference = add(host, at: places)
            enterPublicAddress(instance.publicIP, of: reference, at: ReportPlace(instance.marks, "public_ip"))
            enter(reference, named: instance.name, in: declared.name, as: "instance")
            routeTargets.add(
                RouteTargetElement(target: .instance(reference), vpc: vpc), named: instance.name, in: declared.name,
                as: "instance")
        }
    }

    private mutating func addDatabases(of declared: DeclaredVPC, _ vpc: Reference<VPC>) {
        for database in declared.dbInstances {
            let name = database.address.text
            let place = ReportPlace(database.marks, "private_ip")
            let subnet = subnet(
                database.subnet, holding: database.privateIP, of: declared, vpc, at: place,
                reference: ReportPlace(database.marks, "subnet"))
            let host = Host(
                element: name, network: .vpc(vpc), subnet: subnet, addresses: [database.privateIP],
                publicAddress: database.publiclyAccessible ? database.publicIP : nil,
                securityGroups: securityGroups(database.securityGroups, of: declared.name, at: database.marks),
                ports: nil, nameServer: nil, keyPath: database.marks.keyPath)
            let reference = add(host, at: [place])
            if database.publiclyAccessible {
                enterPublicAddress(database.publicIP, of: reference, at: ReportPlace(database.marks, "public_ip"))
            }
            enter(reference, named: name, in: declared.name, as: "database instance")
        }
    }

    private mutating func addLoadBalancers(of declared: DeclaredVPC, _ vpc: Reference<VPC>) {
        for balancer in declared.loadBalancers {
            let name = balancer.dnsName.text
            aliasTargets.add(.loadBalancer(balancer.ips), named: name, in: declared.name, as: "load balancer")
            faultTargets.add(.target(.element(name)), named: name, in: declared.name, as: "load balancer")
            _ = resolveSubnets(balancer.subnets, of: declared, at: balancer.marks)
            let groups = securityGroups(balancer.securityGroups, of: declared.name, at: balancer.marks)
            for (index, address) in balancer.ips.enumerated() {
                let place = ReportPlace(balancer.marks, "ips", index: index)
                // An internet-facing one is declared by its public addresses.
                let isInside = balancer.internal || topology.vpcs[vpc].contains(address)
                let subnet =
                    isInside ? subnet(nil, holding: address, of: declared, vpc, at: place, reference: place) : nil
                let host = Host(
                    element: name, network: isInside ? .vpc(vpc) : .internet, subnet: subnet, addresses: [address],
                    publicAddress: nil, securityGroups: isInside ? groups : nil, ports: nil, nameServer: nil,
                    keyPath: balancer.marks.keyPath)
                _ = add(host, at: [place])
            }
        }
    }

    // MARK: - Entering

    /// Adds a host under its addresses; one that something else has is reported.
    mutating func add(_ host: Host, at places: [ReportPlace]) -> Reference<Host> {
        let reference = topology.hosts.append(host)
        hostElementCounts[host.element, default: 0] += 1
        for (address, place) in zip(host.addresses, places) {
            if case .vpc(let vpc) = host.network, topology.vpcs[vpc].resolversByAddress[address] != nil {
                report(.addressInUse(address, by: "the resolver of \(topology.vpcs[vpc].name)"), at: place)
            } else if let other = topology.hostsByAddress[host.network]?[address] {
                report(.addressInUse(address, by: topology.hosts[other].element), at: place)
            } else {
                topology.hostsByAddress[host.network, default: [:]][address] = reference
            }
        }
        return reference
    }

    private mutating func enterPublicAddress(_ address: IPAddress?, of host: Reference<Host>, at place: ReportPlace) {
        guard let address else { return }
        if let other = topology.hostsByPublicAddress[address] {
            report(.addressInUse(address, by: topology.hosts[other].element), at: place)
        } else {
            topology.hostsByPublicAddress[address] = host
        }
    }

    /// Makes a host known by its name, to what asks and connects and to faults.
    mutating func enter(_ host: Reference<Host>, named name: String, in parent: String, as label: String) {
        topology.directory.hosts.add(host, named: name, in: parent, as: label)
        faultTargets.add(.host(host), named: name, in: parent, as: label)
    }

    /// Makes something on a path known to faults.
    mutating func addFaultElement(named name: String, in parent: String?, as label: String) {
        let element = parent.map { "\($0)/\(name)" } ?? name
        faultTargets.add(.target(.element(element)), named: name, in: parent, as: label)
    }

    // MARK: - Subnets

    /// Reports an address that is not in its subnet.
    mutating func checkAddress(_ address: IPAddress, in subnet: Reference<Subnet>, at place: ReportPlace) {
        let subnet = topology.subnets[subnet]
        guard !subnet.cidrs.contains(where: { $0.contains(address) }) else { return }
        let prefix = subnet.cidrs.first { $0.family == address.family } ?? subnet.cidrs[0]
        report(.addressOutsideSubnet(address, subnet: subnet.element, prefix: prefix), at: place)
    }

    /// The subnet of an address: the one named, else the one that holds it; `nil` where none is declared for it.
    mutating func subnet(
        _ name: String?, holding address: IPAddress, of declared: DeclaredVPC, _ vpc: Reference<VPC>,
        at place: ReportPlace, reference: ReportPlace
    ) -> Reference<Subnet>? {
        if let name {
            let subnet = resolve(
                name, in: topology.directory.subnets, within: declared.name, kind: "subnet", at: reference)
            if let subnet { checkAddress(address, in: subnet, at: place) }
            return subnet
        }
        if !topology.vpcs[vpc].contains(address) {
            report(
                .outsideNetwork(address.description, network: declared.name, prefixes: topology.vpcs[vpc].cidrs),
                at: place)
        }
        return topology.vpcs[vpc].subnetTable.longestMatch(for: address)?.value
    }

    /// The subnets that the key `subnets` lists.
    mutating func resolveSubnets(_ names: [String], of declared: DeclaredVPC, at marks: Marks) -> [Reference<Subnet>] {
        names.enumerated().compactMap { index, name in
            resolve(
                name, in: topology.directory.subnets, within: declared.name, kind: "subnet",
                at: ReportPlace(marks, "subnets", index: index))
        }
    }
}

/// What a fault may hit.
enum FaultTargetElement: Hashable, Sendable {
    case target(FaultTarget)
    case host(Reference<Host>)
}

extension DomainName {
    /// The name as messages and elements write it, without its final dot.
    var text: String {
        let text = description
        return isRoot ? text : String(text.dropLast())
    }
}

extension DeclaredDNSServer {
    /// All addresses with where each is written.
    var placedAddresses: [(IPAddress, ReportPlace)] {
        let single = address.map { [($0, ReportPlace(marks, "address"))] } ?? []
        return single + addresses.enumerated().map { ($1, ReportPlace(marks, "addresses", index: $0)) }
    }
}
