public import DNSCore
public import IPCore

/// The type of a resolver rule.
public enum ResolverRuleType: String, Hashable, Sendable {
    case forward = "FORWARD"
    case system = "SYSTEM"
    case delegate = "DELEGATE"
}

/// One target of a forwarding rule.
public struct ResolverRuleTarget: Hashable, Sendable {
    /// The address.
    public var address: IPAddress
    /// The port, 53 unless given.
    public var port: Int

    /// A target.
    public init(address: IPAddress, port: Int) {
        self.address = address
        self.port = port
    }
}

/// A Route 53 Resolver rule.
public struct ResolverRule: Sendable {
    /// Its name, or its domain's text.
    public var name: String
    /// The domain.
    public var domain: DomainName
    /// What it does.
    public var type: ResolverRuleType
    /// The VPCs that use it.
    public var vpcs: Set<Reference<VPC>>
    /// The targets of a forwarding rule.
    public var targets: [ResolverRuleTarget]
    /// The outbound endpoint's addresses as hosts, from which its queries leave.
    public var outbound: [Reference<Host>]
    /// The outbound endpoint's name.
    public var outboundName: String?

    /// A rule.
    public init(
        name: String, domain: DomainName, type: ResolverRuleType, vpcs: Set<Reference<VPC>>,
        targets: [ResolverRuleTarget], outbound: [Reference<Host>], outboundName: String?
    ) {
        self.name = name
        self.domain = domain
        self.type = type
        self.vpcs = vpcs
        self.targets = targets
        self.outbound = outbound
        self.outboundName = outboundName
    }
}

/// An interface endpoint and the names that lead to it.
public struct InterfaceEndpoint: Sendable {
    /// Its name or service name.
    public var name: String
    /// Its VPC.
    public var vpc: Reference<VPC>
    /// The service, `com.amazonaws.ap-southeast-2.ec2`.
    public var serviceName: String
    /// The private DNS names, a wildcard where the service has one; empty when private DNS is off.
    public var privateNames: [DomainName]
    /// The service's public names, whatever the endpoint's own switch says.
    public var serviceNames: [DomainName]
    /// Its own public names (`vpce-...`), which resolve to the addresses from anywhere.
    public var ownNames: [DomainName]
    /// Its addresses, one a subnet.
    public var addresses: [IPAddress]
    /// Which address records exist.
    public var recordTypes: Set<RecordType>
    /// Private DNS is for queries through inbound endpoints only (S3).
    public var isPrivateForInboundOnly: Bool
    /// Its key path.
    public var keyPath: String
    /// The key path of its addresses when they were assumed out of its subnets; `nil` when the scenario gives them.
    public var assumedAddressesKey: String?

    /// An interface endpoint.
    public init(
        name: String, vpc: Reference<VPC>, serviceName: String, privateNames: [DomainName],
        serviceNames: [DomainName], ownNames: [DomainName], addresses: [IPAddress], recordTypes: Set<RecordType>,
        isPrivateForInboundOnly: Bool, keyPath: String = "", assumedAddressesKey: String? = nil
    ) {
        self.name = name
        self.vpc = vpc
        self.serviceName = serviceName
        self.privateNames = privateNames
        self.serviceNames = serviceNames
        self.ownNames = ownNames
        self.addresses = addresses
        self.recordTypes = recordTypes
        self.isPrivateForInboundOnly = isPrivateForInboundOnly
        self.keyPath = keyPath
        self.assumedAddressesKey = assumedAddressesKey
    }
}

/// A name that the cloud gives to something in a VPC: an instance, a database instance.
public struct CloudName: Hashable, Sendable {
    /// What kind of name it is.
    public enum Kind: Hashable, Sendable {
        /// `ec2-a-b-c-d.REGION.compute.amazonaws.com` (EC2-NAME-01..05).
        case instancePublic
        /// `i-xxxx.REGION.compute.internal` (EC2-NAME-08).
        case instanceResource
        /// An RDS endpoint (EC2-NAME-06).
        case database(isPubliclyAccessible: Bool)
        /// An EFS file system: the address hangs on the asker's Availability Zone, unless the name has one in it (EC2-NAME-11).
        case fileSystem(targets: [String: IPAddress], isZonal: Bool)
        /// The API endpoint of an EKS cluster (EC2-NAME-12).
        case cluster(hasPrivateAccess: Bool, hasPublicAccess: Bool, publishesPrivateAddresses: Bool)
        /// A load balancer's name (EC2-NAME-13).
        case loadBalancer
    }

