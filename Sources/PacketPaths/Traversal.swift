import IPCore
import WorldModel

/// How a packet's way in one direction ended.
enum LegEnd {
    /// It stands at its destination, with what happens there.
    case arrived(FarEnd, FlowOutcome)
    /// The answer is back at the network interface that the packet left from.
    case returned
    /// It died.
    case died(Drop)
}

/// Where a packet arrived, which is where its answer starts.
enum FarEnd: Hashable {
    /// The device itself, or something on its own link or in its own tunnel: the answer needs nothing more.
    case near
    /// The provider's resolver or another service of the provider; no table or filter stands in the answer's way.
    case provider
    /// The same where the network ACL of the subnet that asks filters the answer.
    case filteredProvider(Reference<Subnet>)
    /// A network interface in a subnet.
    case subnet(Reference<Subnet>)
    /// An interface in a VPC of which the scenario gives no subnet.
    case vpc
    /// A network on premises.
    case onPremises(Reference<OnPremisesNetwork>)
    /// The internet.
    case internet
    /// The device, asked from the cloud by its address in the tunnel.
    case tunnelClient

    /// Whether security groups may stand before a host that is reached here.
    var isBehindFilters: Bool {
        switch self {
        case .near, .provider, .filteredProvider: false
        case .subnet, .vpc, .onPremises, .internet, .tunnelClient: true
        }
    }
}

/// What a packet leaves a subnet from.
struct SendingInterface {
    /// Its element.
    var element: String
    /// Its security groups; `nil`: not filtered.
    var groups: [Reference<SecurityGroup>]?
    /// The key path of the groups.
    var groupsKey: String
    /// The rule for what the groups refuse.
    var groupRule: RuleID
    /// The public address that an internet gateway gives it.
    var publicAddress: IPAddress?
}

/// How a packet came to the router of a VPC.
enum SubnetEntry {
    /// From an interface in a subnet.
    case interface(SendingInterface)
    /// From another network, by way of this subnet.
    case transit
    /// From a NAT gateway in the subnet, its source translated.
    case natGateway
    /// As the answer of an interface in the subnet.
    case answer
}

/// A source address that was replaced on the way, to be put back for the answer.
enum Translation: Hashable {
    /// An internet gateway put an interface's public address in place of its private one.
    case publicAddress(inside: IPAddress, subnet: Reference<Subnet>)
    /// A NAT gateway put its own address in place.
    case natGateway(Reference<NATGateway>, inside: IPAddress)
}

/// One packet and its answer under way: the state of the walk through the world.
///
/// The same steps lead the packet and its answer; `direction` tells them apart. Security groups are stateful and so ask the
/// packet alone (rule SG-01).
struct Traversal {
    let network: PacketNetwork
    let flow: Flow
    let origin: FlowOrigin
    let instant: Duration
    var record: RunRecord

    var direction = FlowDirection.forward
    /// The source address as the packet carries it here.
    var source: IPAddress?
    /// The address that the packet, or the answer, is under way to.
    var destination: IPAddress
    /// The source of the answer; only on the way back.
    var responder: IPAddress?
    /// The addresses replaced so far, the latest last.
    var translations: [Translation] = []
    /// The security groups of the interface that sends in the cloud; `nil` where there is none or it is not filtered.
    var senderGroups: [Reference<SecurityGroup>]?
    /// The key path of the sender's groups where they were left out.
    var missingGroupsKey: String?
    /// Why the sender's groups are not known to the far end; `nil` where references to them work (rule SG-03).
    var referenceBarrier: String?
    /// The association that the client landed on, once it was asked for.
    var landed: TargetNetworkAssociation?
    /// Whether the packet came out of the client's tunnel.
    var isFromTunnel = false
    /// The kind of connection by which the packet entered the network it is in.
    var lastCrossing = Crossing.none
    /// The VPC that the packet entered from the internet.
    var internetEntry: Reference<VPC>?
    /// Whether the packet's source port is one of a NAT gateway's.
    var isBehindNATGateway = false
    /// Routers that the packet may still pass.
    var timeToLive = 64

    var hops: [Hop] = []
    var cost = Duration.zero
    var interface: String?
    var publicAddress: IPAddress?
    var sourceAssumption: AssumptionUse?
    /// Assumptions that count if the packet arrives.
    var pendingAssumptions: [AssumptionUse] = []
    var reasoning: [ReasoningStep] = []
    var notes: [ReasonCode] = []

    /// How a packet entered the network that it is in.
    enum Crossing: Hashable {
        case none, peering, transitGateway, onPremises, internet
    }

    init(
        _ network: PacketNetwork, _ flow: Flow, from origin: FlowOrigin, at instant: Duration, _ record: RunRecord
    ) {
        self.network = network
        self.flow = flow
        self.origin = origin
        self.instant = instant
        self.record = record
        destination = flow.destination
    }

    var topology: Topology { network.topology }
    var index: PathIndex { network.index }

    /// The rules of the provider whose VPN is connected.
    var rules: GatewayRules { network.tunnel?.defaults.rules ?? GatewayRules() }

    // MARK: - From one end to the other

    /// Sends the packet and, if it arrives, its answer.
    mutating func run() -> FlowOutcome {
        let forward =
            switch origin {
            case .client: sendFromDevice()
            case .host(let host, let address): send(from: host, address)
            }
        switch forward {
        case .died(let drop):
            return .dropped(drop)
        case .returned:
            return .delivered(.undeclared)
        case .arrived(let end, let outcome):
            if let drop = answer(from: end) { return .dropped(drop) }
            for use in pendingAssumptions { record.assume(use.key, use.value, use.rule) }
            return outcome
        }
    }

