import DNSCore

/// What goes back for one question, packed once and sent to everyone who asks it.
struct PackedAnswer: Sendable {
    /// The message without OPT: ID 0, RD 0, CD 0, QNAME in lower case; of a silent one the header and question alone.
    var octets: [UInt8]
    /// The option of an extended DNS error, or nothing (RFC 8914).
    var errorOption: [UInt8] = []
    /// How long it takes in real time, in microseconds.
    var delay: UInt32
    /// Whether nothing is sent.
    var isSilent = false
    /// Whether the message ID is to be wrong.
    var isMismatched = false
    /// Whether a query with EDNS is answered without: a server that knows no EDNS (RFC 6891 section 7).
    var lacksEDNS = false
    /// Whether the same question gets the same answer for as long as the world stands.
    var isReusable: Bool
    /// For the log and the metrics.
    var facts: AnswerFacts
}

extension PackedAnswer {
    /// What the table keeps of it as bits.
    var flags: AnswerTable.Flags {
        var flags: AnswerTable.Flags = []
        if isSilent { flags.insert(.silent) }
        if isMismatched { flags.insert(.mismatched) }
        if lacksEDNS { flags.insert(.lacksEDNS) }
        return flags
    }
}
