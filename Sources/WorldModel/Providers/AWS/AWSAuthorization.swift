import IPCore
import ScenarioLanguage

/// The authorization rules of an endpoint and the groups of this client's user (rules CVPN-AUTH-01, CVPN-AUTH-06).
struct AWSAuthorization {
    /// The rules in order.
    private(set) var rules: [AuthorizationRule] = []
    /// The groups that count: the first 200 of the user's.
    private(set) var groups: Set<String> = []

    /// Reads the rules; with certificates alone there are no groups.
    init(_ vpn: DeclaredVPN, routes: AWSEndpointRoutes, in context: inout ProviderContext) {
        let types = vpn.authenticationOptions?.map(\.type) ?? [.certificate]
        let hasGroups = types.contains { $0 != .certificate }
        let clientToClient = routes.entries.filter { $0.route.action == .clientToClient }.map(\.route.destination)
        for declared in vpn.authorizationRules {
            if let group = declared.accessGroupID {
                let position = declared.marks.position(of: "access_group_id")
                if !hasGroups {
                    context.refuse(
                        .cvpnAuth06, "certificates know no groups: a rule for the group \(group) cannot be made",
                        at: position)
                } else if clientToClient.contains(where: { $0.overlaps(declared.targetNetworkCIDR) }),
                    !declared.targetNetworkCIDR.isDefault
                {
                    context.refuse(
                        .cvpnRoute09, "access from client to client cannot be granted to a group", at: position)
                }
            }
            guard declared.authorizeAllGroups || declared.accessGroupID != nil else { continue }
            rules.append(
                AuthorizationRule(
                    network: declared.targetNetworkCIDR,
                    group: declared.authorizeAllGroups ? nil : declared.accessGroupID))
        }
        groups = Set(vpn.userGroups.prefix(Self.groupsPerUser))
        if vpn.userGroups.count > Self.groupsPerUser {
            context.warn(
                .cvpnAuth06, "a user is in at most \(Self.groupsPerUser) groups: the further ones are ignored",
                at: vpn.marks.position(of: "user_groups", index: Self.groupsPerUser))
        }
        if !hasGroups { groups = [] }
    }

    private static let groupsPerUser = 200
}
