/// How a blocked query is answered.
public enum DeclaredBlockResponse: String, CaseIterable, Hashable, Sendable {
    case nodata = "NODATA"
    case nxdomain = "NXDOMAIN"
    case override = "OVERRIDE"
}
