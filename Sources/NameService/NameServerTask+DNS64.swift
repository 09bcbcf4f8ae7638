import DNSCore
import IPCore
import WorldModel

extension NameServerTask {
    /// Whether a response lacks the AAAA records that DNS64 makes for the subnet that the query comes from (rule VPC-DNS-10).
    func needsDNS64(_ response: Response) -> Bool {
        guard case .vpcResolver(let vpc) = server.role, query.question.type == .aaaa, response.code == .noerror,
            !response.answers.contains(where: { $0.type == .aaaa }), let source = query.source,
            let subnet = world.topology.vpcs[vpc].subnetTable.longestMatch(for: source)?.value
        else { return false }
        return world.topology.subnets[subnet].hasDNS64
    }

    /// The response with AAAA records made of A records, 64:ff9b::/96 in front (RFC 6147, RFC 6052); the empty one without any.
    func synthesized(_ addresses: Response, besides empty: Response) -> Response {
        guard addresses.answers.contains(where: { $0.type == .a }) else { return empty }
        var response = addresses
        response.answers = addresses.answers.map { record in
            guard case .v4(let ipv4)? = record.address else { return record }
            let bits = 0x0064_ff9b_0000_0000_0000_0000_0000_0000 | UInt128(ipv4.bits)
            return .address(record.owner, ttl: record.ttl, .v6(IPv6Address(bits: bits)))
        }
        response.authorities = []
        response.reason = nil
        for index in response.reasoning.indices { response.reasoning[index].isDecisive = false }
        response.reasoning.append(
            ReasoningStep(
                "The query comes from a subnet with DNS64, so \(server.name) puts 64:ff9b::/96 in front of the IPv4 addresses.",
                .vpcDNS10, isDecisive: true))
        return response
    }

    /// The Availability Zone of the asker: that of the sending interface, or of the endpoint's address (rule EC2-NAME-11).
    func askerZone(in vpc: Reference<VPC>) -> String? {
        let address: IPAddress?
        switch server.role {
        case .vpcResolver: address = query.source
        case .inboundEndpoint: address = query.destination
        case .recursive, .authoritative, .forwarding, .failing, .delegationEndpoint, .providerResolver: address = nil
        }
        guard let address, let subnet = world.topology.vpcs[vpc].subnetTable.longestMatch(for: address)?.value else {
            return nil
        }
        return world.topology.subnets[subnet].availabilityZone
    }
}
