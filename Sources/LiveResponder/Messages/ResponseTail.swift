import DNSCore

/// The end of a response: what does not fit is left out, and EDNS is answered with EDNS.
struct ResponseTail {
    /// What the query said; `nil` to answer without OPT.
    let edns: ReceivedEDNS?
    /// The most octets that the response may have.
    let limit: Int

    /// An OPT record without options.
    private static let optLength = 11

    /// The payload size that the responder itself announces (DNS flag day 2020).
    static let payloadSize: UInt16 = 1232

    /// Completes the message of `messageLength` octets at the start of `buffer`, behind which an extended error may stand, and
    /// returns the length of the whole.
    ///
    /// A response that does not fit loses its records and bears TC (RFC 2181 section 9); an extended error that does not fit is
    /// left out.
    func complete(
        _ buffer: UnsafeMutableRawBufferPointer, messageLength: Int, errorLength: Int, questionEnd: Int
    ) -> Int {
        let required = edns == nil ? 0 : Self.optLength
        var length = messageLength
        var optionLength = edns == nil || length + required + errorLength > limit ? 0 : errorLength
        // The option is moved before the OPT record is written over it.
        if optionLength > 0 {
            let option = unsafe UnsafeRawBufferPointer(rebasing: buffer[length..<(length + errorLength)])
            let place = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[(length + required)...])
            unsafe place.copyMemory(from: option)
        }
        if length + required > limit {
            length = questionEnd
            optionLength = 0
            unsafe buffer[2] |= 0b10
            for index in 6..<12 { unsafe buffer[index] = 0 }
        }
        guard let edns else { return length }
        unsafe buffer.storeBigEndian(UnsafeRawBufferPointer(buffer).bigEndian16(at: 10) + 1, at: 10)
        unsafe buffer[length] = 0
        unsafe buffer.storeBigEndian(RecordType.opt.rawValue, at: length + 1)
        unsafe buffer.storeBigEndian(Self.payloadSize, at: length + 3)
        unsafe buffer.storeBigEndian(0, at: length + 5)
        // DO is copied (RFC 3225 section 3).
        unsafe buffer.storeBigEndian(edns.isDNSSECOK ? 0x8000 : 0, at: length + 7)
        unsafe buffer.storeBigEndian(UInt16(optionLength), at: length + 9)
        return length + required + optionLength
    }
}

extension AnswerTable.Hit {
    /// An answer that comes fresh from the engine, copied to where one from the table would be.
    init(_ answer: PackedAnswer, facts: UInt16, copiedInto buffer: UnsafeMutableRawBufferPointer) {
        unsafe buffer.copyBytes(from: answer.octets)
        unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[answer.octets.count...]).copyBytes(
            from: answer.errorOption)
        self.init(
            length: answer.octets.count, errorLength: answer.errorOption.count, delay: answer.delay,
            flags: answer.flags,
            outcome: answer.facts.outcome, facts: facts)
    }
}
