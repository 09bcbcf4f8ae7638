import DNSCore
import Emulation
import IPCore
import WorldModel

/// The results of one file and case as tables of texts, for the formats that people read.
struct ResultTables: Sendable {
    let origin: ResultOrigin
    private(set) var lookups = TextTable([
        .init("lookup"), .init("type"), .init("outcome"), .init("answer"), .init("scope"), .init("server"),
        .init("via"), .init("elapsed", .right), .init("expectation"),
    ])
    private(set) var connections = TextTable([
        .init("connection"), .init("outcome"), .init("via"), .init("source"), .init("public"), .init("dropped at"),
        .init("expectation"),
    ])
    private(set) var dependent: [RunResult] = []
    private(set) var unmet: [RunResult] = []
    private(set) var load: LoadResult?
    /// The names that are looked up more than once, in order.
    var histories: [NameHistory] { order.compactMap { history[$0] }.filter { $0.spans.count > 1 } }
    private var history: [String: NameHistory] = [:]
    private var order: [String] = []

    init(_ origin: ResultOrigin) { self.origin = origin }

    /// What stands over the tables: the file, its title and the case.
    var title: String {
        var title = origin.file
        if let name = origin.title { title += ": \(name)" }
        if let caseName = origin.caseName { title += " [\(caseName)]" }
        return title
    }

    mutating func append(_ result: RunResult) {
        if result.isMet == false { unmet.append(result) }
        switch result {
        case .lookup(let lookup):
            if lookup.outcome == .depends { dependent.append(result) }
            if lookup.isOnClock {
                let title =
                    "\(lookup.name) \(lookup.typeText)" + lookup.askedServerText
                    + Self.circumstances(lookup.from, .zero)
                if history[title] == nil { order.append(title) }
                history[title, default: NameHistory(title: title)].append(lookup, because: result.decisiveStep)
            }
            lookups.append([
                TextTable.Cell(lookup.name + lookup.askedServerText + Self.circumstances(lookup.from, lookup.at)),
                TextTable.Cell(lookup.typeText),
                TextTable.Cell(
                    Self.outcome(lookup.outcome.rawValue, lookup.common.reason), lookup.outcome.emphasis),
                TextTable.Cell(lookup.answerText),
                TextTable.Cell(lookup.common.scope?.rawValue ?? "-"),
                TextTable.Cell(lookup.common.server?.description ?? "-"),
                TextTable.Cell(lookup.common.via ?? "-"),
                TextTable.Cell(lookup.agreed(\.elapsed)?.text ?? "-"),
                Self.expectation(result.isMet),
            ])
        case .connection(let connection):
            if connection.outcome == .depends { dependent.append(result) }
            connections.append([
                TextTable.Cell(connection.endpointText + Self.circumstances(connection.from, connection.at)),
                TextTable.Cell(
                    Self.outcome(connection.outcome.rawValue, connection.common.reason), connection.outcome.emphasis),
                TextTable.Cell(connection.common.via ?? "-"),
                TextTable.Cell(connection.common.sourceAddress?.description ?? "-"),
                TextTable.Cell(connection.common.publicAddress?.description ?? "-"),
                TextTable.Cell(connection.common.droppedAt ?? "-"),
                Self.expectation(result.isMet),
            ])
        case .load(let load):
            self.load = load
        }
    }

    /// The possible outcomes of a result, each with its condition.
    static func possible(_ result: RunResult) -> TextTable {
        var table = TextTable([.init("when"), .init("outcome"), .init("server"), .init("via")])
        switch result {
        case .lookup(let lookup):
            for possible in lookup.possible {
                let answer = possible.addresses.map(\.description).joined(separator: ", ")
                let verdict = outcome(possible.outcome.rawValue, possible.reason)
                table.append([
                    TextTable.Cell(possible.when),
                    TextTable.Cell(answer.isEmpty ? verdict : "\(verdict) \(answer)", possible.outcome.emphasis),
                    TextTable.Cell(possible.server?.description ?? "-"), TextTable.Cell(possible.via ?? "-"),
                ])
            }
        case .connection(let connection):
            for possible in connection.possible {
                table.append([
                    TextTable.Cell(possible.when),
                    TextTable.Cell(outcome(possible.outcome.rawValue, possible.reason), possible.outcome.emphasis),
                    TextTable.Cell("-"), TextTable.Cell(possible.via ?? "-"),
                ])
            }
        case .load: break
        }
        return table
    }

    /// The verdict on the expectation as a cell.
    static func expectation(_ isMet: Bool?) -> TextTable.Cell {
        switch isMet {
        case true: TextTable.Cell("met", .good)
        case false: TextTable.Cell("NOT MET", .bad)
        case nil: TextTable.Cell("-", .faint)
        }
    }

    private static func outcome(_ outcome: String, _ reason: ReasonCode?) -> String {
        reason.map { "\(outcome) (\($0.rawValue))" } ?? outcome
    }

    private static func circumstances(_ from: String, _ at: Duration) -> String {
        (from == "client" ? "" : " from \(from)") + (at == .zero ? "" : " at \(at.text)")
    }
}

extension LookupResult {
    /// The server that is asked past the resolver, as `dig` has it: ` @10.0.0.2`; empty without one.
    var askedServerText: String { askedServer.map { " @\($0)" } ?? "" }

    /// The answer in a cell: the addresses, or the data of the records asked for; the first three where there are many.
    var answerText: String {
        if outcome == .depends { return "\(possible.count) possible" }
        if let missing = common.missing { return "needs \(missing)" }
        var answers = common.addresses.map { address in
            let verdict = common.reachability.first { $0.address == address }
            return "\(address)\(verdict?.objection ?? "")"
        }
        if answers.isEmpty {
            answers = common.records.filter { types.contains($0.type) || types.contains(.any) }.map(\.rdataText)
        }
        if answers.isEmpty { return "-" }
        let more = answers.count > 3 ? " and \(answers.count - 3) more" : ""
        return answers.prefix(3).joined(separator: ", ") + more
    }
}

extension Reachability {
    /// What is to be said behind an address that applications cannot reach; empty for one that they can.
    fileprivate var objection: String {
        switch outcome {
        case .connected, .depends, .unknown: ""
        case .refused, .timeout, .unreachable: " (not reachable\(reason.map { ": \($0.rawValue)" } ?? ""))"
        }
    }
}

extension LookupOutcome {
    /// How the outcome is coloured.
    var emphasis: Emphasis {
        switch self {
        case .answered: .good
        case .nodata, .nxdomain, .depends, .unknown: .doubtful
        case .servfail, .refused, .notimp, .formerr, .timeout, .unreachable: .bad
        }
    }
}

extension ConnectionOutcome {
    /// How the outcome is coloured.
    var emphasis: Emphasis {
        switch self {
        case .connected: .good
        case .depends, .unknown: .doubtful
        case .refused, .timeout, .unreachable: .bad
        }
    }
}

extension RunSummary {
    /// The counts in words.
    var text: String {
        var parts = [Self.counted(lookups, "lookup"), Self.counted(connections, "connection")]
        parts.append("\(met) met")
        parts.append("\(unmet) not met")
        parts.append("\(unchecked) without expectation")
        if invalidFiles > 0 { parts.append(Self.counted(invalidFiles, "invalid file")) }
        return parts.joined(separator: ", ")
    }

    private static func counted(_ count: Int, _ noun: String) -> String {
        "\(count) \(noun)\(count == 1 ? "" : "s")"
    }
}
