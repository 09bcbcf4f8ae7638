import DNSCore
import IPCore
import ScenarioLanguage
import WorldModel

/// What somebody who steers the responder asks of it.
extension LiveService {
    /// Carries out a request; one that the scenario does not allow changes nothing.
    public func handle(_ request: ControlRequest) async -> ControlReply {
        switch request {
        case .status: return status
        case .stats: return stats
        case .connect: return await set("the VPN is connected") { $0.isConnected = true }
        case .disconnect: return await set("the VPN is disconnected") { $0.isConnected = false }
        case .setCase(let name):
            return await set(name.map { "the case \($0) is in force" } ?? "the base of the file is in force") {
                $0.caseName = name
            }
        case .faultAdd(let yaml): return await set("the fault is there: \(yaml)") { $0.faults.append(yaml) }
        case .faultClear(let target): return await clear(target)
        }
    }

    private func set(_ words: String, _ edit: (inout WorldRequest) -> Void) async -> ControlReply {
        var next = request
        edit(&next)
        let faults = await change(to: next, because: .command(words))
        return faults.isEmpty ? .done(words) : .refused(faults.joined(separator: "\n"))
    }

    /// Takes faults away: those added by command, and those that the scenario itself has.
    private func clear(_ target: String?) async -> ControlReply {
        guard let world = currentWorld else { return .refused("the responder is not running") }
        let added = zip(request.faults, world.faults.suffix(request.faults.count))
        let own = world.faults.dropLast(request.faults.count).map(\.declared.target)
        let targets = Set(target.map { [$0] } ?? world.faults.map(\.declared.target))
        guard world.faults.contains(where: { targets.contains($0.declared.target) }) else {
            let known = Set(world.faults.map(\.declared.target)).sorted()
            guard let target else { return .done("there is no fault") }
            return .refused(
                "\(target) has no fault"
                    + (known.isEmpty ? "" : "; these have: \(known.joined(separator: ", "))"))
        }
        let before = clearedTargets
        clearedTargets.formUnion(targets.intersection(own))
        let kept = added.filter { !targets.contains($0.1.declared.target) }.map(\.0)
        let reply = await set(target.map { "the faults of \($0) are gone" } ?? "all faults are gone") {
            $0.faults = kept
        }
        if !reply.isDone { clearedTargets = before }
        return reply
    }

    private var status: ControlReply {
        guard let world = currentWorld else { return .refused("the responder is not running") }
        let faults = world.faults.map { "\($0.declared.target) \($0.declared.kind.rawValue)" }
        let listening = endpoints.map(\.description)
        let isConnected = world.tunnel != nil
        let name = request.caseName ?? "the base of the file"
        let lines = [
            "scenario: \(world.title ?? "untitled")", "case: \(name)",
            "VPN: \(isConnected ? "connected" : "not connected")",
            "faults: \(faults.isEmpty ? "none" : faults.joined(separator: ", "))",
            "listening on: \(listening.joined(separator: ", "))", "worlds before this one: \(worldGeneration)",
        ]
        return .done(
            lines.joined(separator: "\n"),
            [
                "title": world.title.map { .string($0) } ?? .null,
                "case": request.caseName.map { .string($0) } ?? .null, "connected": .bool(isConnected),
                "faults": .strings(faults), "listening": .strings(listening), "generation": .int(worldGeneration),
            ])
    }

    private var stats: ControlReply {
        let metrics = metrics
        var sum = metrics.datagrams
        sum.add(metrics.streams)
        let counts: [(String, Int)] = [
            ("messages received", sum.received), ("responses", sum.replied), ("silent", sum.silent),
            ("of its own accord", sum.own), ("ignored", sum.ignored), ("lost", sum.lost),
            ("TCP sessions open", sum.sessionsOpen), ("TCP sessions", sum.sessionsTotal),
            ("reloads", metrics.reloadsDone), ("reloads refused", metrics.reloadsRefused),
            ("packed answers", metrics.answerCount),
        ]
        return .done(
            counts.map { "\($0.0): \($0.1)" }.joined(separator: "\n"),
            .object(
                counts.map {
                    JSONValue.Member(key: $0.0.replacing(" ", with: "_").lowercased(), value: .int($0.1))
                }))
    }

    /// What a monitoring system is told.
    var metrics: Metrics {
        var metrics = Metrics(reloadsDone: reloads.done, reloadsRefused: reloads.refused, version: version)
        metrics.datagrams = past.datagram
        metrics.streams = past.stream
        for listener in listeners {
            metrics.datagrams.add(listener.datagramTally)
            metrics.streams.add(listener.streamTally)
        }
        metrics.answerCount = answerCount
        metrics.lostLogLines = lostLogLines
        return metrics
    }
}
