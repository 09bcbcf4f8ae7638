import WorldModel

extension ResolverProfile {
    /// The tool `dig`: one literal question, the first server three times, each further one once.
    ///
    /// As BIND 9.18 was seen to do it; its manual speaks of three tries a server (rule STUB-03). Any response is final,
    /// SERVFAIL included, unless `+nofail` is given: then the next server is asked at once.
    public static let dig = ResolverProfile(
        name: "dig", method: .query, schedule: .firstServerRepeated, keepsTCP: true, silenceRule: .stub03,
        responseRule: .stub05)
}
