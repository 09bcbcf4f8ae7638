public import ScenarioLanguage

/// What a provider needs to compile a VPN, and where it reports what is wrong.
public struct ProviderContext {
    /// The whole scenario.
    public let scenario: Scenario
    /// The networks, compiled before.
    public let topology: Topology
    /// The device before it connects.
    public let device: ClientDevice
    /// What was reported so far.
    public private(set) var diagnostics: [Diagnostic] = []

    /// A context without complaints.
    public init(scenario: Scenario, topology: Topology, device: ClientDevice) {
        self.scenario = scenario
        self.topology = topology
        self.device = device
    }

    /// Reports a fault of the language: a reference that leads nowhere, a value of the wrong form.
    public mutating func report(_ kind: Diagnostic.Kind, at place: KeyPosition) {
        diagnostics.append(Diagnostic(kind, at: place.location, keyPath: place.keyPath))
    }

    /// Reports what the service would refuse (CONFIG-ERROR of the rulebook), as a sentence without its full stop.
    public mutating func refuse(_ rule: RuleID, _ message: String, at place: KeyPosition) {
        diagnostics.append(
            .refused(message, rule: rule.rawValue, at: place.location, keyPath: place.keyPath))
    }

    /// Reports what the service accepts but is known to fail (WARNING of the rulebook), as a sentence without its full stop.
    public mutating func warn(_ rule: RuleID, _ message: String, at place: KeyPosition) {
        diagnostics.append(
            .warning(message, rule: rule.rawValue, at: place.location, keyPath: place.keyPath))
    }

    /// The element that a name leads to; `nil`, with a complaint unless that element is faulty itself, if there is none or
    /// more than one.
    public mutating func resolve<Element>(
        _ name: String, in index: ReferenceIndex<Element>, kind: String, from parent: String? = nil,
        at place: KeyPosition
    ) -> Element? {
        let resolution = index.resolve(name, from: parent)
        if case .found(let element) = resolution { return element }
        if let fault = resolution.fault(of: name, kind: kind), !scenario.isBroken(name) { report(fault, at: place) }
        return nil
    }
}

/// Where a value of the scenario stands.
public struct KeyPosition: Hashable, Sendable {
    /// The position in the file.
    public let location: SourceLocation
    /// The path of the key.
    public let keyPath: String
}

extension Marks {
    /// Where the element stands.
    var position: KeyPosition { KeyPosition(location: location, keyPath: keyPath) }

    /// Where the value of a key stands.
    func position(of key: String) -> KeyPosition {
        KeyPosition(location: location(of: key), keyPath: keyPath(of: key))
    }

    /// Where an element of a list stands.
    func position(of key: String, index: Int) -> KeyPosition {
        KeyPosition(location: location(of: key, index: index), keyPath: keyPath(of: key, index: index))
    }

    /// Where a key itself stands.
    func keyPosition(of key: String) -> KeyPosition {
        KeyPosition(location: keyLocation(of: key), keyPath: keyPath(of: key))
    }
}
