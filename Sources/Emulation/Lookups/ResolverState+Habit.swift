public import WorldModel
import StubResolution

extension ResolverState {
    /// How the resolver asks its servers, as the end of a sentence.
    public var habit: String {
        let profile = ResolverProfiles.named(profile, version: version) ?? .sequential
        let read = profile.reading(self)
        let unused = servers.count - read.servers.count
        var text = "\(read.timeout.prose) for each query, \(read.attempts) passes over the list"
        if profile.name != ResolverProfile.sequential.name { text = "asked as \(profile.name) does, with \(text)" }
        if unused > 0 { text += "; only the first \(read.servers.count) are used" }
        return text
    }
}
