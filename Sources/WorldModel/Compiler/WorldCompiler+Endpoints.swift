import DNSCore
import IPCore
import ScenarioLanguage

/// Route 53 Resolver endpoints and VPC endpoints.
extension WorldCompiler {
    /// Enters the resolver endpoints of a VPC: a host for each address, and for inbound ones a name server.
    mutating func addResolverEndpoints(of declared: DeclaredVPC, _ vpc: Reference<VPC>) {
        for endpoint in declared.resolverEndpoints {
            checkAddressCount(of: endpoint, in: declared)
            let role: NameServer.Role? =
                switch endpoint.direction {
                case .inbound: .inboundEndpoint(vpc)
                case .inboundDelegation: .delegationEndpoint(vpc)
                case .outbound: nil
                }
            let server = role.map { role in
                names.nameServers.append(
                    NameServer(
                        name: endpoint.name, addresses: endpoint.ipAddresses.map(\.ip), hosts: [], role: role,
                        upstream: .sequential, allowQuery: nil, hasRebindProtection: false, rebindAllowed: [],
                        keyPath: endpoint.marks.keyPath))
            }
            let hosts = addHosts(of: endpoint, in: declared, vpc, server)
            if let server {
                names.nameServers[server].hosts = hosts
                faultTargets.add(.target(.nameServer(server)), named: endpoint.name, in: declared.name, as: "endpoint")
            } else {
                outboundEndpointIndex.add(outboundEndpoints.count, named: endpoint.name, in: declared.name)
                outboundEndpoints.append(OutboundEndpoint(name: endpoint.name, hosts: hosts))
                faultTargets.add(
                    .target(.element(endpoint.name)), named: endpoint.name, in: declared.name, as: "endpoint")
            }
            if endpoint.direction == .inboundDelegation {
                for address in endpoint.ipAddresses { delegationAddresses[address.ip] = endpoint.name }
            }
        }
    }

    private mutating func addHosts(
        of endpoint: DeclaredResolverEndpoint, in declared: DeclaredVPC, _ vpc: Reference<VPC>,
        _ server: Reference<NameServer>?
    ) -> [Reference<Host>] {
        let groups = securityGroups(endpoint.securityGroups, of: declared.name, at: endpoint.marks)
        return endpoint.ipAddresses.map { address in
            let place = ReportPlace(address.marks, "ip")
            let subnet = resolve(
                address.subnet, in: topology.directory.subnets, within: declared.name, kind: "subnet",
                at: ReportPlace(address.marks, "subnet"))
            if let subnet { checkAddress(address.ip, in: subnet, at: place) }
            return add(
                Host(
                    element: endpoint.name, network: .vpc(vpc), subnet: subnet, addresses: [address.ip],
                    publicAddress: nil, securityGroups: groups, ports: server == nil ? [] : [53], nameServer: server,
                    keyPath: endpoint.marks.keyPath), at: [place])
        }
    }

    private mutating func checkAddressCount(of endpoint: DeclaredResolverEndpoint, in declared: DeclaredVPC) {
        let count = endpoint.ipAddresses.count
        let place = ReportPlace(endpoint.marks, "ip_addresses")
        switch endpoint.direction {
        case .inbound, .inboundDelegation:
            if count < 2 {
                refuse(
                    "\(endpoint.name) has \(count == 1 ? "one address" : "no address"): an endpoint has at least two",
                    .r53Inbound01, at: place)
            } else if count > 6 {
                warn("\(endpoint.name) has \(count) addresses: the quota is 6", .r53Inbound01, at: place)
            }
            if declared.instanceTenancy == .dedicated {
                refuse(
                    "\(declared.name) has dedicated tenancy: an inbound endpoint needs a VPC of default tenancy",
                    .r53Inbound07, at: ReportPlace(endpoint.marks))
            }
        case .outbound:
            if count < 2 || count > 6 {
                warn(
                    "\(endpoint.name) has \(count == 1 ? "one address" : "\(count) addresses"): an outbound endpoint has 2 to 6",
                    .r53Outbound03,
                    at: place)
            }
        }
    }

    // MARK: - VPC endpoints

    /// Enters the VPC endpoints: interface endpoints with a host for each address, gateway endpoints as targets of routes.
    mutating func addVPCEndpoints(of declared: DeclaredVPC, _ vpc: Reference<VPC>) {
        for endpoint in declared.vpcEndpoints {
            switch endpoint.vpcEndpointType {
            case .interface: addInterfaceEndpoint(endpoint, in: declared, vpc)
            case .gateway: addGatewayEndpoint(endpoint, in: declared, vpc)
            }
        }
        checkS3Endpoints(of: declared)
    }

    private mutating func addGatewayEndpoint(
        _ endpoint: DeclaredVPCEndpoint, in declared: DeclaredVPC, _ vpc: Reference<VPC>
    ) {
        let target = RouteTargetElement(target: .gatewayEndpoint(endpoint.element), vpc: vpc)
        for name in endpoint.allNames {
            routeTargets.add(target, named: name, in: declared.name, as: "gateway endpoint")
            aliasTargets.add(.gatewayEndpoint, named: name, in: declared.name, as: "gateway endpoint")
            faultTargets.add(
                .target(.element(endpoint.element)), named: name, in: declared.name, as: "gateway endpoint")
        }
        gatewayEndpoints.append(GatewayEndpoint(declared: endpoint, vpc: vpc, element: endpoint.element))
    }

