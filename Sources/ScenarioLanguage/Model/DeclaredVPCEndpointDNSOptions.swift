/// How the names of a VPC endpoint are answered.
public struct DeclaredVPCEndpointDNSOptions: Sendable {
    /// Where the element and its keys were written.
    public var marks: Marks
    /// The record types; `nil` for the service's choice.
    public var dnsRecordIPType: DeclaredDNSRecordIPType?
    /// Whether private names are answered only to queries from an inbound endpoint.
    public var privateDNSOnlyForInboundResolverEndpoint = false

    init(marks: Marks) { self.marks = marks }
}

extension DeclaredVPCEndpointDNSOptions: DeclaredMapping {
    static let table = KeyTable<Self>("vpc_endpoint_dns_options", "How the names of a VPC endpoint are answered.") {
        Key("dns_record_ip_type", \.dnsRecordIPType, .choice, "The record types.", default: "the service's choice")
        Key(
            "private_dns_only_for_inbound_resolver_endpoint", \.privateDNSOnlyForInboundResolverEndpoint, .boolean,
            "Whether private names are answered only to queries from an inbound endpoint.")
    }
}
