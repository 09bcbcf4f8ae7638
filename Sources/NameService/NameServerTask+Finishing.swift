import DNSCore
import IPCore
import WorldModel

extension NameServerTask {
    /// Filters a response, cuts it to what the query takes, and lets a fault alter it.
    func finish(_ response: Response, after delay: Duration) -> Action {
        var response = response
        sign(&response)
        protectFromRebinding(&response)
        truncate(&response)
        switch modifier {
        case nil: return .reply(response, after: delay)
        case .delay(let extra): return .reply(response, after: delay + extra)
        case .mismatch: return .mismatched(response, after: delay)
        }
    }

    /// Tells what a validator finds in a response of a resolver; an authoritative server's has it from the zones.
    private func sign(_ response: inout Response) {
        switch server.role {
        case .vpcResolver, .inboundEndpoint: response.signatures = .withheld(.vpcDNS09)
        case .providerResolver: response.signatures = .withheld(nil)
        case .recursive:
            guard response.reason != .fault else { return }
            let names = [query.question.name] + response.answers.map(\.owner)
            let isSigned = names.allSatisfy { world.publicZone(of: $0)?.isSigned ?? false }
            if isSigned { response.signatures = .valid }
        case .authoritative, .forwarding, .failing, .delegationEndpoint: break
        }
    }

    /// Takes private addresses out of the answer where the server guards against DNS rebinding.
    private func protectFromRebinding(_ response: inout Response) {
        guard server.hasRebindProtection, isResolver else { return }
        let name = query.question.name
        if server.rebindAllowed.contains(where: { name.isSubdomain(of: $0) }) { return }
        let kept = response.answers.filter { !($0.address?.isRebindTarget ?? false) }
        guard kept.count < response.answers.count else { return }
        response.answers = kept
        for index in response.reasoning.indices { response.reasoning[index].isDecisive = false }
        response.reasoning.append(
            ReasoningStep(
                "\(server.name) has rebind protection and takes private addresses out of the answer for \(name.text).",
                nil,
                isDecisive: true))
        if kept.contains(where: { $0.address != nil }) {
            response.notes.append(.rebindBlocked)
        } else {
            response.reason = .rebindBlocked
        }
    }

    /// Sets TC and leaves everything out if the response does not fit (RFC 2181 section 9; rule DNSMSG-01).
    private func truncate(_ response: inout Response) {
        guard query.transport == .udp else { return }
        let limit = query.ednsPayloadSize.map { min(max($0, 512), Self.largestPayload) } ?? 512
        let hasOPT = query.ednsPayloadSize != nil
        guard MessageSize.exceeds(limit, question: query.question, response, hasOPT: hasOPT) else { return }
        response.reasoning.append(
            ReasoningStep("The answer has more than \(limit) octets and is cut: TC tells to ask over TCP.", .dnsmsg01))
        response.empty()
    }
}

extension Response {
    /// Leaves all records out and sets TC.
    mutating func empty() {
        isTruncated = true
        answers = []
        authorities = []
        additionals = []
    }
}

extension IPAddress {
    /// Whether an answer from outside has no business with such an address.
    fileprivate var isRebindTarget: Bool { isPrivate || isLoopback || isLinkLocal || isUnspecified }
}
