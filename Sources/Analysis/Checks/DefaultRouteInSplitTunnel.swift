import ScenarioLanguage
public import WorldModel

/// A route 0.0.0.0/0 in a split tunnel.
///
/// Some clients do not install it, so that the internet stays outside; with others it competes with the device's own default route, and
/// nothing keeps the tunnel's own packets outside. Repair: a full tunnel, or the prefixes that are meant.
public enum DefaultRouteInSplitTunnel: DesignCheck {
    /// `default-route-in-split-tunnel`.
    public static let id = "default-route-in-split-tunnel"
    /// What it looks for.
    public static let summary = "A route 0.0.0.0/0 in a split tunnel"
    /// The rules behind it.
    public static let rules: [RuleID] = [.cvpnRoute06, .ibmRoute08]
    /// Reported when the scenario is loaded.
    public static let adopts: [RuleID] = [.cvpnRoute06, .ibmRoute08]
    /// What would have to change.
    public static let repair = "Use a full tunnel, or list the prefixes that are to go through the tunnel."
}
