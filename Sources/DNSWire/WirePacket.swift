import CLdns
import DNSCore
import Glibc

/// Owns a message of libldns.
@safe struct WirePacket: ~Copyable {
    private let pointer: UnsafeMutablePointer<ldns_pkt>

    /// Reads a message off the wire.
    init(_ octets: [UInt8]) throws(DNSWireError) {
        var parsed: UnsafeMutablePointer<ldns_pkt>?
        let status = unsafe octets.withUnsafeBufferPointer { unsafe ldns_wire2pkt(&parsed, $0.baseAddress, $0.count) }
        guard status == LDNS_STATUS_OK, let parsed = unsafe parsed else { throw DNSWireError(status) }
        unsafe pointer = parsed
    }

    /// Builds a message; records whose RDATA libldns does not understand are taken as they are.
    init(_ message: Message) {
        guard let new = unsafe ldns_pkt_new() else { preconditionFailure("libldns is out of memory.") }
        unsafe pointer = new
        unsafe ldns_pkt_set_id(pointer, message.id)
        unsafe ldns_pkt_set_qr(pointer, message.isResponse)
        unsafe ldns_pkt_set_opcode(pointer, ldns_pkt_opcode(UInt32(message.opcode.rawValue & 0xf)))
        unsafe ldns_pkt_set_aa(pointer, message.isAuthoritative)
        unsafe ldns_pkt_set_tc(pointer, message.isTruncated)
        unsafe ldns_pkt_set_rd(pointer, message.isRecursionDesired)
        unsafe ldns_pkt_set_ra(pointer, message.isRecursionAvailable)
        unsafe ldns_pkt_set_ad(pointer, message.isAuthenticData)
        unsafe ldns_pkt_set_cd(pointer, message.isCheckingDisabled)
        unsafe ldns_pkt_set_rcode(pointer, UInt8(message.responseCode.rawValue & 0xf))
        for question in message.questions { push(WireRecord(question), in: LDNS_SECTION_QUESTION) }
        for record in message.answers { push(Self.wireRecord(record), in: LDNS_SECTION_ANSWER) }
        for record in message.authorities { push(Self.wireRecord(record), in: LDNS_SECTION_AUTHORITY) }
        for record in message.additionals { push(Self.wireRecord(record), in: LDNS_SECTION_ADDITIONAL) }
        if let edns = message.edns { set(edns, responseCode: message.responseCode) }
    }

    deinit { unsafe ldns_pkt_free(pointer) }

    private static func wireRecord(_ record: ResourceRecord) -> WireRecord {
        do throws(DNSWireError) {
            return try WireRecord(record)
        } catch {
            return WireRecord(opaque: record)
        }
    }

    private func push(_ record: consuming WireRecord, in section: ldns_pkt_section) {
        guard unsafe ldns_pkt_push_rr(pointer, section, record.release()) else {
            preconditionFailure("libldns is out of memory.")
        }
    }

    private func set(_ edns: EDNS, responseCode: ResponseCode) {
        // libldns leaves an OPT record out whose fields are all zero unless it is told that there is one.
        unsafe pointer.pointee._edns_present = 1
        unsafe ldns_pkt_set_edns_udp_size(pointer, edns.udpPayloadSize)
        unsafe ldns_pkt_set_edns_version(pointer, edns.version)
        unsafe ldns_pkt_set_edns_z(pointer, edns.flags)
        unsafe ldns_pkt_set_edns_extended_rcode(pointer, UInt8(truncatingIfNeeded: responseCode.rawValue >> 4))
        guard !edns.options.isEmpty else { return }
        var options: [UInt8] = []
        for option in edns.options {
            options.appendInteger(option.code)
            options.appendInteger(UInt16(clamping: option.data.count))
            options.append(contentsOf: option.data.prefix(Int(UInt16.max)))
        }
        let data = unsafe options.withUnsafeBytes {
            unsafe ldns_rdf_new_frm_data(LDNS_RDF_TYPE_NONE, $0.count, $0.baseAddress)
        }
        guard let data = unsafe data else { preconditionFailure("libldns is out of memory.") }
        unsafe ldns_pkt_set_edns_data(pointer, data)
    }

    /// Whether the message is signed (RFC 8945); the signature is in no section.
    var hasTSIG: Bool { unsafe ldns_pkt_tsig(pointer) != nil }

    /// The message in wire format, its names compressed.
    func octets() throws(DNSWireError) -> [UInt8] {
        var octets: UnsafeMutablePointer<UInt8>?
        var count = 0
        let status = unsafe ldns_pkt2wire(&octets, pointer, &count)
        defer { unsafe free(octets) }
        guard status == LDNS_STATUS_OK, let octets = unsafe octets else { throw DNSWireError(status) }
        return unsafe Array(UnsafeBufferPointer(start: octets, count: count))
    }

