import ScenarioLanguage

/// What a scenario says about the clock: faults that begin and end, the VPN that comes and goes, caches that are emptied.
struct Timeline {
    private let declared: Scenario
    private let events: [DeclaredTimelineEvent]

    init(of scenario: Scenario) {
        declared = scenario
        events = scenario.timeline.sorted { $0.at < $1.at }
    }

    /// When the VPN connects or disconnects.
    var changes: [Duration] {
        var instants: [Duration] = []
        for event in events where event.connect != nil || event.disconnect != nil {
            if instants.last != event.at { instants.append(event.at) }
        }
        return instants
    }

    /// When caches are emptied.
    var flushes: [CacheFlush] {
        events.compactMap { event in event.flush.map { CacheFlush(at: event.at, target: $0) } }
    }

    /// The scenario as it stands from a change on; `nil` for the time before the first.
    ///
    /// Faults of the timeline become faults with a time window, which hold in every world.
    func scenario(at instant: Duration?) -> Scenario {
        var scenario = declared
        guard !events.isEmpty else { return scenario }
        for event in events {
            guard var fault = event.fault else { continue }
            fault.from = event.at
            let end = events.first { $0.at >= event.at && $0.clear == fault.target }
            if let end { fault.until = end.at }
            scenario.faults.append(fault)
        }
        for index in scenario.faults.indices where scenario.faults[index].until == nil {
            let fault = scenario.faults[index]
            if let end = events.first(where: { $0.clear == fault.target && $0.at >= fault.from ?? .zero }) {
                scenario.faults[index].until = end.at
            }
        }
        scenario.vpn?.connected = isConnected(at: instant)
        return scenario
    }

    /// Whether the VPN is up: as the last change says, before the first one the opposite of it.
    private func isConnected(at instant: Duration?) -> Bool {
        let changes = events.filter { $0.connect != nil || $0.disconnect != nil }
        guard let first = changes.first else { return declared.vpn?.connected ?? false }
        guard let instant, let last = changes.last(where: { $0.at <= instant }) else { return first.disconnect != nil }
        return last.connect != nil
    }
}
