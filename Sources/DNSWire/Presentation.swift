public import DNSCore
import IPCore

/// The record as one line of a master file: owner, TTL, class, type and RDATA with single spaces between them.
///
/// A dollar sign at the beginning of the line would be that of a directive, so it is escaped (RFC 1035 section 5.1).
public func presentation(of record: ResourceRecord) -> String {
    let escape = record.owner.octets.dropFirst().first == UInt8(ascii: "$") ? "\\" : ""
    return
        "\(escape)\(record.owner) \(record.ttl) \(record.recordClass) \(record.type) \(rdataPresentation(of: record))"
}

/// The RDATA of a record in presentation format.
///
/// RDATA that does not fit its type is printed as octets (`\# 3 010203`, RFC 3597 section 5).
public func rdataPresentation(of record: ResourceRecord) -> String {
    // What makes up nearly all records is printed without libldns; a test holds both to the same text.
    switch record.type {
    case .a, .aaaa:
        if let address = record.address { return address.description }
    case .cname, .dname, .ns, .ptr:
        if let target = record.target { return target.description }
    default:
        break
    }
    let text = libldnsRDATAPresentation(of: record)
    return isTrusted(record) || isRead(text, as: record) ? text : octetPresentation(of: record.rdata)
}

/// Whether libldns reads what it prints of the record for what it was.
///
/// Of a type with bit maps it prints no empty window, for one, and a quotation mark within a name it takes for the beginning of a
/// string, `@` alone for the origin. The types of most records have no such peculiarities.
private func isTrusted(_ record: ResourceRecord) -> Bool {
    switch record.type {
    case .soa, .mx, .srv, .txt: !record.rdata.contains { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "@") }
    default: false
    }
}

private func isRead(_ rdata: String, as record: ResourceRecord) -> Bool {
    (try? parseRecord(". 0 IN \(record.type) \(rdata)", origin: .root, defaultTTL: 0))?.rdata == record.rdata
}

private func octetPresentation(of rdata: [UInt8]) -> String {
    let digits = rdata.map { octet in (octet < 16 ? "0" : "") + String(octet, radix: 16) }
    return (["\\#", String(rdata.count)] + (digits.isEmpty ? [] : [digits.joined()])).joined(separator: " ")
}

/// The RDATA as libldns prints it, or as octets if it cannot.
func libldnsRDATAPresentation(of record: ResourceRecord) -> String {
    do throws(DNSWireError) {
        if let text = try WireRecord(record).rdataText { return text }
    } catch {
        // RDATA that libldns does not understand is still printed below.
    }
    return octetPresentation(of: record.rdata)
}
