import CLdns
import DNSCore
import Glibc

/// Owns a resource record of libldns.
@safe struct WireRecord: ~Copyable {
    private let pointer: UnsafeMutablePointer<ldns_rr>

    /// Reads one line of a master file: owner, TTL, class, type and RDATA, with a final zero octet.
    ///
    /// Relative names in the RDATA are completed with `origin`.
    init(presentation line: [UInt8], origin: borrowing WireName) throws(DNSWireError) {
        precondition(line.last == 0, "A C string ends with a zero octet.")
        var parsed: UnsafeMutablePointer<ldns_rr>?
        let status = unsafe origin.withPointer { origin in
            unsafe line.withUnsafeBytes { bytes in
                unsafe ldns_rr_new_frm_str(
                    &parsed, bytes.assumingMemoryBound(to: CChar.self).baseAddress, 0, origin, nil)
            }
        }
        guard status == LDNS_STATUS_OK, let parsed = unsafe parsed else { throw DNSWireError(status) }
        // libldns completes a relative name to any length.
        guard unsafe Self.longestName(in: parsed) <= Int(LDNS_MAX_DOMAINLEN) else {
            unsafe ldns_rr_free(parsed)
            throw DNSWireError(text: "a name of more than \(LDNS_MAX_DOMAINLEN) octets")
        }
        unsafe pointer = parsed
    }

    /// Takes a record apart into the fields of its type, so that it can be printed, and names in it compressed.
    init(_ record: ResourceRecord) throws(DNSWireError) {
        var octets = record.owner.octets
        octets.appendInteger(record.type.rawValue)
        octets.appendInteger(record.recordClass.rawValue)
        octets.appendInteger(record.ttl.seconds)
        guard let count = UInt16(exactly: record.rdata.count) else { throw DNSWireError(LDNS_STATUS_PACKET_OVERFLOW) }
        octets.appendInteger(count)
        octets.append(contentsOf: record.rdata)
        var parsed: UnsafeMutablePointer<ldns_rr>?
        var position = 0
        let status = unsafe octets.withUnsafeBufferPointer {
            unsafe ldns_wire2rr(&parsed, $0.baseAddress, $0.count, &position, LDNS_SECTION_ANSWER)
        }
        guard status == LDNS_STATUS_OK, let parsed = unsafe parsed else { throw DNSWireError(status) }
        // libldns follows a compression pointer in the RDATA, which here leads nowhere, and does not mind if fields
        // are missing.
        let minimum = unsafe ldns_rr_descriptor_minimum(ldns_rr_descript(record.type.rawValue))
        guard unsafe Self.rdata(of: parsed) == record.rdata, unsafe ldns_rr_rd_count(parsed) >= minimum else {
            unsafe ldns_rr_free(parsed)
            throw DNSWireError(text: "RDATA that does not fit its type")
        }
        unsafe pointer = parsed
    }

    /// Takes a record whose RDATA libldns need not understand.
    init(opaque record: ResourceRecord) {
        guard let new = unsafe ldns_rr_new(),
            let data = unsafe record.rdata.withUnsafeBytes({
                unsafe ldns_rdf_new_frm_data(LDNS_RDF_TYPE_UNKNOWN, $0.count, $0.baseAddress)
            })
        else { preconditionFailure("libldns is out of memory.") }
        unsafe pointer = new
        unsafe ldns_rr_set_owner(pointer, WireName(record.owner).release())
        unsafe ldns_rr_set_type(pointer, ldns_rr_type(UInt32(record.type.rawValue)))
        unsafe ldns_rr_set_class(pointer, ldns_rr_class(UInt32(record.recordClass.rawValue)))
        unsafe ldns_rr_set_ttl(pointer, record.ttl.seconds)
        guard unsafe ldns_rr_push_rdf(pointer, data) else { preconditionFailure("libldns is out of memory.") }
    }

    /// Makes the record of a question section.
    init(_ question: Question) {
        guard let new = unsafe ldns_rr_new() else { preconditionFailure("libldns is out of memory.") }
        unsafe pointer = new
        unsafe ldns_rr_set_owner(pointer, WireName(question.name).release())
        unsafe ldns_rr_set_type(pointer, ldns_rr_type(UInt32(question.type.rawValue)))
        unsafe ldns_rr_set_class(pointer, ldns_rr_class(UInt32(question.recordClass.rawValue)))
        unsafe ldns_rr_set_question(pointer, true)
    }

    deinit { unsafe ldns_rr_free(pointer) }

    /// The RDATA in wire format, names not compressed.
    var rdata: [UInt8] { unsafe Self.rdata(of: pointer) }

    /// The RDATA in presentation format; `nil` if libldns has no text for it.
    var rdataText: String? {
        guard let text = unsafe cldns_rr2str(pointer) else { return nil }
        defer { unsafe free(text) }
        // owner, TTL, class and type stand before tabs; a later tab is part of a quoted string, where libldns does
        // not escape it.
        let line = unsafe Array(UnsafeBufferPointer(start: text, count: strlen(text))).map { UInt8(bitPattern: $0) }
        let fields = line.split(separator: UInt8(ascii: "\t"), maxSplits: 4, omittingEmptySubsequences: false)
        guard fields.count == 5 else { return nil }
        var rdata = fields[4]
        while let last = rdata.last, last == UInt8(ascii: "\n") || last == UInt8(ascii: " ") { rdata.removeLast() }
        let escaped = rdata.flatMap { $0 == UInt8(ascii: "\t") ? Array(#"\009"#.utf8) : [$0] }
        return String(decoding: escaped, as: UTF8.self)
    }

    /// Gives the record up to a C function that takes ownership.
    consuming func release() -> UnsafeMutablePointer<ldns_rr> {
        let released = unsafe pointer
        discard self
        return unsafe released
    }
}

extension WireRecord {
    /// Whether a field of a type's RDATA is a name.
    static func isName(_ type: RecordType, field index: Int) -> Bool {
        guard let form = unsafe ldns_rr_descript(type.rawValue), unsafe index < ldns_rr_descriptor_maximum(form) else {
            return false
        }
        return unsafe ldns_rr_descriptor_field_type(form, index) == LDNS_RDF_TYPE_DNAME
    }

    /// The RDATA of a record that somebody else owns.
    @unsafe static func rdata(of pointer: UnsafePointer<ldns_rr>) -> [UInt8] {
        var octets: [UInt8] = []
        for index in 0..<(unsafe ldns_rr_rd_count(pointer)) {
            guard let field = unsafe ldns_rr_rdf(pointer, index) else { continue }
            unsafe octets.append(
                contentsOf: UnsafeBufferPointer(start: ldns_rdf_data(field), count: ldns_rdf_size(field)))
        }
        return octets
    }

    /// The length in octets of the longest name in the RDATA; 0 if there is none.
    @unsafe private static func longestName(in pointer: UnsafePointer<ldns_rr>) -> Int {
        var longest = 0
        for index in 0..<(unsafe ldns_rr_rd_count(pointer)) {
            guard let field = unsafe ldns_rr_rdf(pointer, index),
                unsafe ldns_rdf_get_type(field) == LDNS_RDF_TYPE_DNAME
            else { continue }
            longest = unsafe max(longest, ldns_rdf_size(field))
        }
        return longest
    }
}

extension [UInt8] {
    /// Appends an integer in network order.
    mutating func appendInteger<Integer: FixedWidthInteger & UnsignedInteger>(_ value: Integer) {
        for shift in stride(from: Integer.bitWidth - 8, through: 0, by: -8) {
            append(UInt8(truncatingIfNeeded: value >> shift))
        }
    }
}
