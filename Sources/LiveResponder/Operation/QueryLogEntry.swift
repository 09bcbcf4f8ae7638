import DNSCore
import Emulation
import IPCore
import WorldModel

/// What the query log tells of one message.
struct QueryLogEntry: Hashable {
    /// When it was answered.
    let time: Timestamp
    /// Who sent it.
    let client: Endpoint
    /// QNAME in presentation format, in the letter case it came in; `nil` if it cannot be read.
    let name: String?
    /// QTYPE.
    let type: String?
    /// The outcome of the question; in capitals the RCODE of what the responder said of its own accord.
    let outcome: String
    /// The emulated server whose response it is.
    let server: String?
    /// Why it is not an answer.
    let reason: String?

    /// What became of a message.
    init(
        _ message: UnsafeRawBufferPointer, from client: Endpoint, _ disposition: Disposition, _ view: LiveView,
        at time: Timestamp
    ) {
        self.time = time
        self.client = client
        let question = unsafe LoggedQuestion(message)
        name = question?.name.description
        type = question?.type.description
        let facts = disposition.outcome == nil ? nil : view.facts(disposition.facts)
        outcome = facts?.outcome.rawValue ?? disposition.code?.description ?? "ignored"
        server = facts?.server?.description
        reason = facts?.reason?.rawValue
    }

    /// The line with its end: fields in the order time, client, name, type, outcome, server, reason, `-` for none.
    var text: [UInt8] {
        var octets = time.octets
        for field in [client.description, name, type, outcome, server, reason] {
            octets.append(UInt8(ascii: " "))
            octets.append(contentsOf: (field ?? "-").utf8)
        }
        octets.append(UInt8(ascii: "\n"))
        return octets
    }

    /// The same as a JSON object, with `null` for none.
    var json: [UInt8] {
        var line = JSONLine()
        func append(_ key: StaticString, _ value: String?) {
            line.append(raw: key)
            if let value { line.append(quoted: value.utf8) } else { line.append(raw: "null") }
        }
        line.append(raw: #"{"time":"#)
        line.append(quoted: time.octets)
        append(#","client":"#, client.description)
        append(#","name":"#, name)
        append(#","type":"#, type)
        append(#","outcome":"#, outcome)
        append(#","server":"#, server)
        append(#","reason":"#, reason)
        line.append(raw: "}\n")
        return line.octets
    }
}

/// The question of a message that need not be a sound query, as far as it can be told.
struct LoggedQuestion {
    let name: DomainName
    let type: RecordType

    /// Reads the first question; `nil` without one, or if its name is cut, too long or compressed.
    init?(_ message: UnsafeRawBufferPointer) {
        let start = PlainQuery.nameStart
        guard message.count > start, unsafe message.bigEndian16(at: 4) > 0 else { return nil }
        var end = start
        while end < message.count, unsafe message[end] != 0 {
            guard unsafe message[end] <= 63 else { return nil }
            end += unsafe Int(message[end]) + 1
        }
        end += 1
        guard end - start <= 255, end + 2 <= message.count,
            let name = unsafe DomainName(octets: message[start..<end])
        else { return nil }
        self.name = name
        type = unsafe RecordType(rawValue: message.bigEndian16(at: end))
    }
}
