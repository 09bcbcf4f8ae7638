import CLdns

/// What libldns says about octets or text that it cannot read.
public struct DNSWireError: Error, Hashable, Sendable {
    /// The number of the `ldns_status`.
    public let status: Int

    /// The status in English, in libldns' words.
    public let text: String

    init(_ status: ldns_status) {
        self.status = Int(status.rawValue)
        text = unsafe ldns_get_errorstr_by_id(status).map { unsafe String(cString: $0) } ?? "ldns status \(self.status)"
    }

    /// What libldns lets pass, but would lose or change.
    init(text: String) {
        self.init(LDNS_STATUS_ERR, text: text)
    }

    private init(_ status: ldns_status, text: String) {
        self.status = Int(status.rawValue)
        self.text = text
    }
}

extension DNSWireError: CustomStringConvertible {
    /// The status in English.
    public var description: String { text }
}