    /// The fate, once `run()` told the outcome.
    func fate(_ outcome: FlowOutcome) -> FlowFate {
        var fate = FlowFate(
            outcome: outcome, hops: hops, interface: interface, sourceAddress: source, publicAddress: publicAddress,
            roundTrip: cost, reasoning: reasoning, notes: notes)
        if case .dropped(let drop) = outcome {
            for note in drop.notes where !fate.notes.contains(note) { fate.notes.append(note) }
        }
        fate.sourceAssumption = sourceAssumption
        return fate
    }

    // MARK: - What happens on the way

    /// Notes an element that the packet passes.
    mutating func pass(
        _ element: String, _ kind: HopKind, address: IPAddress? = nil, _ text: String, _ rule: RuleID?
    ) {
        hops.append(Hop(element, kind, address: address, direction: direction, text: text, rule: rule))
    }

    /// Adds a share of the round trip; the answer's way back is part of it already.
    mutating func charge(_ share: Duration) {
        if direction == .forward { cost += share }
    }

    /// Notes a default that matters if the packet arrives.
    mutating func assumeOnArrival(_ key: String, _ value: String?, _ rule: RuleID) {
        pendingAssumptions.append(AssumptionUse(key: key, value: value, rule: rule))
    }

    /// Notes a sentence of the reasoning.
    mutating func reason(_ text: String, _ rule: RuleID?) { reasoning.append(ReasoningStep(text, rule)) }

    /// Lets the packet die at an element.
    ///
    /// On the way back every missing way is a missing return route, and every network ACL's refusal one of the answer.
    mutating func die(
        at element: String, _ kind: HopKind, _ code: ReasonCode, _ rule: RuleID?, _ text: String, remedy: String = "",
        reported isReported: Bool = false, notes: [ReasonCode] = []
    ) -> LegEnd {
        let reason = direction == .forward ? code : code.ofReturn
        var notes = notes
        if isFromTunnel, isOnInternet(flow.destination), reason != .internetNoPath, reason != .fault {
            notes.append(.internetNoPath)
        }
        hops.append(Hop(element, kind, direction: direction, text: text.withoutFinalPeriod, rule: rule))
        return .died(
            Drop(
                at: element, reason, rule, text, remedy: remedy, isReported: isReported && direction == .forward,
                direction: direction, notes: notes))
    }

    /// The packet's end if the element is down.
    mutating func outage(of element: String, _ kind: HopKind) -> LegEnd? {
        guard let key = network.outages.fault(of: element, at: instant) else { return nil }
        return die(at: element, kind, .fault, nil, "\(element) is down (\(key)).", remedy: "Bring \(element) up again.")
    }

    /// The packet's end if the address is down; `element` is what stands at it.
    mutating func outage(of address: IPAddress, at element: String, _ kind: HopKind) -> LegEnd? {
        guard let key = network.outages.fault(of: address, at: instant) else { return nil }
        return die(
            at: element, kind, .fault, nil, "\(element) at \(address) is down (\(key)).",
            remedy: "Bring \(element) up again.")
    }

    /// The packet or the answer as the subject of a sentence.
    var subject: String {
        if direction == .forward { return "The packet to \(destination)" }
        return hasUntoldSource ? "The answer to the sender's own address" : "The answer to \(destination)"
    }

    /// Whether an address is one of the internet's.
    func isPublic(_ address: IPAddress) -> Bool {
        !(address.isPrivate || address.isShared || address.isLinkLocal || address.isLoopback || address.isMulticast
            || isService(address))
    }

    /// Whether the way to an address is the internet's: it is public and belongs to no network on premises.
    func isOnInternet(_ address: IPAddress) -> Bool {
        isPublic(address) && index.sites.longestMatch(for: address) == nil
    }

    /// Whether an address belongs to services that the provider's network alone can reach.
    func isService(_ address: IPAddress) -> Bool {
        network.tunnel?.defaults.servicePrefixes.contains { $0.contains(address) } ?? false
    }

    /// The network around an address as a remedy would name it: a CIDR block of its VPC, else the address alone.
    func block(around address: IPAddress) -> IPPrefix {
        if let vpc = topology.vpc(containing: address),
            let cidr = topology.vpcs[vpc].cidrs.first(where: { $0.contains(address) })
        {
            return cidr
        }
        return index.sites.longestMatch(for: address)?.prefix ?? IPPrefix(host: address)
    }

    /// Whether the packet came from an address that the scenario does not tell: a client's IPv6 address in the tunnel, say.
    private var hasUntoldSource: Bool { source == nil }

    /// Whether an address is one that the tunnel gives to clients.
    func isTunnelAddress(_ address: IPAddress) -> Bool {
        guard let tunnel = network.tunnel else { return false }
        if hasUntoldSource, direction == .return, isFromTunnel, address == destination { return true }
        return tunnel.clientAddresses.contains(address) || tunnel.pool?.contains(address) == true
    }
}

extension ReasonCode {
    /// What a reason of the way there is called on the way back.
    var ofReturn: ReasonCode {
        switch self {
        case .naclIn, .naclOut: .naclReturn
        case .subnetNoRoute, .subnetBlackhole, .tgwNoRoute, .peerNotTransitive, .noSuchHost, .internetNoPath, .loop,
            .vpnNoRoute, .clientNoRoute, .linkLocal:
            .noReturnRoute
        default: self
        }
    }
}

extension String {
    /// The sentence as a clause.
    var withoutFinalPeriod: String { hasSuffix(".") ? String(dropLast()) : self }
}