    private mutating func addInterfaceEndpoint(
        _ endpoint: DeclaredVPCEndpoint, in declared: DeclaredVPC, _ vpc: Reference<VPC>
    ) {
        let service = PrivateLinkService(named: endpoint.serviceName)
        let serviceNames = endpoint.privateDNSNames ?? service.names
        let subnets = resolveSubnets(endpoint.subnets, of: declared, at: endpoint.marks)
        let index = names.interfaceEndpoints.count
        names.interfaceEndpoints.append(
            InterfaceEndpoint(
                name: endpoint.element, vpc: vpc, serviceName: endpoint.serviceName,
                privateNames: endpoint.privateDNSEnabled ? serviceNames : [], serviceNames: serviceNames,
                ownNames: endpoint.dnsEntry.map(\.dnsName), addresses: endpoint.ips,
                recordTypes: endpoint.recordTypes, isPrivateForInboundOnly: endpoint.isForInboundOnly,
                keyPath: endpoint.marks.keyPath))
        for name in endpoint.allNames {
            aliasTargets.add(.interfaceEndpoint(index), named: name, in: declared.name, as: "interface endpoint")
            faultTargets.add(
                .target(.element(endpoint.element)), named: name, in: declared.name, as: "interface endpoint")
        }
        if endpoint.ips.isEmpty {
            if endpoint.subnets.isEmpty {
                report(.missingOneOf(["ips", "subnets"]), at: ReportPlace(endpoint.marks))
            } else {
                endpointsWithoutAddresses.append(
                    EndpointWithoutAddresses(declared: endpoint, subnets: subnets, index: index))
            }
            return
        }
        let groups = securityGroups(endpoint.securityGroups, of: declared.name, at: endpoint.marks)
        for (position, address) in endpoint.ips.enumerated() {
            let place = ReportPlace(endpoint.marks, "ips", index: position)
            let subnet = subnet(nil, holding: address, of: declared, vpc, at: place, reference: place)
            if let subnet, !subnets.isEmpty, !subnets.contains(subnet) {
                checkAddress(address, in: subnets[0], at: place)
            }
            addHost(of: endpoint, in: vpc, subnet, address, groups, at: place)
        }
    }

    private mutating func addHost(
        of endpoint: DeclaredVPCEndpoint, in vpc: Reference<VPC>, _ subnet: Reference<Subnet>?, _ address: IPAddress,
        _ groups: [Reference<SecurityGroup>]?, at place: ReportPlace
    ) {
        _ = add(
            Host(
                element: endpoint.element, network: .vpc(vpc), subnet: subnet, addresses: [address], publicAddress: nil,
                securityGroups: groups, ports: nil, nameServer: nil, keyPath: endpoint.marks.keyPath), at: [place])
    }

    /// Gives interface endpoints that name subnets alone an address in each: the first free one behind base+4 †.
    ///
    /// Base+4 is where the network interface of a client VPN is assumed.
    mutating func addEndpointsWithoutAddresses() {
        for pending in endpointsWithoutAddresses {
            let vpc = names.interfaceEndpoints[pending.index].vpc
            let groups = securityGroups(
                pending.declared.securityGroups, of: topology.vpcs[vpc].name, at: pending.declared.marks)
            for subnet in pending.subnets {
                let prefix = topology.subnets[subnet].cidrs[0]
                var candidate = prefix.first.advanced(by: 5)
                while let address = candidate, prefix.contains(address),
                    topology.host(at: address, in: .vpc(vpc)) != nil
                {
                    candidate = address.advanced(by: 1)
                }
                guard let address = candidate, prefix.contains(address) else { continue }
                names.interfaceEndpoints[pending.index].addresses.append(address)
                addHost(
                    of: pending.declared, in: vpc, subnet, address, groups,
                    at: ReportPlace(pending.declared.marks, "subnets"))
            }
            names.interfaceEndpoints[pending.index].assumedAddressesKey = pending.declared.marks.keyPath(of: "ips")
        }
    }

    /// S3's private names for inbound endpoints alone need a gateway endpoint beside them (rule VPCE-08).
    private mutating func checkS3Endpoints(of declared: DeclaredVPC) {
        let hasGateway = declared.vpcEndpoints.contains {
            $0.vpcEndpointType == .gateway && PrivateLinkService(named: $0.serviceName).isS3
        }
        guard !hasGateway else { return }
        for endpoint in declared.vpcEndpoints where endpoint.vpcEndpointType == .interface && endpoint.isForInboundOnly
        {
            let options = endpoint.dnsOptions.marks
            let key = "private_dns_only_for_inbound_resolver_endpoint"
            let place = options.isSet(key) ? ReportPlace(options, key) : ReportPlace(endpoint.marks)
            refuse(
                "private DNS for inbound endpoints only\(options.isSet(key) ? "" : ", the default,") "
                    + "needs a gateway endpoint for S3 in \(declared.name)", .vpce08, at: place)
        }
    }
}

extension DeclaredVPCEndpoint {
    /// What paths and tables call it.
    var element: String { name ?? id ?? serviceName }

    /// All that other elements may call it.
    var allNames: [String] {
        var names: [String] = []
        for name in [name, id, serviceName].compactMap(\.self) where !names.contains(name) { names.append(name) }
        return names
    }

    /// Whether its private names are for queries through inbound endpoints only: the default for S3 (rule VPCE-08).
    var isForInboundOnly: Bool {
        guard privateDNSEnabled, PrivateLinkService(named: serviceName).isS3 else { return false }
        return dnsOptions.marks.isSet("private_dns_only_for_inbound_resolver_endpoint")
            ? dnsOptions.privateDNSOnlyForInboundResolverEndpoint : true
    }

    /// Which address records its names have (rule VPCE-11).
    var recordTypes: Set<RecordType> {
        switch dnsOptions.dnsRecordIPType {
        case .ipv4, nil: [.a]
        case .ipv6: [.aaaa]
        case .dualstack, .serviceDefined: [.a, .aaaa]
        }
    }
}
