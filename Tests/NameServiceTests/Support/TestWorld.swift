import DNSCore
import DNSWire
import IPCore
@testable import ScenarioLanguage
import TestSupport
import WorldModel

/// A world of VPCs, zones and servers, put together by hand.
struct TestWorld {
    var topology = Topology()
    var names = NameDirectory()
    var assumptions = DeclaredAssumptions(marks: .blank)
    var faults: [Fault] = []

    /// The compiled world.
    var world: World {
        World(
            title: nil, client: Self.device, tunnel: nil, topology: topology, names: names, latency: Self.latency,
            assumptions: assumptions, faults: faults, lookups: [], connections: [])
    }

    static let latency = LatencyShares(
        lan: .milliseconds(1), internet: .milliseconds(20), tunnel: .milliseconds(20), network: .milliseconds(1),
        recursion: .milliseconds(20))

    // MARK: - Networks

    /// Adds a VPC and its resolver at VPC+2.
    mutating func vpc(
        _ name: String, _ cidr: IPPrefix, region: String = "ap-southeast-2", support: Bool = true,
        hostnames: Bool = true, reverse: Bool = true
    ) -> Reference<VPC> {
        let reference = Reference<VPC>(topology.vpcs.elements.count)
        let address = cidr.first.advanced(by: 2) ?? cidr.first
        let resolver = names.nameServers.append(
            Self.server("\(name)/vpc+2", [address], role: .vpcResolver(reference)))
        _ = topology.vpcs.append(
            VPC(
                name: name, primaryCIDR: cidr, cidrs: [cidr], region: region, assumedRegionKey: nil,
                hasDNSSupport: support, hasDNSHostnames: hostnames, hasAutodefinedReverse: reverse, subnets: [],
                internetGateway: nil, resolverAddresses: [address], resolver: resolver, keyPath: "vpcs[\(name)]",
                subnetTable: PrefixTable()))
        topology.vpcsByPrefix.insert((topology.vpcsByPrefix[cidr] ?? []) + [reference], for: cidr)
        return reference
    }

    /// Adds a host in a VPC.
    @discardableResult
    mutating func host(
        _ name: String, in vpc: Reference<VPC>, _ address: IPAddress, nameServer: Reference<NameServer>? = nil,
        subnet: Reference<Subnet>? = nil
    ) -> Reference<Host> {
        let reference = topology.hosts.append(
            Host(
                element: name, network: .vpc(vpc), subnet: subnet, addresses: [address], publicAddress: nil,
                securityGroups: nil, ports: nil, nameServer: nameServer, keyPath: "instances[\(name)]"))
        topology.hostsByAddress[.vpc(vpc), default: [:]][address] = reference
        return reference
    }

    /// Peers two VPCs.
    mutating func peer(
        _ requester: Reference<VPC>, _ accepter: Reference<VPC>, requesterAllows: Bool = false,
        accepterAllows: Bool = false, isActive: Bool = true
    ) {
        let reference = topology.peerings.append(
            PeeringConnection(
                name: "pcx-1", requester: requester, accepter: accepter, isActive: isActive,
                requesterAllowsDNS: requesterAllows, accepterAllowsDNS: accepterAllows))
        for vpc in [requester, accepter] { topology.peeringsByVPC[vpc, default: []].append(reference) }
    }

    /// Attaches VPCs to a transit gateway; those in `without` have DNS support off.
    @discardableResult
    mutating func attach(
        _ vpcs: [Reference<VPC>], without: [Reference<VPC>] = [], support: Bool = true,
        peers: [Reference<TransitGateway>] = []
    ) -> Reference<TransitGateway> {
        let reference = topology.transitGateways.append(
            TransitGateway(
                name: "tgw-\(topology.transitGateways.elements.count + 1)", hasDNSSupport: support,
                attachments: vpcs.map {
                    TransitGatewayAttachment(
                        vpc: $0, availabilityZones: nil, hasDNSSupport: !without.contains($0),
                        hasSecurityGroupReferencing: true, routeTable: 0)
                }, onPremises: [:], peers: peers, routeTables: [], routeTableNames: []))
        for vpc in vpcs { topology.transitGatewaysByVPC[vpc, default: []].append(reference) }
        return reference
    }

    // MARK: - Servers

    static func server(
        _ name: String, _ addresses: [IPAddress], role: NameServer.Role,
        upstream: UpstreamOptions = UpstreamOptions(
            timeout: .seconds(5), attempts: 2, failover: [.timeout, .unreachable], usesTCP: false,
            ednsPayloadSize: nil)
    ) -> NameServer {
        NameServer(
            name: name, addresses: addresses, hosts: [], role: role, upstream: upstream, allowQuery: nil,
            hasRebindProtection: false, rebindAllowed: [], keyPath: name)
    }

    /// Adds a server on the client's LAN.
    mutating func server(_ name: String, _ address: IPAddress, _ role: NameServer.Role) -> Reference<NameServer> {
        let reference = names.nameServers.append(Self.server(name, [address], role: role))
        let host = topology.hosts.append(
            Host(
                element: name, network: .local, subnet: nil, addresses: [address], publicAddress: nil,
                securityGroups: nil, ports: [53], nameServer: reference, keyPath: name))
        names.nameServers[reference].hosts = [host]
        return reference
    }

