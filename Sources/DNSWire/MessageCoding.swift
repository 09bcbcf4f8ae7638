public import DNSCore

/// Reads a message off the wire.
///
/// The OPT record becomes `edns`. Octets behind the last record are passed over, a message that ends too early or has
/// two OPT records is refused.
public func decode(_ octets: [UInt8]) throws(DNSWireError) -> Message {
    let packet = try WirePacket(octets)
    let message = try packet.message()
    // libldns takes every OPT record out of the section and keeps the last; RFC 6891 section 6.1.1 allows one.
    let declared = Int(octets[10]) << 8 | Int(octets[11])
    let found = message.additionals.count + (message.edns == nil ? 0 : 1)
    guard declared <= found + (packet.hasTSIG ? 1 : 0) else { throw DNSWireError(text: "There are two OPT records") }
    return message
}

/// Writes a message in wire format, its names compressed.
///
/// If it has more than `limit` octets, it gives up, in this order, its additional records, its authority records, and as
/// many of the last answers as it must. TC is set if answers are missing, or authority records where there is no answer,
/// since these are what a negative response consists of (RFC 2181 section 9). Header, questions and OPT always stay.
public func encode(_ message: Message, limit: Int = 65535) -> [UInt8] {
    var message = message
    var octets = encodeWhole(message)
    if octets.count <= limit { return octets }
    message.additionals = []
    octets = encodeWhole(message)
    if octets.count <= limit { return octets }
    if !message.authorities.isEmpty {
        message.authorities = []
        if message.answers.isEmpty { message.isTruncated = true }
        octets = encodeWhole(message)
        if octets.count <= limit { return octets }
    }
    message.isTruncated = true
    let answers = message.answers
    var fitting = 0
    var tooMany = answers.count
    message.answers = []
    octets = encodeWhole(message)
    while tooMany - fitting > 1 {
        let middle = (fitting + tooMany) / 2
        message.answers = Array(answers.prefix(middle))
        let attempt = encodeWhole(message)
        if attempt.count <= limit {
            fitting = middle
            octets = attempt
        } else {
            tooMany = middle
        }
    }
    return octets
}

/// The number of octets that a message has in wire format, its names compressed, if nothing is left out.
public func encodedSize(_ message: Message) -> Int { encodeWhole(message).count }

private func encodeWhole(_ message: Message) -> [UInt8] {
    do throws(DNSWireError) {
        return try WirePacket(message).octets()
    } catch {
        preconditionFailure("libldns writes every message that it was given: \(error)")
    }
}
