import Emulation

/// What a responder tells a monitoring system: counts since its start, and how things stand.
struct Metrics: Sendable {
    /// What was done over UDP.
    var datagrams = ResponderStatistics.Tally()
    /// What was done over TCP.
    var streams = ResponderStatistics.Tally()
    /// The worlds that were put in force after the first.
    var reloadsDone = 0
    /// The worlds that were refused.
    var reloadsRefused = 0
    /// The packed answers held.
    var answerCount = 0
    /// The lines that the query log lost.
    var lostLogLines = 0
    /// The version of the program.
    var version = ""

    /// The media type of `text`.
    static let contentType = "text/plain; version=0.0.4; charset=utf-8"

    /// The text exposition format 0.0.4 of Prometheus ("Exposition formats", https://prometheus.io/docs/instrumenting/exposition_formats/).
    var text: String {
        var text = MetricsText()
        let transports = [("tcp", streams), ("udp", datagrams)]
        func each(_ value: (ResponderStatistics.Tally) -> Int) -> [MetricsText.Sample] {
            transports.map { MetricsText.Sample([("transport", $0.0)], value($0.1)) }
        }
        text.append(
            "dnsscen_queries_total", .counter, "Questions that the emulated world decided, by outcome.",
            transports.flatMap { transport, tally in
                LookupOutcome.allCases.map { outcome in
                    MetricsText.Sample(
                        [("outcome", outcome.rawValue), ("transport", transport)], tally.outcomes[Int(outcome.number)])
                }
            })
        text.append("dnsscen_messages_received_total", .counter, "Messages that arrived.", each(\.received))
        text.append(
            "dnsscen_messages_ignored_total", .counter,
            "Messages that are no query, or came from where nobody may ask.", each(\.ignored))
        text.append(
            "dnsscen_queries_silent_total", .counter,
            "Questions left without a response, as the emulated world has it.",
            each(\.silent))
        text.append(
            "dnsscen_responses_total", .counter, "Responses sent, or waiting for their emulated delay.", each(\.replied)
        )
        text.append(
            "dnsscen_own_responses_total", .counter,
            "Responses of the responder's own accord, such as FORMERR, NOTIMP and BADVERS.", each(\.own))
        text.append(
            "dnsscen_responses_lost_total", .counter,
            "Responses that were not delivered: no room for them, refused by the system, or the connection was gone.",
            each(\.lost))
        for (transport, tally) in transports {
            text.append(
                "dnsscen_response_latency_seconds",
                "Time from the arrival of a message to its response, the emulated delay included.",
                labels: [("transport", transport)], tally)
        }
        text.append(
            "dnsscen_tcp_sessions_open", .gauge, "TCP connections that are open.", [.init([], streams.sessionsOpen)])
        text.append(
            "dnsscen_tcp_sessions_total", .counter, "TCP connections that were taken.",
            [.init([], streams.sessionsTotal)])
        text.append(
            "dnsscen_tcp_sessions_refused_total", .counter,
            "TCP connections that were refused, or closed to make room for another one.",
            [.init([], streams.sessionsRefused)])
        text.append(
            "dnsscen_reloads_total", .counter, "Changes of the world, by result.",
            [.init([("result", "refused")], reloadsRefused), .init([("result", "success")], reloadsDone)])
        text.append(
            "dnsscen_packed_answers", .gauge, "Answers held ready to be sent.", [.init([], answerCount)])
        text.append(
            "dnsscen_query_log_lines_lost_total", .counter, "Lines that the query log could not take.",
            [.init([], lostLogLines)])
        text.append(
            "dnsscen_build_info", .gauge, "The version of the program.", [.init([("version", version)], 1)])
        return text.text
    }
}

/// Writes the text exposition format of Prometheus.
struct MetricsText {
    /// The text so far.
    private(set) var text = ""
    private var lastName: String?

    /// What a metric is.
    enum Kind: String {
        case counter, gauge, histogram
    }

    /// A value with its labels.
    struct Sample {
        let labels: [(name: String, value: String)]
        let value: Int

        init(_ labels: [(name: String, value: String)], _ value: Int) {
            self.labels = labels
            self.value = value
        }
    }

    /// Appends a metric with all its samples.
    mutating func append(_ name: String, _ kind: Kind, _ help: String, _ samples: [Sample]) {
        begin(name, kind, help)
        for sample in samples { append(name, sample.labels, String(sample.value)) }
    }

    /// Appends the latencies of a tally as a histogram in seconds; the bucket of a bound counts all up to it.
    mutating func append(
        _ name: String, _ help: String, labels: [(name: String, value: String)], _ tally: ResponderStatistics.Tally
    ) {
        if lastName != name { begin(name, .histogram, help) }
        var count = 0
        for (index, bound) in ResponderStatistics.Tally.bucketBounds.enumerated() {
            count += tally.latencies[index]
            append(name + "_bucket", labels + [("le", Self.seconds(microseconds: bound))], String(count))
        }
        count += tally.latencies[ResponderStatistics.Tally.bucketBounds.count]
        append(name + "_bucket", labels + [("le", "+Inf")], String(count))
        append(name + "_sum", labels, Self.seconds(microseconds: tally.latencySum))
        append(name + "_count", labels, String(count))
    }

    private mutating func begin(_ name: String, _ kind: Kind, _ help: String) {
        lastName = name
        text += "# HELP \(name) \(Self.escaped(help, isLabel: false))\n# TYPE \(name) \(kind.rawValue)\n"
    }

    private mutating func append(_ name: String, _ labels: [(name: String, value: String)], _ value: String) {
        text += name
        if !labels.isEmpty {
            text += "{"
            text += labels.map { "\($0.name)=\"\(Self.escaped($0.value, isLabel: true))\"" }.joined(separator: ",")
            text += "}"
        }
        text += " \(value)\n"
    }

    private static func escaped(_ text: String, isLabel: Bool) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": escaped += #"\\"#
            case "\n": escaped += #"\n"#
            case "\"" where isLabel: escaped += #"\""#
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    /// A time in seconds, exactly and without needless zeros.
    private static func seconds(microseconds: Int) -> String {
        let fraction = microseconds % 1_000_000
        guard fraction > 0 else { return String(microseconds / 1_000_000) }
        var digits = String(1_000_000 + fraction).dropFirst()
        while digits.last == "0" { digits = digits.dropLast() }
        return "\(microseconds / 1_000_000).\(digits)"
    }
}