    /// The name.
    public var name: DomainName
    /// What it is.
    public var kind: Kind
    /// The VPC of what bears the name.
    public var vpc: Reference<VPC>
    /// The addresses inside.
    public var privateAddresses: [IPAddress]
    /// The addresses outside.
    public var publicAddresses: [IPAddress]
    /// Whether the name exists; not so for an instance's public name while one of the VPC's DNS attributes is off (VPC-DNS-04).
    public var isPublished: Bool
    /// The key path of whether a cluster's private addresses are published when that was assumed; `nil` otherwise.
    public var assumedPublishingKey: String?

    /// A name.
    public init(
        name: DomainName, kind: Kind, vpc: Reference<VPC>, privateAddresses: [IPAddress], publicAddresses: [IPAddress],
        isPublished: Bool = true
    ) {
        self.name = name
        self.kind = kind
        self.vpc = vpc
        self.privateAddresses = privateAddresses
        self.publicAddresses = publicAddresses
        self.isPublished = isPublished
    }
}

/// Everything that decides an answer: zones, servers, rules, endpoints and the names that the cloud gives.
public struct NameDirectory: Sendable {
    /// All zones.
    public var zones = Table<Zone>()
    /// All name servers.
    public var nameServers = Table<NameServer>()
    /// The zones of the public DNS: `internet.zones` and public hosted zones.
    public var publicZones: [DomainName: Reference<Zone>] = [:]
    /// The private hosted zones by apex.
    public var privateZones: [DomainName: [Reference<Zone>]] = [:]
    /// The private hosted zones that each VPC is associated with, by apex; at most one a name (rule R53-PHZ-09).
    public var privateZonesByVPC: [Reference<VPC>: [DomainName: Reference<Zone>]] = [:]
    /// The Route 53 Resolver rules.
    public var resolverRules: [ResolverRule] = []
    /// Positions in `resolverRules` of the rules that each VPC uses, by domain.
    public var resolverRulesByVPC: [Reference<VPC>: [DomainName: Int]] = [:]
    /// The interface endpoints.
    public var interfaceEndpoints: [InterfaceEndpoint] = []
    /// Positions in `interfaceEndpoints` by VPC and private name; a wildcard stands under its own name, `*.` and a domain.
    public var interfaceEndpointsByVPC: [Reference<VPC>: [DomainName: Int]] = [:]
    /// Positions in `interfaceEndpoints` by their own public names (rule VPCE-03).
    public var interfaceEndpointsByOwnName: [DomainName: Int] = [:]
    /// Positions in `interfaceEndpoints` by the public names of their service, whatever private DNS says.
    public var interfaceEndpointsByServiceName: [DomainName: [Int]] = [:]
    /// The DNS Firewall groups of each VPC by ascending priority.
    public var firewallGroupsByVPC: [Reference<VPC>: [FirewallGroup]] = [:]
    /// What explanations say of the Profiles' part in what a VPC has.
    public var profileNotes: [Reference<VPC>: [ProfileSubject: [ProfileNote]]] = [:]
    /// The names that the cloud gives, by name.
    public var cloudNames: [DomainName: [CloudName]] = [:]
    /// Names of the VPN service itself: any label below resolves to its addresses, TTL 10 (CVPN-NAME-01/02).
    public var serviceName: DomainName?
    /// How that name resolves.
    public var serviceNaming = ServiceNaming(needsLabel: true, rule: .cvpnName02)
    /// The addresses of the VPN service.
    public var serviceAddresses: [IPAddress] = []

    /// The zones of each authoritative server by apex; made by `World`.
    public private(set) var zonesByServer: [Reference<NameServer>: [DomainName: Reference<Zone>]] = [:]
    /// Where each forwarding server sends the names of single domains; made by `World`.
    public private(set) var forwardsByServer: [Reference<NameServer>: [DomainName: [IPAddress]]] = [:]
    /// The domains under which each VPC's resolver knows instances; made by `World`.
    public private(set) var computeDomainsByVPC: [Reference<VPC>: [DomainName: ComputeDomain]] = [:]

    /// An empty directory.
    public init() {}

    /// Fills in what follows from the servers and the networks, so that no lookup searches for it.
    mutating func index(_ topology: Topology) {
        for reference in nameServers.references {
            switch nameServers[reference].role {
            case .authoritative(let served):
                zonesByServer[reference] = Dictionary(served.map { (zones[$0].apex, $0) }) { first, _ in first }
            case .forwarding(_, let forwards):
                forwardsByServer[reference] = Dictionary(forwards.map { ($0.domain, $0.to) }) { first, _ in first }
            case .recursive, .failing, .vpcResolver, .inboundEndpoint, .delegationEndpoint, .providerResolver: continue
            }
        }
        computeDomainsByVPC = topology.computeDomains()
    }
}
