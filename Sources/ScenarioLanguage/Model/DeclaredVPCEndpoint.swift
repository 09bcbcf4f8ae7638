public import DNSCore
public import IPCore

/// An endpoint of an AWS service in a VPC.
public struct DeclaredVPCEndpoint: Sendable {
    /// Where the element and its keys were written.
    public var marks: Marks
    /// The service, such as `com.amazonaws.us-east-1.ec2`.
    public var serviceName = ""
    /// What other elements call it.
    public var name: String?
    /// Its id, such as `vpce-0123456789abcdef0`.
    public var id: String?
    /// Whether it has addresses or is the target of routes.
    public var vpcEndpointType = DeclaredVPCEndpointType.interface
    /// Whether the service's usual names lead to it.
    public var privateDNSEnabled = true
    /// Those names; `nil` for the ones that the service has.
    public var privateDNSNames: [DomainName]?
    /// Its addresses.
    public var ips: [IPAddress] = []
    /// The subnets that it has an address in.
    public var subnets: [String] = []
    /// Its security groups; `nil` if it is not filtered.
    public var securityGroups: [String]?
    /// The route tables that lead to a gateway endpoint.
    public var routeTables: [String] = []
    /// Its own public names.
    public var dnsEntry: [DeclaredDNSEntry] = []
    /// How its names are answered.
    public var dnsOptions: DeclaredVPCEndpointDNSOptions

    init(marks: Marks) {
        self.marks = marks
        dnsOptions = DeclaredVPCEndpointDNSOptions(marks: marks.child("dns_options"))
    }
}

extension DeclaredVPCEndpoint: DeclaredMapping {
    static let table = KeyTable<Self>("vpc_endpoint", "An endpoint of an AWS service in a VPC.") {
        Key("service_name", \.serviceName, .name, "The service, such as `com.amazonaws.us-east-1.ec2`.", required: true)
        Key("name", \.name, .name, "What other elements call it.")
        Key("id", \.id, .name, "Its id, such as `vpce-0123456789abcdef0`.")
        Key("vpc_endpoint_type", \.vpcEndpointType, .choice, "Whether it has addresses or is the target of routes.")
        Key("private_dns_enabled", \.privateDNSEnabled, .boolean, "Whether the service's usual names lead to it.")
        Key(
            "private_dns_names", \.privateDNSNames, .list(.domainName), "Those names.",
            default: "the ones that the service has")
        Key("ips", \.ips, .list(.address), "Its addresses.")
        Key("subnets", \.subnets, .list(.name), "The subnets that it has an address in.")
        Key(
            "security_groups", \.securityGroups, .list(.name), "Its security groups.",
            default: "none: it is not filtered")
        Key("route_tables", \.routeTables, .list(.name), "The route tables that lead to a gateway endpoint.")
        Key("dns_entry", \.dnsEntry, .list(of: DeclaredDNSEntry.self), "Its own public names.")
        Key("dns_options", \.dnsOptions, .mapping(DeclaredVPCEndpointDNSOptions.self), "How its names are answered.")
    }
}
