/// How outcomes become messages.
public struct ServingPolicy: Hashable, Sendable {
    /// What goes back when the emulated application would get nothing.
    public enum OnTimeout: String, CaseIterable, Hashable, Sendable {
        /// Nothing.
        case drop
        /// SERVFAIL, once the lookup would have ended.
        case servfail
        /// REFUSED, once the lookup would have ended.
        case refused
    }

    /// What goes back when the emulated application would get nothing.
    public var onTimeout: OnTimeout
    /// Real seconds for each virtual one; 0 for no delays.
    public var timeScale: Double
    /// What `version.bind` and `version.server` in the class CHAOS tell.
    public var version: String
    /// What `id.server` and `hostname.bind` tell.
    public var serverID: String
    /// The memory for packed answers of each view, in octets.
    public var cacheLimit: Int

    /// A policy; without arguments the contract's defaults.
    public init(
        onTimeout: OnTimeout = .drop, timeScale: Double = 1, version: String = "dnsscen", serverID: String = "dnsscen",
        cacheLimit: Int = 512 << 20
    ) {
        self.onTimeout = onTimeout
        self.timeScale = timeScale
        self.version = version
        self.serverID = serverID
        self.cacheLimit = cacheLimit
    }
}
