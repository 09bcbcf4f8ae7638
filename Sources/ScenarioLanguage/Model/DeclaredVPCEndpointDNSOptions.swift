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
