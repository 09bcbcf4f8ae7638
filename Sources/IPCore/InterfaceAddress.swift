/// The address of an interface together with the prefix length of the network that it is in.
public struct InterfaceAddress: Hashable, Sendable {
    /// The interface's own address; it may have host bits.
    public let address: IPAddress
    /// The prefix length of its network: 0 to the family's bit width.
    public let length: Int

    /// Makes an interface address, or returns `nil` if `length` is out of the family's range.
    public init?(address: IPAddress, length: Int) {
        guard (0...address.family.bitWidth).contains(length) else { return nil }
        self.address = address
        self.length = length
    }

    /// The prefix of the network that the address is in.
    public var network: IPPrefix { IPPrefix(masking: address, length: length) }

    /// Reads `ADDRESS/LENGTH`, such as `192.168.1.4/24`; never throws `hostBitsSet`.
    public static func parse(_ text: String) throws(IPPrefixError) -> InterfaceAddress {
        let bytes = text.utf8
        let slash = bytes.firstIndex(of: UInt8(ascii: "/"))
        guard let address = IPAddress(utf8: bytes[..<(slash ?? bytes.endIndex)]) else { throw .notAnAddress }
        guard let slash else { throw .missingLength }
        let maximum = address.family.bitWidth
        let digits = bytes[bytes.index(after: slash)...]
        guard !digits.isEmpty else { throw .missingLength }
        guard let length = prefixLength(digits, maximum: maximum),
            let result = InterfaceAddress(address: address, length: length)
        else { throw .lengthOutOfRange(max: maximum) }
        return result
    }

    private static func prefixLength(_ digits: Substring.UTF8View, maximum: Int) -> Int? {
        guard digits.count == 1 || digits.first != UInt8(ascii: "0") else { return nil }
        var length = 0
        for byte in digits {
            guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
            length = length * 10 + Int(byte - UInt8(ascii: "0"))
            guard length <= maximum else { return nil }
        }
        return length
    }
}

extension InterfaceAddress: LosslessStringConvertible {
    /// Reads `ADDRESS/LENGTH`, or returns `nil`; `parse(_:)` tells why.
    public init?(_ description: String) {
        do throws(IPPrefixError) {
            self = try Self.parse(description)
        } catch {
            return nil
        }
    }

    /// The address, a slash and the length.
    public var description: String { "\(address)/\(length)" }
}
