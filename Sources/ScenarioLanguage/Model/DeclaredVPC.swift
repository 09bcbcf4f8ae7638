public import IPCore

/// A virtual private cloud.
public struct DeclaredVPC: Sendable {
    /// Where the element and its keys were written.
    public var marks: Marks
    /// What other elements call it.
    public var name = ""
    /// Its primary prefix.
    public var cidrBlock = IPPrefix.defaultIPv4
    /// Further IPv4 prefixes.
    public var secondaryCIDRBlocks: [IPPrefix] = []
    /// Its IPv6 prefix.
    public var ipv6CIDRBlock: IPPrefix?
    /// Its region.
    public var region = "us-east-1"
    /// Whether its instances share hardware with other customers'.
    public var instanceTenancy = DeclaredInstanceTenancy.default
    /// Whether the VPC's resolver answers.
    public var enableDNSSupport = true
    /// Whether instances get public names and private zones are used.
    public var enableDNSHostnames = false
    /// Whether reverse names of private ranges are answered locally.
    public var autodefinedReverseFlag = true
    /// Whether queries pass while the DNS firewall does not answer.
    public var firewallFailOpen = false
    /// Subnets.
    public var subnets: [DeclaredSubnet] = []
    /// Route tables.
    public var routeTables: [DeclaredRouteTable] = []
    /// The name of its internet gateway; `nil` if it has none.
    public var internetGateway: String?
    /// NAT gateways.
    public var natGateways: [DeclaredNATGateway] = []
    /// The name of its virtual private gateway; `nil` if it has none.
    public var vpnGateway: String?
    /// Security groups.
    public var securityGroups: [DeclaredSecurityGroup] = []
    /// Network ACLs.
    public var networkACLs: [DeclaredNetworkACL] = []
    /// Route 53 Resolver endpoints.
    public var resolverEndpoints: [DeclaredResolverEndpoint] = []
    /// Endpoints of AWS services.
    public var vpcEndpoints: [DeclaredVPCEndpoint] = []
    /// EC2 instances.
    public var instances: [DeclaredInstance] = []
    /// RDS instances.
    public var dbInstances: [DeclaredDBInstance] = []
    /// Load balancers.
    public var loadBalancers: [DeclaredLoadBalancer] = []
    /// EFS file systems.
    public var efsFileSystems: [DeclaredEFSFileSystem] = []
    /// EKS clusters.
    public var eksClusters: [DeclaredEKSCluster] = []
    /// DNS servers that run on instances.
    public var dnsServers: [DeclaredDNSServer] = []

    init(marks: Marks) { self.marks = marks }
}

extension DeclaredVPC: DeclaredMapping {
    static let table = KeyTable<Self>("vpc", "A virtual private cloud.") {
        Key("name", \.name, .name, "What other elements call it.", required: true)
        Key("cidr_block", \.cidrBlock, .prefix, "Its primary prefix.", required: true)
        Key("secondary_cidr_blocks", \.secondaryCIDRBlocks, .list(.prefix), "Further IPv4 prefixes.")
        Key("ipv6_cidr_block", \.ipv6CIDRBlock, .ipv6Prefix, "Its IPv6 prefix.")
        Key("region", \.region, .name, "Its region.")
        Key(
            "instance_tenancy", \.instanceTenancy, .choice,
            "Whether its instances share hardware with other customers'.")
        Key("enable_dns_support", \.enableDNSSupport, .boolean, "Whether the VPC's resolver answers.")
        Key(
            "enable_dns_hostnames", \.enableDNSHostnames, .boolean,
            "Whether instances get public names and private zones are used.")
        Key(
            "autodefined_reverse_flag", \.autodefinedReverseFlag, .boolean,
            "Whether reverse names of private ranges are answered locally.")
        Key(
            "firewall_fail_open", \.firewallFailOpen, .boolean,
            "Whether queries pass while the DNS firewall does not answer.")
        Key("subnets", \.subnets, .list(of: DeclaredSubnet.self, unique: .by("name", kind: "subnet")), "Subnets.")
        Key(
            "route_tables", \.routeTables, .list(of: DeclaredRouteTable.self, unique: .by("name", kind: "route table")),
            "Route tables.")
        Key("internet_gateway", \.internetGateway, .name, "The name of its internet gateway.")
        Key(
            "nat_gateways", \.natGateways, .list(of: DeclaredNATGateway.self, unique: .by("name", kind: "NAT gateway")),
            "NAT gateways.")
        Key("vpn_gateway", \.vpnGateway, .name, "The name of its virtual private gateway.")
        Key(
            "security_groups", \.securityGroups,
            .list(of: DeclaredSecurityGroup.self, unique: .by("name", kind: "security group")), "Security groups.")
        Key(
            "network_acls", \.networkACLs, .list(of: DeclaredNetworkACL.self, unique: .by("name", kind: "network ACL")),
            "Network ACLs.")
        Key(
            "resolver_endpoints", \.resolverEndpoints,
            .list(of: DeclaredResolverEndpoint.self, unique: .by("name", kind: "resolver endpoint")),
            "Route 53 Resolver endpoints.")
        Key(
            "vpc_endpoints", \.vpcEndpoints,
            .list(of: DeclaredVPCEndpoint.self, unique: .by("name", "id", kind: "VPC endpoint")),
            "Endpoints of AWS services.")
        Key(
            "instances", \.instances, .list(of: DeclaredInstance.self, unique: .by("name", kind: "instance")),
            "EC2 instances.")
        Key(
            "db_instances", \.dbInstances,
            .list(of: DeclaredDBInstance.self, unique: .byDomainName("address", kind: "DB instance")), "RDS instances.")
        Key(
            "load_balancers", \.loadBalancers,
            .list(of: DeclaredLoadBalancer.self, unique: .byDomainName("dns_name", kind: "load balancer")),
            "Load balancers.")
        Key(
            "efs_file_systems", \.efsFileSystems,
            .list(of: DeclaredEFSFileSystem.self, unique: .by("id", kind: "EFS file system")), "EFS file systems.")
        Key(
            "eks_clusters", \.eksClusters,
            .list(of: DeclaredEKSCluster.self, unique: .byDomainName("endpoint", kind: "EKS cluster")), "EKS clusters.")
        Key(
            "dns_servers", \.dnsServers, .list(of: DeclaredDNSServer.self, unique: .by("name", kind: "DNS server")),
            "DNS servers that run on instances.")
    }
}
