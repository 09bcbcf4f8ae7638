/// Application traffic whose fate is asked for.
public struct DeclaredConnection: Sendable {
    /// Where the element and its keys were written.
    public var marks: Marks
    /// Where it goes.
    public var to = DeclaredDestination.placeholder
    /// Who sends it.
    public var from = "client"
    /// The protocol.
    public var `protocol` = DeclaredIPProtocol.tcp
    /// The port; `nil` for 443, or for none with ICMP.
    public var port: UInt16?
    /// The octets of payload of an ICMP echo.
    public var size: Int?
    /// Whether the packet must not be fragmented.
    public var dontFragment = false
    /// When it is sent on the clock; `nil` for a fresh device.
    public var at: Duration?
    /// What has to come out.
    public var expect: DeclaredConnectionExpectation?

    init(marks: Marks) { self.marks = marks }
}

extension DeclaredConnection: DeclaredMapping {
    static let table = KeyTable<Self>("connection", "Application traffic whose fate is asked for.") {
        Key("to", \.to, .destination, "Where it goes.", required: true)
        Key("from", \.from, .name, "Who sends it.")
        Key("protocol", \.protocol, .choice, "The protocol.")
        Key("port", \.port, .port, "The port.", default: "443, or for none with ICMP")
        Key("size", \.size, .integer(0...65507), "The octets of payload of an ICMP echo.")
        Key("dont_fragment", \.dontFragment, .boolean, "Whether the packet must not be fragmented.")
        Key("at", \.at, .duration, "When it is sent on the clock.", default: "a fresh device")
        Key("expect", \.expect, .mapping(DeclaredConnectionExpectation.self), "What has to come out.")
    }

    func check(_ decoder: inout ScenarioDecoder) {
        guard `protocol` == .icmp, port != nil else { return }
        decoder.report(
            Diagnostic(
                .conflictingKeys(["protocol: icmp", "port"]), at: marks.keyLocation(of: "port"),
                keyPath: marks.keyPath(of: "port")))
    }
}
