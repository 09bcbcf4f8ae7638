import DNSCore
import IPCore
import WorldModel

extension Emulator {
    /// What `dig` on the device would print, whatever the scenario's resolver profile.
    public func dig(_ request: DigRequest) -> DigResult {
        var memo = EmulationMemo()
        let possibilities = explore(LookupPlan(request, in: surroundings), memo: &memo)
        let first = possibilities.possible[0]
        let reply = first.attempts.last { $0.fate == .response }
        return DigResult(
            request: request, outcome: possibilities.outcome, possible: possibilities.possible,
            message: first.response.map { Message($0, to: request) }, server: first.server,
            transport: first.server == nil ? nil : reply?.transport,
            queryTime: first.server == nil ? nil : reply.map { $0.ended - $0.at }, attempts: first.attempts)
    }
}

extension Message {
    /// The response as it stands in a message; the ID is 0, and EDNS is answered with EDNS (rule DNSMSG-03), but for a
    /// FORMERR, with which a server tells that it knows none (RFC 6891, section 7).
    fileprivate init(_ response: Response, to request: DigRequest) {
        let hasEDNS = request.ednsPayloadSize != nil && response.code != .formerr
        self.init(
            isResponse: true, isAuthoritative: response.isAuthoritative, isTruncated: response.isTruncated,
            isRecursionDesired: request.recursionDesired, isRecursionAvailable: response.recursionAvailable,
            responseCode: response.code, questions: [request.question], answers: response.answers,
            authorities: response.authorities, additionals: response.additionals,
            edns: hasEDNS ? EDNS(udpPayloadSize: 4096) : nil)
    }
}
