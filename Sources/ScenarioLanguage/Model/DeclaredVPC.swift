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
