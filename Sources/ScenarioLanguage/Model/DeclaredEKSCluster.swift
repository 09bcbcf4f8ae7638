public import DNSCore
public import IPCore

/// The API endpoint of an EKS cluster.
public struct DeclaredEKSCluster: Sendable {
    /// Where the element and its keys were written.
    public var marks: Marks
    /// Its name.
    public var endpoint = DomainName.root
    /// Its addresses in the VPC.
    public var privateIPs: [IPAddress] = []
    /// Its public addresses.
    public var publicIPs: [IPAddress] = []
    /// Whether it can be reached inside the VPC.
    public var endpointPrivateAccess = false
    /// Whether it can be reached from the internet.
    public var endpointPublicAccess = true
    /// Whether a private endpoint's addresses are in the public DNS.
    public var privateIPsInPublicDNS = true

    init(marks: Marks) { self.marks = marks }
}

extension DeclaredEKSCluster: DeclaredMapping {
    static let table = KeyTable<Self>("eks_cluster", "The API endpoint of an EKS cluster.") {
        Key("endpoint", \.endpoint, .domainName, "Its name.", required: true)
        Key("private_ips", \.privateIPs, .list(.address), "Its addresses in the VPC.")
        Key("public_ips", \.publicIPs, .list(.address), "Its public addresses.")
        Key("endpoint_private_access", \.endpointPrivateAccess, .boolean, "Whether it can be reached inside the VPC.")
        Key("endpoint_public_access", \.endpointPublicAccess, .boolean, "Whether it can be reached from the internet.")
        Key(
            "private_ips_in_public_dns", \.privateIPsInPublicDNS, .boolean,
            "Whether a private endpoint's addresses are in the public DNS.")
    }
}
