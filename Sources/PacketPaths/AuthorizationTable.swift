import IPCore
import WorldModel

/// The authorization rules of a VPN by longest prefix (rules CVPN-AUTH-01..04).
struct AuthorizationTable: Sendable {
    /// What the rules say of a destination.
    enum Verdict: Hashable, Sendable {
        /// A rule of the longest prefix is for this user.
        case granted(IPPrefix)
        /// No rule has the destination.
        case unmentioned
        /// The rules of the longest prefix are for other groups.
        ///
        /// - Parameters:
        ///   - by: The longest prefix.
        ///   - groups: The groups that it is for.
        ///   - own: The longest shorter prefix of a rule for this user, which does not help.
        case shadowed(by: IPPrefix, groups: [String], own: IPPrefix?)
    }

    private struct Entry {
        var groups: [String] = []
        var isForUser = false
    }

    private var table = PrefixTable<Entry>()

    /// The rules as they look to a user of the given groups.
    init(_ rules: [AuthorizationRule], userGroups: Set<String>) {
        for rule in rules {
            var entry = table[rule.network] ?? Entry()
            if let group = rule.group {
                if !entry.groups.contains(group) { entry.groups.append(group) }
                if userGroups.contains(group) { entry.isForUser = true }
            } else {
                entry.isForUser = true
            }
            table.insert(entry, for: rule.network)
        }
    }

    /// What the rules with the longest prefix around `destination` say; the shorter ones do not count.
    func verdict(for destination: IPAddress) -> Verdict {
        let matches = table.matches(for: destination)
        guard let longest = matches.last else { return .unmentioned }
        if longest.value.isForUser { return .granted(longest.prefix) }
        let own = matches.last { $0.value.isForUser }
        return .shadowed(by: longest.prefix, groups: longest.value.groups.sorted(), own: own?.prefix)
    }
}
