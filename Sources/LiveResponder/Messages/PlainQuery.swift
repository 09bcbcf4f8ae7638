public import DNSCore

/// The question of a query without anything unusual in it, read without libldns: the hot path of the responder.
///
/// A query is plain if it has QR 0, opcode QUERY, TC 0, one question of class IN whose name is not compressed, no answer and
/// authority records, nothing or one OPT record of version 0 with well-formed options behind the question, and no further octet.
/// On every plain query libldns reads the same; all others are left to it.
public struct PlainQuery: Hashable, Sendable {
    /// The message ID.
    public var id: UInt16
    /// The octets of QNAME, its final zero included; it begins at octet 12 of the message.
    public var nameLength: Int
    /// QTYPE.
    public var type: RecordType
    /// RD.
    public var recursionDesired: Bool
    /// CD.
    public var checkingDisabled: Bool
    /// What the OPT record says, if there is one.
    public var edns: ReceivedEDNS?

    /// Where QNAME begins.
    static let nameStart = 12

    /// Reads a query; `nil` for all that is not plain.
    public init?(_ message: UnsafeRawBufferPointer) {
        let count = message.count
        guard count >= 17 else { return nil }
        // QR, opcode and TC are 0; QDCOUNT is 1, ANCOUNT and NSCOUNT are 0, ARCOUNT is 0 or 1.
        guard unsafe message[2] & 0b1111_1010 == 0, unsafe message.bigEndian16(at: 4) == 1,
            unsafe message.bigEndian16(at: 6) == 0, unsafe message.bigEndian16(at: 8) == 0,
            unsafe message[10] == 0, unsafe message[11] <= 1
        else { return nil }
        var index = Self.nameStart
        while true {
            guard index < count else { return nil }
            let length = unsafe Int(message[index])
            index += 1
            if length == 0 { break }
            guard length <= 63 else { return nil }
            index += length
            guard index - Self.nameStart < 255 else { return nil }
        }
        guard index - Self.nameStart <= 255, index + 4 <= count else { return nil }
        guard unsafe message.bigEndian16(at: index + 2) == 1 else { return nil }
        id = unsafe message.bigEndian16(at: 0)
        nameLength = index - Self.nameStart
        type = unsafe RecordType(rawValue: message.bigEndian16(at: index))
        recursionDesired = unsafe message[2] & 1 != 0
        checkingDisabled = unsafe message[3] & 0x10 != 0
        index += 4
        guard unsafe message[11] == 1 else {
            guard index == count else { return nil }
            edns = nil
            return
        }
        guard let edns = unsafe ReceivedEDNS(opt: message, at: index) else { return nil }
        self.edns = edns
    }
}

/// What the OPT record of a query tells the responder.
public struct ReceivedEDNS: Hashable, Sendable {
    /// The UDP payload size that the sender takes.
    public var payloadSize: UInt16
    /// DO.
    public var isDNSSECOK: Bool

    /// What an OPT record says.
    public init(payloadSize: UInt16, isDNSSECOK: Bool) {
        self.payloadSize = payloadSize
        self.isDNSSECOK = isDNSSECOK
    }

    /// Reads an OPT record of version 0 that fills the message from `start` to its end; `nil` for anything else.
    init?(opt message: UnsafeRawBufferPointer, at start: Int) {
        guard start + 11 <= message.count, unsafe message[start] == 0,
            unsafe message.bigEndian16(at: start + 1) == RecordType.opt.rawValue,
            // The high octet of the RCODE and the version are 0.
            unsafe message.bigEndian16(at: start + 5) == 0,
            unsafe start + 11 + Int(message.bigEndian16(at: start + 9)) == message.count
        else { return nil }
        var option = start + 11
        while option < message.count {
            guard option + 4 <= message.count else { return nil }
            option += unsafe 4 + Int(message.bigEndian16(at: option + 2))
        }
        guard option == message.count else { return nil }
        payloadSize = unsafe message.bigEndian16(at: start + 3)
        isDNSSECOK = unsafe message[start + 7] & 0x80 != 0
    }
}

extension UnsafeRawBufferPointer {
    /// The number of two octets in network order.
    @inline(__always)
    func bigEndian16(at index: Int) -> UInt16 {
        unsafe UInt16(self[index]) << 8 | UInt16(self[index + 1])
    }
}

extension UnsafeMutableRawBufferPointer {
    /// Writes a number as two octets in network order.
    @inline(__always)
    func storeBigEndian(_ value: UInt16, at index: Int) {
        unsafe self[index] = UInt8(truncatingIfNeeded: value >> 8)
        unsafe self[index + 1] = UInt8(truncatingIfNeeded: value)
    }
}
