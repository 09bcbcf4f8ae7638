public import IPCore

extension IPAddress: @retroactive ExpressibleByUnicodeScalarLiteral {}
extension IPAddress: @retroactive ExpressibleByExtendedGraphemeClusterLiteral {}
extension IPAddress: @retroactive ExpressibleByStringLiteral {
    /// Makes the address that a test names; a wrong literal ends the test run.
    public init(stringLiteral value: String) {
        guard let address = IPAddress(value) else { preconditionFailure("\(value) is no address.") }
        self = address
    }
}

extension IPPrefix: @retroactive ExpressibleByUnicodeScalarLiteral {}
extension IPPrefix: @retroactive ExpressibleByExtendedGraphemeClusterLiteral {}
extension IPPrefix: @retroactive ExpressibleByStringLiteral {
    /// Makes the prefix that a test names; a wrong literal ends the test run.
    public init(stringLiteral value: String) {
        guard let prefix = IPPrefix(value) else { preconditionFailure("\(value) is no prefix.") }
        self = prefix
    }
}

extension InterfaceAddress: @retroactive ExpressibleByUnicodeScalarLiteral {}
extension InterfaceAddress: @retroactive ExpressibleByExtendedGraphemeClusterLiteral {}
extension InterfaceAddress: @retroactive ExpressibleByStringLiteral {
    /// Makes the interface address that a test names; a wrong literal ends the test run.
    public init(stringLiteral value: String) {
        guard let address = InterfaceAddress(value) else { preconditionFailure("\(value) is no interface address.") }
        self = address
    }
}
