public import IPCore

/// The transport protocol of a flow.
public enum FlowProtocol: String, CaseIterable, Hashable, Sendable {
    /// UDP.
    case udp
    /// TCP.
    case tcp
    /// ICMP echo and its reply.
    case icmp
}

/// How a DNS message travels.
public enum Transport: String, CaseIterable, Hashable, Sendable {
    /// UDP, port 53 unless a rule says otherwise.
    case udp
    /// TCP, two-octet length prefix.
    case tcp

    /// The same as the protocol of a flow.
    public var flowProtocol: FlowProtocol { self == .udp ? .udp : .tcp }
}

/// A packet and the answer to it, as seen by everything that can stop either.
public struct Flow: Hashable, Sendable {
    /// The protocol.
    public var flowProtocol: FlowProtocol
    /// The address asked for by the sender.
    public var destination: IPAddress
    /// The port at the destination; 0 for ICMP.
    public var destinationPort: Int
    /// The size of the request in octets of IP payload, where it matters (ICMP with a size).
    public var size: Int?
    /// Whether the packet may not be fragmented.
    public var dontFragment: Bool

    /// A flow.
    public init(
        _ flowProtocol: FlowProtocol, to destination: IPAddress, port: Int, size: Int? = nil, dontFragment: Bool = false
    ) {
        self.flowProtocol = flowProtocol
        self.destination = destination
        self.destinationPort = port
        self.size = size
        self.dontFragment = dontFragment
    }
}

/// Where a flow starts.
public enum FlowOrigin: Hashable, Sendable {
    /// The emulated device.
    case client
    /// A host, name server or endpoint address of the scenario; it sends from this address.
    case host(Reference<Host>, IPAddress)
}

/// Whether a hop lies on the way to the destination or back.
public enum FlowDirection: String, Hashable, Sendable {
    /// Towards the destination.
    case forward
    /// The answer's way back.
    case `return`
}

/// What a hop is.
public enum HopKind: String, CaseIterable, Hashable, Sendable {
    case client
    case interface
    case gateway
    case vpn
    case eni
    case subnet
    case networkACL = "network_acl"
    case securityGroup = "security_group"
    case routeTable = "route_table"
    case peering
    case transitGateway = "transit_gateway"
    case natGateway = "nat_gateway"
    case internetGateway = "internet_gateway"
    case onPremises = "on_premises"
    case internet
    case host
}

/// One element that a packet passed or died at.
public struct Hop: Hashable, Sendable {
    /// The element as the scenario writes it: `tgw-1`, `vpn-vpc/vpn-a`, `inbound`.
    public var element: String
    /// What it is.
    public var kind: HopKind
    /// Its address, or the packet's source address from here on, where that is worth telling.
    public var address: IPAddress?
    /// The way to the destination or the way back.
    public var direction: FlowDirection
    /// What happened here, a clause without a final period: `source becomes 10.123.1.97`.
    public var text: String
    /// The rule behind it.
    public var rule: RuleID?

    /// A hop.
    public init(
        _ element: String, _ kind: HopKind, address: IPAddress? = nil, direction: FlowDirection = .forward,
        text: String, rule: RuleID?
    ) {
        self.element = element
        self.kind = kind
        self.address = address
        self.direction = direction
        self.text = text
        self.rule = rule
    }
}

/// The one place where a packet died; nothing else decides a reason.
public struct Drop: Hashable, Sendable {
    /// The element, as the scenario writes it.
    public var element: String
    /// The code.
    public var reason: ReasonCode
    /// The rule; `nil` for an injected fault, which no rule brings about.
    public var rule: RuleID?
    /// What happened, a whole sentence.
    public var text: String
    /// What would have to change for the packet to pass, a whole sentence; empty where nothing sensible would.
    public var remedy: String
    /// Whether an error reaches the sender at once (no route, ICMP unreachable, a refused connection) instead of silence.
    public var isReported: Bool
    /// On the way there or on the way back.
    public var direction: FlowDirection
    /// Further codes that are true here but not decisive.
    public var notes: [ReasonCode]
    /// What the sender's socket is told if the drop is reported; `nil` where the reason says it.
    public var signal: UnreachableCause?

