import IPCore

/// What stands in a required property until its key is decoded; an element without the key never leaves the decoder.
enum Placeholder {
    static var address: IPAddress { .v4(IPv4Address(bits: 0)) }
    static var interfaceAddress: InterfaceAddress { unspecified }

    private static let unspecified = IPPrefix.defaultIPv4.asInterfaceAddress
}

extension IPPrefix {
    /// The first address of the prefix, with its length.
    fileprivate var asInterfaceAddress: InterfaceAddress {
        guard let result = InterfaceAddress(address: address, length: length) else {
            preconditionFailure("A prefix's length fits its address.")
        }
        return result
    }
}
