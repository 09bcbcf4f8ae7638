import ScenarioLanguage

/// What a scenario says about the clock: faults that begin and end, the VPN that comes and goes, caches that are emptied.
struct Timeline {
    private let declared: Scenario
    private let events: [DeclaredTimelineEvent]

    init(of scenario: Scenario) {
        declared = scenario
        events = scenario.timeline.sorted { $0.at < $1.at }
    }

    /// When the VPN connects or disconnects, and when the scenario changes.
    var changes: [Duration] {
        var instants: [Duration] = []
        for event in events where event.connect != nil || event.disconnect != nil || event.set != nil {
            if instants.last != event.at { instants.append(event.at) }
        }
        return instants
    }

    /// When caches are emptied.
    var flushes: [CacheFlush] {
        events.compactMap { event in event.flush.map { CacheFlush(at: event.at, target: $0) } }
    }

    /// What is wrong with the events: a VPN that there is none of, a cache that is not modelled, faults that never began.
    var diagnostics: [Diagnostic] {
        let name = declared.vpn.map { $0.name ?? $0.provider.rawValue }
        let caching = declared.dnsServers.filter(\.cache.enabled).map(\.name)
        return events.flatMap { event -> [Diagnostic] in
            var found: [Diagnostic] = []
            func report(_ kind: Diagnostic.Kind, _ key: String) {
                found.append(
                    Diagnostic(kind, at: event.marks.location(of: key), keyPath: event.marks.keyPath(of: key)))
            }
            for (key, vpn) in [("connect", event.connect), ("disconnect", event.disconnect)] {
                if let vpn, vpn != name {
                    report(.noSuchElement("the VPN \(vpn)", nearest: name.map { [$0] } ?? []), key)
                }
            }
            if let cache = event.flush, cache != "client", !caching.contains(cache) {
                report(.noSuchElement("the cache of \(cache)", nearest: ["client"] + caching), "flush")
            }
            if let target = event.clear {
                let begun = declared.faults.map(\.target) + events.compactMap(\.fault?.target)
                if !begun.contains(target) { report(.noSuchElement("a fault of \(target)", nearest: []), "clear") }
            }
            return found
        }
    }

    /// The scenario as it stands from a change on; `nil` for the time before the first.
    ///
    /// Faults of the timeline become faults with a time window, which hold in every world.
    func scenario(at instant: Duration?) -> Scenario {
        var scenario = stage(at: instant)?.scenario ?? declared
        guard !events.isEmpty else { return scenario }
        for index in scenario.faults.indices where scenario.faults[index].until == nil {
            let fault = scenario.faults[index]
            if let end = events.first(where: { $0.clear == fault.target && $0.at >= fault.from ?? .zero }) {
                scenario.faults[index].until = end.at
            }
        }
        for (position, event) in events.enumerated() {
            guard var fault = event.fault else { continue }
            fault.from = event.at
            // Of the events of one instant only those after the fault end it: it may take a cleared one's place.
            if let end = events[(position + 1)...].first(where: { $0.clear == fault.target }) { fault.until = end.at }
            scenario.faults.append(fault)
        }
        scenario.vpn?.connected = isConnected(at: instant)
        if let began = sessionStart(at: instant) {
            scenario.vpn?.routesAtConnect = (stage(at: began)?.scenario ?? declared).vpn?.routes
        }
        return scenario
    }

    /// What the changes until an instant have made of the scenario; `nil` before the first.
    private func stage(at instant: Duration?) -> ScenarioStage? {
        instant.flatMap { instant in declared.stages.last { $0.from <= instant } }
    }

    /// Whether the VPN is up: as the last change says, before the first one the opposite of it.
    private func isConnected(at instant: Duration?) -> Bool {
        guard let first = connections.first else { return declared.vpn?.connected ?? false }
        guard let instant, let last = connections.last(where: { $0.at <= instant }) else {
            return first.disconnect != nil
        }
        return last.connect != nil
    }

    /// When the session that is up at an instant began; `nil` if none is.
    private func sessionStart(at instant: Duration?) -> Duration? {
        guard let instant, isConnected(at: instant) else { return nil }
        return connections.last { $0.at <= instant }?.at ?? .zero
    }

    /// The events that bring the VPN up or down.
    private var connections: [DeclaredTimelineEvent] { events.filter { $0.connect != nil || $0.disconnect != nil } }
}

extension Scenario {
    /// The DNS servers wherever they stand.
    fileprivate var dnsServers: [DeclaredDNSServer] {
        localNetwork.dnsServers + internet.dnsServers + vpcs.flatMap(\.dnsServers) + onPremises.flatMap(\.dnsServers)
    }
}
