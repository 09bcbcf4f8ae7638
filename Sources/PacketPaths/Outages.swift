import IPCore
import ScenarioLanguage
import WorldModel

/// The elements that faults of the kind `down` take away, and when.
struct Outages: Sendable {
    /// A time in which something is down.
    struct Window: Hashable, Sendable {
        /// The first instant; `nil` from the start.
        var from: Duration?
        /// The instant at which it is up again; `nil` for never.
        var until: Duration?
        /// The key path of the fault.
        var keyPath: String

        /// Whether the instant lies within.
        func contains(_ instant: Duration) -> Bool {
            if let from, instant < from { return false }
            if let until, instant >= until { return false }
            return true
        }
    }

    private var elements: [String: [Window]] = [:]
    private var addresses: [IPAddress: [Window]] = [:]

    /// Nothing is down.
    init() {}

    /// The outages among the faults of a world.
    init(_ faults: [Fault], nameServers: Table<NameServer>) {
        for fault in faults where fault.kind == .down {
            let window = Window(from: fault.declared.from, until: fault.declared.until, keyPath: fault.keyPath)
            switch fault.target {
            case .element(let element): add(window, to: element)
            case .address(let address): add(window, to: address)
            case .nameServer(let server): for address in nameServers[server].addresses { add(window, to: address) }
            }
        }
    }

    /// Takes an element down for a time.
    mutating func add(_ window: Window, to element: String) { elements[element, default: []].append(window) }

    /// Takes an address down for a time.
    mutating func add(_ window: Window, to address: IPAddress) { addresses[address, default: []].append(window) }

    /// The key path of the fault that keeps an element down, or `nil` while it is up.
    func fault(of element: String, at instant: Duration) -> String? {
        guard !elements.isEmpty else { return nil }
        return elements[element]?.first { $0.contains(instant) }?.keyPath
    }

    /// The key path of the fault that keeps an address down, or `nil` while it is up.
    func fault(of address: IPAddress, at instant: Duration) -> String? {
        guard !addresses.isEmpty else { return nil }
        return addresses[address]?.first { $0.contains(instant) }?.keyPath
    }
}