    /// Adds an inbound endpoint, or one of another role, to a VPC.
    mutating func endpoint(
        _ name: String = "inbound", in vpc: Reference<VPC>, _ addresses: [IPAddress], role: NameServer.Role? = nil
    ) -> Reference<NameServer> {
        let reference = names.nameServers.append(
            Self.server(name, addresses, role: role ?? .inboundEndpoint(vpc)))
        names.nameServers[reference].hosts = addresses.map { host(name, in: vpc, $0, nameServer: reference) }
        return reference
    }

    // MARK: - Names

    /// A zone out of master-file lines; without an SOA it gets the one of Route 53.
    static func zone(
        _ apex: DomainName, _ records: [String], vpcs: Set<Reference<VPC>>? = nil, aliases: [AliasRecord] = []
    ) -> Zone {
        var all = MasterFile.read(lines: records, origin: apex, defaultTTL: 300, file: "zone").entries.map(\.record)
        if !all.contains(where: { $0.type == .soa }) {
            let soa = "@ 900 IN SOA ns-0.awsdns-00.com. awsdns-hostmaster.amazon.com. 1 7200 900 1209600 86400"
            all += MasterFile.read(lines: [soa], origin: apex, defaultTTL: 300, file: "soa").entries.map(\.record)
        }
        return Zone(
            name: apex.description, apex: apex, records: all, associatedVPCs: vpcs, aliases: aliases, keyPath: "zone")
    }

    /// Adds a private hosted zone.
    mutating func privateZone(
        _ apex: DomainName, _ vpcs: [Reference<VPC>], _ records: String..., aliases: [AliasRecord] = []
    ) {
        let reference = names.zones.append(Self.zone(apex, records, vpcs: Set(vpcs), aliases: aliases))
        names.privateZones[apex, default: []].append(reference)
        for vpc in vpcs { names.privateZonesByVPC[vpc, default: [:]][apex] = reference }
    }

    /// Adds a zone of the public DNS.
    mutating func publicZone(_ apex: DomainName, _ records: String...) {
        names.publicZones[apex] = names.zones.append(Self.zone(apex, records))
    }

    /// Adds a rule; a forwarding one leaves through an outbound endpoint in `outbound`.
    mutating func rule(
        _ name: String, _ domain: DomainName, _ type: ResolverRuleType, _ vpcs: [Reference<VPC>],
        targets: [IPAddress] = [], outbound: [Reference<Host>] = []
    ) {
        let position = names.resolverRules.count
        names.resolverRules.append(
            ResolverRule(
                name: name, domain: domain, type: type, vpcs: Set(vpcs),
                targets: targets.map { ResolverRuleTarget(address: $0, port: 53) }, outbound: outbound,
                outboundName: "outbound"))
        for vpc in vpcs { names.resolverRulesByVPC[vpc, default: [:]][domain] = position }
    }

    /// Adds an interface endpoint; `privateNames` is empty with private DNS off.
    mutating func interfaceEndpoint(
        _ service: String, in vpc: Reference<VPC>, names serviceNames: [DomainName], privateNames: [DomainName]? = nil,
        own: [DomainName] = [], _ addresses: [IPAddress], types: Set<RecordType> = [.a], inboundOnly: Bool = false
    ) {
        let position = names.interfaceEndpoints.count
        names.interfaceEndpoints.append(
            InterfaceEndpoint(
                name: service, vpc: vpc, serviceName: service, privateNames: privateNames ?? serviceNames,
                serviceNames: serviceNames, ownNames: own, addresses: addresses, recordTypes: types,
                isPrivateForInboundOnly: inboundOnly))
        for name in privateNames ?? serviceNames { names.interfaceEndpointsByVPC[vpc, default: [:]][name] = position }
        for name in serviceNames { names.interfaceEndpointsByServiceName[name, default: []].append(position) }
        for name in own { names.interfaceEndpointsByOwnName[name] = position }
    }

    /// Adds a name that the cloud gave.
    mutating func cloudName(
        _ name: DomainName, _ kind: CloudName.Kind, in vpc: Reference<VPC>, inside: [IPAddress], outside: [IPAddress],
        isPublished: Bool = true
    ) {
        names.cloudNames[name, default: []].append(
            CloudName(
                name: name, kind: kind, vpc: vpc, privateAddresses: inside, publicAddresses: outside,
                isPublished: isPublished))
    }

    /// Injects a fault.
    mutating func fault(_ target: FaultTarget, _ kind: FaultKind, _ narrow: (inout DeclaredFault) -> Void = { _ in }) {
        var declared = DeclaredFault(marks: .blank)
        narrow(&declared)
        faults.append(Fault(target: target, kind: kind, declared: declared, keyPath: "faults[\(faults.count)]"))
    }

    /// No server looks at the device.
    private static let device = ClientDevice(
        os: .linux, interfaces: [], routesBefore: DeviceRouteTable([]), routes: DeviceRouteTable([]),
        resolverBefore: resolver, resolver: resolver, hosts: [], publicIPv4: nil, publicIPv6: nil)

    private static let resolver = ResolverState(
        servers: [], search: [], ndots: 1, timeout: .seconds(5), attempts: 2, rotates: false, usesTCP: false,
        ednsPayloadSize: nil, failover: [], steps: [])
}
