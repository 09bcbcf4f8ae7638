public import DNSCore
public import IPCore

/// A domain whose questions a forwarder sends elsewhere.
public struct DomainForward: Hashable, Sendable {
    /// The domain.
    public var domain: DomainName
    /// The addresses asked, in order.
    public var to: [IPAddress]

    /// A forward.
    public init(domain: DomainName, to: [IPAddress]) {
        self.domain = domain
        self.to = to
    }
}

/// How a server asks others.
public struct UpstreamOptions: Hashable, Sendable {
    /// The time for one attempt.
    public var timeout: Duration
    /// Passes over the upstreams.
    public var attempts: Int
    /// What makes it go on to the next upstream.
    public var failover: Set<FailoverTrigger>
    /// Whether TCP is used from the start.
    public var usesTCP: Bool
    /// The EDNS payload size of its own queries, or `nil`.
    public var ednsPayloadSize: Int?

    /// Options.
    public init(
        timeout: Duration, attempts: Int, failover: Set<FailoverTrigger>, usesTCP: Bool, ednsPayloadSize: Int?
    ) {
        self.timeout = timeout
        self.attempts = attempts
        self.failover = failover
        self.usesTCP = usesTCP
        self.ednsPayloadSize = ednsPayloadSize
    }
}

/// What a server keeps of what it has found out.
public struct ServerCache: Hashable, Sendable {
    /// The longest that an answer is kept.
    public var maximum: Duration
    /// The longest that a negative answer is kept (RFC 2308 section 5).
    public var negativeMaximum: Duration
}

/// A name server: something that answers on port 53.
public struct NameServer: Sendable {
    /// Its name as the scenario has it; of an inbound endpoint the endpoint's, of VPC+2 `VPC/vpc+2`.
    public var name: String
    /// Its addresses; of an inbound endpoint one server has all its addresses.
    public var addresses: [IPAddress]
    /// The host it stands on (each address of an endpoint is a host); empty for VPC+2, which no subnet holds.
    public var hosts: [Reference<Host>]
    /// What it does.
    public var role: Role
    /// How it asks others.
    public var upstream: UpstreamOptions
    /// Who may ask; `nil` for everyone.
    public var allowQuery: PrefixSet?
    /// Whether private addresses are taken out of answers.
    public var hasRebindProtection: Bool
    /// Domains exempt from that.
    public var rebindAllowed: [DomainName]
    /// Its cache; `nil` for none.
    public var cache: ServerCache?
    /// Its key path.
    public var keyPath: String

    /// What a name server does with a question.
    public enum Role: Sendable {
        /// Answers from the internet's zones.
        case recursive
        /// Answers from its own zones.
        case authoritative([Reference<Zone>])
        /// Asks others.
        case forwarding(to: [IPAddress], forwards: [DomainForward])
        /// Always fails in one way.
        case failing(FaultKind)
        /// The Amazon-provided resolver of a VPC, asked at VPC+2 (R53-*, VPC-DNS-*).
        case vpcResolver(Reference<VPC>)
        /// An inbound endpoint: resolves as the VPC's resolver does.
        case inboundEndpoint(Reference<VPC>)
        /// A delegation endpoint: answers iteratively for private zones.
        case delegationEndpoint(Reference<VPC>)
        /// Another provider's resolver; with a view of the private zones of a VPC or without (IBM-DNS-02, ALI-DNS-02).
        case providerResolver(Reference<VPC>?, seesPrivateZones: Bool)
    }

    /// A name server.
    public init(
        name: String, addresses: [IPAddress], hosts: [Reference<Host>], role: Role, upstream: UpstreamOptions,
        allowQuery: PrefixSet?, hasRebindProtection: Bool, rebindAllowed: [DomainName], keyPath: String
    ) {
        self.name = name
        self.addresses = addresses
        self.hosts = hosts
        self.role = role
        self.upstream = upstream
        self.allowQuery = allowQuery
        self.hasRebindProtection = hasRebindProtection
        self.rebindAllowed = rebindAllowed
        self.keyPath = keyPath
    }
}
