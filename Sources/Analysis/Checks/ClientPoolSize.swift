import IPCore
import ScenarioLanguage
public import WorldModel

/// A client pool of the wrong size or place.
///
/// Each service has bounds for its length, wants it apart from the networks behind it, and takes a multiple of the sessions' number of
/// addresses. Repair: a pool within the bounds that the finding names.
public enum ClientPoolSize: DesignCheck {
    /// `client-pool-size`.
    public static let id = "client-pool-size"
    /// What it looks for.
    public static let summary = "A client pool that is too small, too large or overlaps a network"
    /// The rules behind it.
    public static let rules: [RuleID] = [
        .cvpnLimit01, .cvpnLimit02, .cvpnLimit10, .ibmAddr02, .aliAddr01, .aliAddr03,
    ]
    /// Reported when the scenario is loaded.
    public static let adopts = rules
    /// What would have to change.
    public static let repair = "Choose a client pool of a length that the service takes, apart from all other networks."
}
