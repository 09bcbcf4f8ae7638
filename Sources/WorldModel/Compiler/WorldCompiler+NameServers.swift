import DNSCore
import IPCore
import ScenarioLanguage

/// Name servers that a scenario declares.
extension WorldCompiler {
    /// Enters a DNS server; one at the address of an instance or host runs on that.
    mutating func addNameServer(_ declared: DeclaredDNSServer, in network: NetworkLocation, named parent: String) {
        let places = declared.placedAddresses
        for key in ["single_request", "no_aaaa", "strict_order", "all_servers", "dnssec"]
        where declared.options.marks.isSet(key) {
            report(.notModelledYet("`\(key)` of a DNS server"), at: ReportPlace(declared.options.marks, key))
        }
        let server = names.nameServers.append(
            NameServer(
                name: declared.name, addresses: places.map(\.0), hosts: [], role: role(of: declared),
                upstream: UpstreamOptions(declared.options),
                allowQuery: declared.allowQuery.map { PrefixSet($0) }, hasRebindProtection: declared.rebindProtection,
                rebindAllowed: declared.rebindAllowed, keyPath: declared.marks.keyPath))
        if declared.cache.enabled {
            names.nameServers[server].cache = ServerCache(
                maximum: declared.cache.maxTTL ?? .seconds(86_400),
                negativeMaximum: declared.cache.maxNegativeTTL ?? .seconds(10_800))
        }
        var groups: [Reference<SecurityGroup>]?
        if case .vpc = network { groups = securityGroups(declared.securityGroups, of: parent, at: declared.marks) }
        var hosts: [Reference<Host>] = []
        for (address, place) in places {
            let host = host(of: declared, server, at: address, in: network, groups: groups, place)
            if !hosts.contains(host) { hosts.append(host) }
        }
        names.nameServers[server].hosts = hosts
        faultTargets.add(.target(.nameServer(server)), named: declared.name, in: parent, as: "DNS server")
        if let first = hosts.first {
            topology.directory.hosts.add(first, named: declared.name, in: parent, as: "DNS server")
        }
    }

    private mutating func host(
        of declared: DeclaredDNSServer, _ server: Reference<NameServer>, at address: IPAddress,
        in network: NetworkLocation, groups: [Reference<SecurityGroup>]?, _ place: ReportPlace
    ) -> Reference<Host> {
        if let known = topology.hostsByAddress[network]?[address], topology.hosts[known].nameServer == nil {
            topology.hosts[known].nameServer = server
            topology.hosts[known].ports?.insert(53)
            if topology.hosts[known].securityGroups == nil { topology.hosts[known].securityGroups = groups }
            return known
        }
        var subnet: Reference<Subnet>?
        if case .vpc(let vpc) = network, let owner = scenario.vpcs.dropFirst(vpc.index).first {
            subnet = self.subnet(
                declared.subnet, holding: address, of: owner, vpc, at: place,
                reference: ReportPlace(declared.marks, "subnet"))
        }
        return add(
            Host(
                element: declared.name, network: network, subnet: subnet, addresses: [address], publicAddress: nil,
                securityGroups: groups, ports: nil, nameServer: server, keyPath: declared.marks.keyPath), at: [place])
    }

    private mutating func role(of declared: DeclaredDNSServer) -> NameServer.Role {
        switch declared.behavior {
        case .recursive: .recursive
        case .authoritative: .authoritative(declared.zones.map { addZone($0) })
        case .forwarding:
            .forwarding(
                to: declared.forwardTo, forwards: declared.forwards.map { DomainForward(domain: $0.domain, to: $0.to) })
        case .failing(let kind): .failing(kind)
        }
    }
}

extension UpstreamOptions {
    /// How a server asks others unless told otherwise: as the sequential resolver does.
    static let sequential = UpstreamOptions(
        timeout: .seconds(5), attempts: 2, failover: [.timeout, .unreachable], usesTCP: false, ednsPayloadSize: nil)

    /// The options declared, completed by the defaults.
    init(_ declared: DeclaredResolverOptions) {
        self = .sequential
        if let timeout = declared.timeout { self.timeout = timeout }
        if let attempts = declared.attempts { self.attempts = attempts }
        if let causes = declared.failoverOn { failover = Set(causes) }
        if let useVC = declared.useVC { usesTCP = useVC }
        switch declared.edns0 {
        case .size(let size): ednsPayloadSize = Int(size)
        case .on: ednsPayloadSize = 1232
        case .off, nil: ednsPayloadSize = nil
        }
    }
}
