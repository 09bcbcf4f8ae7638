import DNSCore
import WorldModel

/// A fact that decides an outcome and is not in the scenario.
struct UndecidedFact: Hashable {
    /// The key path that would tell.
    var missing: String
    /// Why it matters, a whole sentence.
    var text: String
}

extension Response {
    /// Whether the answer section holds what was asked for, CNAMEs followed.
    func hasAnswer(to question: Question) -> Bool {
        answers.contains { $0.type == question.type || question.type == .any }
    }

    /// The octets of the message if no name were compressed: an upper bound that costs little.
    func largestSize(question: Question, edns: Int?) -> Int {
        var size = 12 + question.name.octets.count + 4 + (edns == nil ? 0 : 11)
        for record in answers { size += record.owner.octets.count + 10 + record.rdata.count }
        for record in authorities { size += record.owner.octets.count + 10 + record.rdata.count }
        for record in additionals { size += record.owner.octets.count + 10 + record.rdata.count }
        return size
    }

    /// The octets of the message with owner names compressed (RFC 1035 section 4.1.4).
    func messageSize(question: Question, edns: Int?) -> Int {
        var size = largestSize(question: question, edns: edns)
        var written = Set(question.name.ancestors)
        for record in [answers, authorities, additionals].joined() {
            size -= record.owner.octets.count
            for name in record.owner.ancestors {
                guard !name.isRoot else {
                    size += 1
                    break
                }
                guard written.insert(name).inserted else {
                    size += 2
                    break
                }
                size += Int(name.octets[0]) + 1
            }
        }
        return size
    }
}

extension Drop {
    /// The same drop as it looks to a resolver whose UDP queries pass (rules DNSMSG-04, R53-INBOUND-03).
    var blockingTCP: Drop {
        var drop = self
        drop.notes.append(reason)
        drop.reason = .tcp53Blocked
        drop.rule = .dnsmsg04
        drop.text = "DNS over UDP passes here and DNS over TCP does not: \(text)"
        return drop
    }
}
