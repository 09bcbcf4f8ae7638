import DNSCore
import IPCore
import ScenarioLanguage
import WorldModel

extension NameServerTask {
    /// The response to a query that the server does not even look up; `nil` for all others.
    func refusal() -> Response? {
        if let allowed = server.allowQuery, let source = query.source, !allowed.contains(source) {
            return failure(
                .refused, .queryNotAllowed,
                "\(server.name) answers queries from the networks in allow_query only; \(source) is in none of them.",
                nil)
        }
        let question = query.question
        if question.recordClass != .in {
            return failure(
                .refused, .serverPolicy, "\(server.name) has no data of class \(question.recordClass).", .dnsmsg10)
        }
        switch question.type {
        case .any: return nil
        case .axfr, .ixfr:
            return failure(.refused, .serverPolicy, "\(server.name) gives no zone transfers.", .dnsmsg10)
        case .opt, .tsig, .tkey:
            return failure(.formerr, .serverPolicy, "\(question.type) is no type to ask for.", .dnsmsg10)
        case .mailb, .maila:
            return failure(.notimp, .serverPolicy, "\(question.type) is obsolete.", .dnsmsg10)
        default: return nil
        }
    }

    /// A response without records, told by one decisive sentence.
    func failure(_ code: ResponseCode, _ reason: ReasonCode, _ text: String, _ rule: RuleID?) -> Response {
        Response(
            code: code, recursionAvailable: isResolver, reason: reason,
            reasoning: [ReasoningStep(text, rule, isDecisive: true)])
    }

    /// Whether the server resolves for others.
    var isResolver: Bool {
        switch server.role {
        case .authoritative, .delegationEndpoint: false
        case .recursive, .forwarding, .failing, .vpcResolver, .inboundEndpoint, .providerResolver: true
        }
    }

    // MARK: - VPCs without DNS support

    /// VPC+2 of such a VPC does not answer (rule VPC-DNS-02).
    func dnsSupportOff(in vpc: Reference<VPC>) -> Drop {
        let vpc = world.topology.vpcs[vpc]
        return Drop(
            at: server.name, .dnsSupportOff, .vpcDNS02,
            "\(vpc.name) has DNS resolution off, so its resolver does not answer.",
            remedy: "Turn on enable_dns_support of \(vpc.name).")
    }

    /// The documents are silent about an inbound endpoint in such a VPC (rule VPC-DNS-02).
    func inboundWithoutDNSSupport(_ vpc: Reference<VPC>, _ record: inout RunRecord) -> Action {
        let choice = world.assumptions.inboundWithoutDNSSupport
        record.assume("assumptions.inbound_without_dns_support", choice.rawValue, .vpcDNS02)
        switch choice {
        case .drop: return .silence(dnsSupportOff(in: vpc))
        case .servfail:
            return finish(
                failure(
                    .servfail, .dnsAttributesOff,
                    "\(world.topology.vpcs[vpc].name) has DNS resolution off, so the endpoint \(server.name) cannot resolve.",
                    .vpcDNS02), after: .zero)
        }
    }

    // MARK: - Other kinds of resolvers

    /// A delegation endpoint answers iterative queries out of the private zones of its VPC (rule R53-INBOUND-09).
    func delegationAnswer(in vpc: Reference<VPC>) -> Response {
        guard !query.recursionDesired else {
            return failure(
                .refused, .serverPolicy,
                "\(server.name) is a delegation endpoint: it answers iterative queries, not those of a stub resolver.",
                .r53Inbound09)
        }
        let zones = ZoneSet(world.names.zones, world.names.privateZonesByVPC[vpc] ?? [:])
        return AuthoritativeAnswer.response(to: query.question, zones: zones, serverName: server.name)
    }

    /// Whether this is Alibaba Cloud's resolver, by its addresses (rule ALI-DNS-02).
    var isAlibaba: Bool { server.addresses.contains { Self.alibabaResolvers.contains($0) } }

    private static let alibabaResolvers = Set([136, 138].map { IPAddress.v4(IPv4Address(bits: 0x6464_0200 + $0)) })

    /// Why Alibaba Cloud's resolver stays silent towards a VPN client; `nil` where it answers (rule ALI-DNS-02).
    func unconfirmedResolver(in vpc: Reference<VPC>, _ record: inout RunRecord) -> Drop? {
        guard isAlibaba, let source = query.source, !world.topology.vpcs[vpc].contains(source) else { return nil }
        let choice = world.assumptions.alibabaVPCResolver
        record.assume("assumptions.alibaba_vpc_resolver", choice.rawValue, .aliDNS02)
        switch choice {
        case .answer: return nil
        case .drop:
            return Drop(
                at: server.name, .noListener, .aliDNS02,
                "\(server.name) does not answer \(source), a client of the SSL-VPN; no source confirms that it would.")
        }
    }
}

extension FailoverTrigger {
    /// The trigger that a response is, or `nil` for one that is final everywhere.
    init?(_ response: Response) {
        switch response.code {
        case .servfail: self = .servfail
        case .refused: self = .refused
        case .notimp: self = .notimp
        case .formerr: self = .formerr
        case .nxdomain: self = .nxdomain
        case .noerror where response.answers.isEmpty: self = .nodata
        default: return nil
        }
    }
}

extension [IPAddress] {
    /// The addresses as a sentence lists them.
    var text: String { isEmpty ? "nobody" : map(\.description).joined(separator: ", ") }
}

extension Duration {
    /// The duration as a scenario writes it: `4s`, `250ms`.
    var text: String {
        let (seconds, attoseconds) = components
        if attoseconds == 0 { return "\(seconds)s" }
        return "\(seconds * 1000 + attoseconds / 1_000_000_000_000_000)ms"
    }
}
