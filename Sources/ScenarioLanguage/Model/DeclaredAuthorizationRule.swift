public import IPCore

/// A rule that grants access to a network.
public struct DeclaredAuthorizationRule: Sendable {
    /// Where the element and its keys were written.
    public var marks: Marks
    /// The network.
    public var targetNetworkCIDR = IPPrefix.defaultIPv4
    /// The group that gets access.
    public var accessGroupID: String?
    /// Whether everybody gets access.
    public var authorizeAllGroups = false

    init(marks: Marks) { self.marks = marks }
}

extension DeclaredAuthorizationRule: DeclaredMapping {
    static let table = KeyTable<Self>(
        "authorization_rule", "A rule that grants access to a network.",
        rules: [.anyOf(["access_group_id", "authorize_all_groups"])]
    ) {
        Key("target_network_cidr", \.targetNetworkCIDR, .prefix, "The network.", required: true)
        Key("access_group_id", \.accessGroupID, .name, "The group that gets access.")
        Key("authorize_all_groups", \.authorizeAllGroups, .boolean, "Whether everybody gets access.")
    }

    func check(_ decoder: inout ScenarioDecoder) {
        guard accessGroupID != nil, authorizeAllGroups else { return }
        decoder.report(
            Diagnostic(
                .conflictingKeys(["access_group_id", "authorize_all_groups"]),
                at: marks.keyLocation(of: "authorize_all_groups"), keyPath: marks.keyPath(of: "authorize_all_groups")))
    }
}
