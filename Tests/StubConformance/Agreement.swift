import IPCore
import StubResolution
import WorldModel

/// How far a replay agrees with the recorded run.
struct Agreement {
    /// The same servers, names, types and transports in the same order.
    let order: Bool
    /// Every query and the end within 10 % or 50 ms.
    let timing: Bool
    /// The same error, or the same addresses.
    let result: Bool
    /// EDNS in the same queries.
    let edns: Bool
    /// What differs, in a line.
    let difference: String

    private var score: Int { (order ? 8 : 0) + (result ? 4 : 0) + (timing ? 2 : 0) + (edns ? 1 : 0) }

    /// The best agreement over the draws that reality may have made: the same trace for any place in the ranges, or any order.
    static func best(_ run: RecordedRun, _ subject: Subject) -> Agreement {
        var lucks = [0.5, 0, 1].map { Luck(fraction: $0) }
        let draws: Bool =
            switch subject.profile.mechanism {
            case .walk(let walk): walk.isShuffled
            case .forwarded(.drawing, _): true
            case .forwarded, .pair, .broadcast, .batch, .sticky, .ladder, .penalizing: false
            }
        if draws { lucks += (0..<64).map { Luck(seed: $0) } }
        let rotations = subject.state.rotates ? Array(run.servers.indices) : [0]
        // The times of a random wait may lie anywhere between the least and the greatest.
        let low = Replay(run, subject, luck: Luck(fraction: 1), rotation: 0)
        let high = Replay(run, subject, luck: Luck(fraction: 0), rotation: 0)
        let bounds = draws ? [] : [low, high]
        var best: Agreement?
        for luck in lucks {
            for rotation in rotations {
                let agreement = Agreement(run, subject, Replay(run, subject, luck: luck, rotation: rotation), bounds)
                if agreement.score > (best?.score ?? -1) { best = agreement }
                if agreement.score == 15 { return agreement }
            }
        }
        return best ?? Agreement(run, subject, low, bounds)
    }

    private init(_ run: RecordedRun, _ subject: Subject, _ replay: Replay, _ bounds: [Replay]) {
        func text(_ server: IPAddress, _ transport: Transport, _ name: String, _ type: String) -> String {
            "\(server) \(transport.rawValue) \(name) \(type)"
        }
        let error = replay.error ?? "OK"
        let recorded = run.trace.map { text($0.server, $0.transport, $0.name, $0.type) }
        let shown = run.showsAddressesOnly ? replay.entries.filter { $0.type == "A" } : replay.entries
        let sent = shown.map { text($0.server, $0.transport, $0.name, $0.type) }
        let addresses = run.showsAddressesOnly ? replay.addresses.filter { !$0.contains(":") } : replay.addresses
        let isIndependent = subject.profile.pairing == .independent
        // Questions that run side by side have no order between them.
        func groups(_ texts: [String]) -> [String: [String]] {
            Dictionary(grouping: texts) { String($0.split(separator: " ").suffix(2).joined(separator: " ")) }
        }
        let isCounted = run.queryCount.map { $0 == sent.count && sent.starts(with: recorded) } ?? false
        order = recorded == sent || isCounted || isIndependent && groups(recorded) == groups(sent)
        func isClose(_ measured: Double, _ predicted: Double, _ range: [Double]) -> Bool {
            func slack(_ value: Double) -> Double { max(50, value * 0.1) }
            let low = min(predicted, range.min() ?? predicted)
            let high = max(predicted, range.max() ?? predicted)
            return measured >= low - slack(low) && measured <= high + slack(high)
        }
        func times(_ replay: Replay) -> [Double] {
            let grouped = Dictionary(grouping: replay.entries) { "\($0.name) \($0.type)" }
            return grouped.keys.sorted().flatMap { key in (grouped[key] ?? []).map(\.milliseconds) }
        }
        let measured = Dictionary(grouping: run.trace) { "\($0.name) \($0.type)" }
        let measuredTimes = measured.keys.sorted().flatMap { key in (measured[key] ?? []).map(\.milliseconds) }
        let isTraced = run.trace.contains { $0.milliseconds != nil }
        let predictedTimes = times(replay)
        let boundTimes = bounds.map(times).filter { $0.count == predictedTimes.count }
        var isTimely =
            (!isTraced || measuredTimes.count == predictedTimes.count)
            && (replay.hasConcluded || error == run.result.error)
        var worst = ""
        for (index, time) in measuredTimes.enumerated() where isTimely && isTraced {
            guard let time else { continue }
            if !isClose(time, predictedTimes[index], boundTimes.map { $0[index] }) {
                isTimely = false
                worst = "query at \(time) ms, predicted \(predictedTimes[index]) ms"
            }
        }
        let totals = bounds.map(\.total)
        if isTimely, replay.hasConcluded, !isClose(run.total, replay.total, totals) {
            isTimely = false
            worst = "end at \(run.total) ms, predicted \(replay.total) ms"
        }
        timing = isTimely
        result = Self.isSame(run.result.error, error) && run.result.addresses == addresses
        edns = !isTraced || run.trace.map(\.hasEDNS) == replay.entries.map(\.hasEDNS)
        var parts: [String] = []
        if !order { parts.append("sent \(sent), recorded \(recorded)") }
        if !result {
            parts.append(
                "result \(error) \(addresses.sorted()), recorded \(run.result.error) \(run.result.addresses.sorted())"
            )
        }
        if !timing { parts.append(worst.isEmpty ? "number of queries" : worst) }
        if !edns { parts.append("EDNS in other queries") }
        difference = parts.joined(separator: "; ")
    }

    /// Whether two errors are the same but for a prefix or suffix that the recording tool gave them.
    private static func isSame(_ left: String, _ right: String) -> Bool {
        func bare(_ text: String) -> String {
            var text = text.lowercased().filter { $0.isLetter || $0.isNumber }
            for word in ["ares", "exception", "error", "dns"] where text.hasPrefix(word) && text.count > word.count {
                text = String(text.dropFirst(word.count))
            }
            if text.hasSuffix("exception") { text = String(text.dropLast(9)) }
            return text
        }
        let (left, right) = (bare(left), bare(right))
        if left == right { return true }
        return left.count > 2 && right.count > 2 && (left.contains(right) || right.contains(left))
    }
}
