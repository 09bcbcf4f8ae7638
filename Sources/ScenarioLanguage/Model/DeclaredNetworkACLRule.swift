public import IPCore

/// A rule of a network ACL.
public struct DeclaredNetworkACLRule: Sendable {
    /// Where the element and its keys were written.
    public var marks: Marks
    /// Its number; lower ones are looked at first.
    public var ruleNo = 0
    /// What becomes of a matching packet.
    public var action = DeclaredACLAction.deny
    /// The protocol.
    public var `protocol` = DeclaredIPProtocol.all
    /// The other side's prefix; `nil` for any.
    public var cidrBlock: IPPrefix?
    /// The first destination port; `nil` for any.
    public var fromPort: Int?
    /// The last destination port; `nil` for any.
    public var toPort: Int?

    init(marks: Marks) { self.marks = marks }
}

extension DeclaredNetworkACLRule: DeclaredMapping {
    static let table = KeyTable<Self>("network_acl_rule", "A rule of a network ACL.") {
        Key("rule_no", \.ruleNo, .integer(1...32766), "Its number; lower ones are looked at first.", required: true)
        Key("action", \.action, .choice, "What becomes of a matching packet.", required: true)
        Key("protocol", \.protocol, .choice, "The protocol.", required: true)
        Key("cidr_block", \.cidrBlock, .prefix, "The other side's prefix.", default: "any")
        Key("from_port", \.fromPort, .integer(-1...65535), "The first destination port.", default: "any")
        Key("to_port", \.toPort, .integer(-1...65535), "The last destination port.", default: "any")
    }

    func check(_ decoder: inout ScenarioDecoder) {
        guard `protocol` != .icmp, let fromPort, let toPort, toPort < fromPort else { return }
        decoder.report(
            Diagnostic(
                .outOfRange(String(toPort), expected: "a port from `from_port` \(fromPort) on"),
                at: marks.location(of: "to_port"), keyPath: marks.keyPath(of: "to_port")))
    }
}
