/// The names of the choices that a race between servers or links comes down to.
enum RaceChoice {
    /// Of several links that are asked at once, the one whose response comes first.
    static let link = "the link that answers first"
    /// Of several servers that are asked at once, the one whose response comes first.
    static let server = "the server that answers first"
}
