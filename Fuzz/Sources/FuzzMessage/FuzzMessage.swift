import DNSCore
import DNSWire
import FuzzSupport

/// The octets are a message off the wire: what is read is written and read again without a loss.
@c(LLVMFuzzerTestOneInput)
public func testOneInput(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let octets = unsafe Array(UnsafeBufferPointer(start: data, count: count))
    guard let message = try? decode(octets) else { return 0 }
    checkWriting(message)
    if let limit = octets.first { checkTruncation(message, limit: 12 + 8 * Int(limit)) }
    for record in message.answers + message.authorities + message.additionals { checkPresentation(record) }
    return 0
}

private func checkWriting(_ message: Message) {
    // Names that were compressed may need more room than a message has.
    guard encodedSize(message) <= 65_535 else { return }
    let written = encode(message)
    do throws(DNSWireError) {
        let again = try decode(written)
        // A name that is compressed takes the letter case of the one that it points to (RFC 1035 section 4.1.4).
        require(folded(again) == folded(message), "\(message)\nwas read again as\n\(again)")
    } catch {
        fatalError("\(message)\nis written, but cannot be read again: \(error)")
    }
}

/// The message with all data in lower case.
private func folded(_ message: Message) -> Message {
    func folded(_ records: [ResourceRecord]) -> [ResourceRecord] {
        records.map { record in
            ResourceRecord(
                owner: record.owner, type: record.type, recordClass: record.recordClass, ttl: record.ttl,
                rdata: record.rdata.map { 65...90 ~= $0 ? $0 | 0x20 : $0 })
        }
    }
    var message = message
    message.answers = folded(message.answers)
    message.authorities = folded(message.authorities)
    message.additionals = folded(message.additionals)
    return message
}

private func checkTruncation(_ message: Message, limit: Int) {
    let whole = encodedSize(message)
    let written = encode(message, limit: limit)
    var head = message
    head.answers = []
    head.authorities = []
    head.additionals = []
    require(written.count <= max(limit, encodedSize(head)), "\(written.count) octets, limit \(limit): \(message)")
    guard whole > limit, written.count <= 65_535 else { return }
    do throws(DNSWireError) {
        let shortened = try decode(written)
        require(shortened.questions == message.questions && shortened.edns == message.edns, "\(shortened)")
        require(
            folded(message).answers.starts(with: folded(shortened).answers),
            "\(message.answers) became \(shortened.answers)")
        require(
            message.isTruncated || shortened.isTruncated == (shortened.answers.count < message.answers.count)
                || message.answers.isEmpty, "TC is \(shortened.isTruncated): \(shortened)")
    } catch {
        fatalError("\(message)\nis shortened, but cannot be read again: \(error)")
    }
}

private func checkPresentation(_ record: ResourceRecord) {
    let text = presentation(of: record)
    // A master file has records of class IN, and none of meta types.
    guard record.recordClass == .in, !record.type.isMeta, record.type.rawValue != 0 else { return }
    do throws(MasterFileError) {
        let again = try parseRecord(text, origin: .root, defaultTTL: 0)
        require(again == record, "\(record)\nis printed as\n\(text)\nand read as\n\(again)")
    } catch {
        // A message may have data that lacks fields of its type, as those of RFC 2136 do; a master file may not.
        let isGeneric = text.contains(##" \# "##)
        require(isGeneric, "\(record)\nis printed as\n\(text)\nwhich cannot be read: \(error)")
    }
}
