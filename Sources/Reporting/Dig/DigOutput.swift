import DNSCore
import DNSWire
public import Emulation
import IPCore

/// The output of `dig` for a question, in the form of BIND's tool; equal questions give equal bytes.
///
/// The message ID is 0, and there is no line `WHEN`.
public struct DigOutput: Hashable, Sendable {
    /// What is printed.
    public let text: String
    /// Whether a server replied; if not, dig's exit status is 9.
    public let hasReply: Bool

    /// The output for a result.
    public init(_ result: DigResult, _ arguments: DigArguments) {
        let greeting = arguments.printsCommand ? Self.greeting(arguments) : ""
        guard let message = result.message, let server = result.server else {
            text = greeting + ";; connection timed out; no servers could be reached\n"
            hasReply = false
            return
        }
        hasReply = true
        if arguments.isShort {
            text = message.answers.map { $0.rdataText + "\n" }.joined()
            return
        }
        var text = greeting
        if arguments.printsComments { text += Self.retries(result) + Self.header(message) }
        text += Self.sections(message, arguments)
        if arguments.printsStatistics {
            text += ";; Query time: \(result.queryTime?.milliseconds ?? 0) msec\n"
            text += ";; SERVER: \(server)#53(\(server))\n;; MSG SIZE  rcvd: \(encodedSize(message))\n\n"
        }
        self.text = text
    }

    private static func greeting(_ arguments: DigArguments) -> String {
        var text = "\n; <<>> DiG 9.10.6 <<>> \(arguments.commandLine)\n"
        if arguments.request.server != nil { text += "; (1 server found)\n" }
        return text + ";; global options: +cmd\n"
    }

    /// What dig tells about the queries before the one whose reply it prints.
    private static func retries(_ result: DigResult) -> String {
        result.attempts.dropLast().map { attempt in
            switch attempt.fate {
            case .truncated: ";; Truncated, retrying in TCP mode.\n"
            case .response: ";; Got \(attempt.code ?? .servfail) reply from \(attempt.server), trying next server\n"
            case .timeout, .unreachable, .late, .mismatched: ""
            }
        }.joined()
    }

    private static func header(_ message: Message) -> String {
        var text = ";; Got answer:\n"
        if message.questions.contains(where: { $0.name.labels.last?.description.lowercased() == "local" }) {
            text += ";; WARNING: .local is reserved for Multicast DNS\n"
            text += ";; You are currently testing what happens when an mDNS query is leaked to DNS\n"
        }
        text += ";; ->>HEADER<<- opcode: \(message.opcode), status: \(message.responseCode), id: \(message.id)\n"
        let flags = [
            (message.isResponse, "qr"), (message.isAuthoritative, "aa"), (message.isTruncated, "tc"),
            (message.isRecursionDesired, "rd"), (message.isRecursionAvailable, "ra"),
            (message.isAuthenticData, "ad"), (message.isCheckingDisabled, "cd"),
        ].filter(\.0).map { " \($0.1)" }.joined()
        let additionals = message.additionals.count + (message.edns == nil ? 0 : 1)
        text += ";; flags:\(flags); QUERY: \(message.questions.count), ANSWER: \(message.answers.count), "
        text += "AUTHORITY: \(message.authorities.count), ADDITIONAL: \(additionals)\n"
        if message.isRecursionDesired, !message.isRecursionAvailable {
            text += ";; WARNING: recursion requested but not available\n"
        }
        text += "\n"
        if let edns = message.edns {
            let flags = edns.isDNSSECOK ? " do" : ""
            text +=
                ";; OPT PSEUDOSECTION:\n; EDNS: version: \(edns.version), flags:\(flags); udp: \(edns.udpPayloadSize)\n"
        }
        return text
    }

    private static func sections(_ message: Message, _ arguments: DigArguments) -> String {
        var text = ""
        func append(_ title: String, _ lines: [String]) {
            if lines.isEmpty { return }
            if arguments.printsComments { text += ";; \(title) SECTION:\n" }
            text += lines.map { $0 + "\n" }.joined()
            if arguments.printsComments { text += "\n" }
        }
        if arguments.printsQuestion { append("QUESTION", message.questions.map(line)) }
        if arguments.printsAnswer { append("ANSWER", message.answers.map(line)) }
        if arguments.printsAuthority { append("AUTHORITY", message.authorities.map(line)) }
        if arguments.printsAdditional { append("ADDITIONAL", message.additionals.map(line)) }
        return text
    }

    private static func line(_ question: Question) -> String {
        var line = ColumnLine(";")
        // The semicolon does not count towards the columns.
        line.width = 0
        line.append(question.name.description)
        line.append(question.recordClass.description, at: 32)
        line.append(question.type.description, at: 40)
        return line.text
    }

    private static func line(_ record: ResourceRecord) -> String {
        var line = ColumnLine("")
        line.append(record.owner.description)
        line.append(record.ttl.description, at: 24)
        line.append(record.recordClass.description, at: 32)
        line.append(record.type.description, at: 40)
        line.append(record.rdataText, at: 48)
        return line.text
    }
}

/// A line whose fields begin at columns that tabs of 8 lead to, or one space further on.
private struct ColumnLine {
    private(set) var text: String
    var width = 0

    init(_ text: String) { self.text = text }

    mutating func append(_ field: String, at column: Int = 0) {
        if column > 0 {
            let target = max(column, width + 1)
            let tabs = target / 8 - width / 8
            if tabs > 0 {
                text += String(repeating: "\t", count: tabs)
                width = target / 8 * 8
            }
            text += String(repeating: " ", count: target - width)
            width = target
        }
        text += field
        width += field.utf8.count
    }
}
