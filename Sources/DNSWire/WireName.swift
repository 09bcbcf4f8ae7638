import CLdns
import DNSCore

/// Owns a domain name of libldns.
@safe struct WireName: ~Copyable {
    private let pointer: UnsafeMutablePointer<ldns_rdf>

    init(_ name: DomainName) {
        let copy = unsafe name.octets.withUnsafeBytes {
            unsafe ldns_rdf_new_frm_data(LDNS_RDF_TYPE_DNAME, $0.count, $0.baseAddress)
        }
        guard let copy = unsafe copy else { preconditionFailure("libldns is out of memory.") }
        unsafe pointer = copy
    }

    deinit { unsafe ldns_rdf_deep_free(pointer) }

    /// Lends the name to a C function that does not keep it.
    borrowing func withPointer<Result>(_ body: (UnsafePointer<ldns_rdf>) -> Result) -> Result {
        unsafe body(UnsafePointer(pointer))
    }

    /// Gives the name up to a C function that takes ownership.
    consuming func release() -> UnsafeMutablePointer<ldns_rdf> {
        let released = unsafe pointer
        discard self
        return unsafe released
    }
}
