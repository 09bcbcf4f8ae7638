import DNSCore
import WorldModel

/// What a response takes over from its query, besides the name.
struct QueryHead {
    /// The message ID.
    let id: UInt16
    /// QTYPE; the class is IN.
    let type: RecordType
    /// RD.
    let recursionDesired: Bool
    /// CD.
    let checkingDisabled: Bool
    /// What the OPT record says, if there is one.
    let edns: ReceivedEDNS?

    init(_ query: PlainQuery) {
        id = query.id
        type = query.type
        recursionDesired = query.recursionDesired
        checkingDisabled = query.checkingDisabled
        edns = query.edns
    }

    init(_ query: Message, _ question: Question) {
        id = query.id
        type = question.type
        recursionDesired = query.isRecursionDesired
        checkingDisabled = query.isCheckingDisabled
        edns = query.edns.map { ReceivedEDNS(payloadSize: $0.udpPayloadSize, isDNSSECOK: $0.isDNSSECOK) }
    }

    /// The most octets that the response may have: over UDP what the sender takes, at least 512 (RFC 6891 section 6.2.3).
    func limit(over transport: Transport) -> Int {
        guard transport == .udp else { return 65_535 }
        guard let edns else { return 512 }
        return min(max(Int(edns.payloadSize), 512), Self.largestDatagram)
    }

    /// The most octets that are sent over UDP.
    static let largestDatagram = 4096
}
