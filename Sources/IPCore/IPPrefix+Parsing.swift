/// Why a text is no prefix, or no address with a prefix length.
public enum IPPrefixError: Error, Hashable, Sendable {
    /// What stands before the slash is neither an IPv4 nor an IPv6 address.
    case notAnAddress
    /// There is an address, but no slash with a length behind it.
    case missingLength
    /// What stands behind the slash is no decimal number from 0 to `max`.
    case lengthOutOfRange(max: Int)
    /// The address has bits behind the prefix length; `network` is the prefix without them.
    case hostBitsSet(network: IPPrefix)
}

extension IPPrefix {
    /// Reads `ADDRESS/LENGTH`, such as `10.0.0.0/8` or `fd00::/8`.
    public static func parse(_ text: String) throws(IPPrefixError) -> IPPrefix {
        let interface = try InterfaceAddress.parse(text)
        guard let prefix = IPPrefix(address: interface.address, length: interface.length) else {
            throw .hostBitsSet(network: interface.network)
        }
        return prefix
    }
}

extension IPPrefix: LosslessStringConvertible {
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