    /// What the sender's socket is told, by the signal or else by the reason.
    public var cause: UnreachableCause {
        if let signal { return signal }
        switch reason {
        case .clientNoRoute, .clientLoop: return .noRoute
        case .clientOnlinkCapture, .noSuchHost: return .noNeighbor
        case .noListener, .fault: return .portUnreachable
        case .clientFirewall: return .prohibited
        default: return .hostUnreachable
        }
    }

    /// A drop.
    public init(
        at element: String, _ reason: ReasonCode, _ rule: RuleID?, _ text: String, remedy: String = "",
        isReported: Bool = false, direction: FlowDirection = .forward, notes: [ReasonCode] = []
    ) {
        self.element = element
        self.reason = reason
        self.rule = rule
        self.text = text
        self.remedy = remedy
        self.isReported = isReported
        self.direction = direction
        self.notes = notes
    }
}

/// What stands at the far end of a flow that arrived.
public enum Arrival: Hashable, Sendable {
    /// A name server listens on the port.
    case nameServer(Reference<NameServer>)
    /// A declared host that accepts the flow.
    case host(Reference<Host>)
    /// An address that nothing declares and that accepts connections (a † default).
    case undeclared
    /// The host is there, and the port is closed: a TCP reset or an ICMP port unreachable comes back.
    case closedPort
}

/// How a flow ended.
public enum FlowOutcome: Hashable, Sendable {
    /// It arrived, and its answer can come back.
    case delivered(Arrival)
    /// It died, on the way there or on the way back.
    case dropped(Drop)
    /// A fact that decides it is not in the scenario; the key path that would decide.
    case unknown(missing: String, text: String)
}

/// The fate of a packet and of the answer to it.
public struct FlowFate: Hashable, Sendable {
    /// How it ended.
    public var outcome: FlowOutcome
    /// Every element passed, forward before return, the last one where it died.
    public var hops: [Hop]
    /// The interface of the sending device; `nil` when no route was found or the sender is not the client.
    public var interface: String?
    /// The source address that the far end sees, as far as the packet came.
    public var sourceAddress: IPAddress?
    /// The assumption behind `sourceAddress`, for a prediction that tells the address; `nil` where nothing was assumed.
    public var sourceAssumption: AssumptionUse?
    /// The public source address, if the flow left to the internet.
    public var publicAddress: IPAddress?
    /// The round trip's cost by the shares of `latency`.
    public var roundTrip: Duration
    /// The sender's reasoning: the route that won and those that lost.
    public var reasoning: [ReasoningStep]
    /// Codes that are true but not decisive.
    public var notes: [ReasonCode]

    /// A fate.
    public init(
        outcome: FlowOutcome, hops: [Hop], interface: String?, sourceAddress: IPAddress?, publicAddress: IPAddress?,
        roundTrip: Duration, reasoning: [ReasoningStep], notes: [ReasonCode]
    ) {
        self.outcome = outcome
        self.hops = hops
        self.interface = interface
        self.sourceAddress = sourceAddress
        self.publicAddress = publicAddress
        self.roundTrip = roundTrip
        self.reasoning = reasoning
        self.notes = notes
    }

    /// The elements passed on the way there, each once, without the filters: `client`, `utun1`, `corp-vpn`, `vpn-vpc/vpn-a`.
    public var path: [String] {
        var path: [String] = []
        for hop in hops where hop.direction == .forward {
            switch hop.kind {
            case .networkACL, .securityGroup, .routeTable: continue
            case .client, .interface, .gateway, .vpn, .eni, .subnet, .peering, .transitGateway, .natGateway,
                .internetGateway, .onPremises, .internet, .host:
                if path.last != hop.element { path.append(hop.element) }
            }
        }
        return path
    }
}