    /// The message as a value.
    func message() throws(DNSWireError) -> Message {
        var message = Message(
            id: unsafe ldns_pkt_id(pointer), isResponse: unsafe ldns_pkt_qr(pointer),
            opcode: Opcode(rawValue: UInt8(truncatingIfNeeded: unsafe ldns_pkt_get_opcode(pointer).rawValue)),
            isAuthoritative: unsafe ldns_pkt_aa(pointer), isTruncated: unsafe ldns_pkt_tc(pointer),
            isRecursionDesired: unsafe ldns_pkt_rd(pointer), isRecursionAvailable: unsafe ldns_pkt_ra(pointer),
            isAuthenticData: unsafe ldns_pkt_ad(pointer), isCheckingDisabled: unsafe ldns_pkt_cd(pointer),
            responseCode: ResponseCode(rawValue: UInt16(unsafe ldns_pkt_get_rcode(pointer).rawValue)))
        message.questions = try records(LDNS_SECTION_QUESTION).map {
            Question(name: $0.owner, type: $0.type, recordClass: $0.recordClass)
        }
        message.answers = try records(LDNS_SECTION_ANSWER)
        message.authorities = try records(LDNS_SECTION_AUTHORITY)
        message.additionals = try records(LDNS_SECTION_ADDITIONAL)
        if unsafe ldns_pkt_edns(pointer) {
            let high = UInt16(unsafe ldns_pkt_edns_extended_rcode(pointer)) << 4
            message.responseCode = ResponseCode(rawValue: message.responseCode.rawValue | high)
            message.edns = try edns()
        }
        return message
    }

    private func edns() throws(DNSWireError) -> EDNS {
        var edns = EDNS(
            version: unsafe ldns_pkt_edns_version(pointer), udpPayloadSize: unsafe ldns_pkt_edns_udp_size(pointer))
        edns.flags = unsafe ldns_pkt_edns_z(pointer)
        guard let data = unsafe ldns_pkt_edns_data(pointer), let start = unsafe ldns_rdf_data(data) else { return edns }
        var rest = unsafe Array(UnsafeBufferPointer(start: start, count: ldns_rdf_size(data)))[...]
        while !rest.isEmpty {
            let header = rest.prefix(4).map(Int.init)
            guard header.count == 4 else { throw DNSWireError(text: "An EDNS option is cut off") }
            let data = rest.dropFirst(4).prefix(header[2] << 8 | header[3])
            guard data.count == header[2] << 8 | header[3] else {
                throw DNSWireError(text: "An EDNS option is cut off")
            }
            edns.options.append(EDNS.Option(code: UInt16(header[0] << 8 | header[1]), data: Array(data)))
            rest = rest.dropFirst(4 + data.count)
        }
        return edns
    }

    private func records(_ section: ldns_pkt_section) throws(DNSWireError) -> [ResourceRecord] {
        // The list is the message's own; ldns_pkt_get_section_clone would hand a copy out.
        let list: UnsafeMutablePointer<ldns_rr_list>? =
            switch section {
            case LDNS_SECTION_QUESTION: unsafe ldns_pkt_question(pointer)
            case LDNS_SECTION_ANSWER: unsafe ldns_pkt_answer(pointer)
            case LDNS_SECTION_AUTHORITY: unsafe ldns_pkt_authority(pointer)
            default: unsafe ldns_pkt_additional(pointer)
            }
        guard let list = unsafe list else { return [] }
        var records: [ResourceRecord] = []
        for index in 0..<(unsafe ldns_rr_list_rr_count(list)) {
            guard let record = unsafe ldns_rr_list_rr(list, index) else { continue }
            records.append(try unsafe ResourceRecord(record))
        }
        return records
    }
}

extension ResourceRecord {
    /// Copies a record that somebody else owns; a question has neither TTL nor RDATA.
    @unsafe fileprivate init(_ pointer: UnsafePointer<ldns_rr>) throws(DNSWireError) {
        guard let owner = unsafe ldns_rr_owner(pointer),
            let name = unsafe DomainName(
                octets: UnsafeBufferPointer(start: ldns_rdf_data(owner), count: ldns_rdf_size(owner)))
        else { throw DNSWireError(LDNS_STATUS_DOMAINNAME_OVERFLOW) }
        let isQuestion = unsafe ldns_rr_is_question(pointer)
        self.init(
            owner: name,
            type: RecordType(rawValue: UInt16(truncatingIfNeeded: unsafe ldns_rr_get_type(pointer).rawValue)),
            recordClass: RecordClass(rawValue: UInt16(truncatingIfNeeded: unsafe ldns_rr_get_class(pointer).rawValue)),
            ttl: isQuestion ? .zero : TTL(wireValue: unsafe ldns_rr_ttl(pointer)),
            rdata: isQuestion ? [] : unsafe WireRecord.rdata(of: pointer))
    }
}
