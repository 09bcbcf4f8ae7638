import ScenarioLanguage
import StubResolution

/// What the program knows of resolver software: the list of profiles, or one with all its parameters and their evidence.
public struct ProfilePage: Sendable {
    private let style: OutputStyle

    /// Pages in a style.
    public init(_ style: OutputStyle) { self.style = style }

    /// A line for each profile.
    public var list: String {
        var table = TextTable([
            .init("profile"), .init("what it is"), .init("version"), .init("evidence"), .init("SERVFAIL"),
        ])
        for profile in ResolverProfiles.all {
            table.append(texts: [
                profile.name, profile.summary, profile.versions, profile.evidence.rawValue,
                profile.defaults.failover.contains(.servfail) ? "next server" : Self.afterServfail(profile),
            ])
        }
        return table.rendered(style)
    }

    private static func afterServfail(_ profile: ResolverProfile) -> String { profile.racesServers ? "race" : "final" }

    /// The parameters of a profile, or `nil` if there is none of that name.
    public func page(of name: String, version: String?) -> String? {
        guard let profile = ResolverProfiles.named(name, version: version) else { return nil }
        var table = TextTable([.init("parameter"), .init("value"), .init("evidence")])
        for parameter in profile.parameters {
            table.append(texts: [parameter.name, parameter.value, parameter.evidence])
        }
        var text = style.apply(.heading, to: "\(profile.name): \(profile.summary)") + "\n\n" + table.rendered(style)
        if !profile.remarks.isEmpty { text += "\n" }
        for remark in profile.remarks { text += "- \(remark)\n" }
        let others = ResolverProfiles.all.filter { $0.name == name && $0.since != profile.since }
        if !others.isEmpty {
            let versions = others.map(\.versions).joined(separator: ", ")
            text += "\nAnother variant: \(versions) (client.resolver.version).\n"
        }
        return text
    }

    /// The names of all profiles, each once.
    public static var names: [String] {
        var names: [String] = []
        for profile in ResolverProfiles.all where !names.contains(profile.name) { names.append(profile.name) }
        return names
    }
}
