/// Whether a query carries EDNS (RFC 6891), and which size it advertises.
public enum DeclaredEDNS: Hashable, Sendable {
    /// No OPT record is sent.
    case off
    /// An OPT record is sent, with the usual size.
    case on
    /// An OPT record is sent that advertises this many octets.
    case size(UInt16)
}
