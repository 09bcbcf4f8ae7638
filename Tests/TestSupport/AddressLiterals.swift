public import IPCore

extension IPAddress: ExpressibleByStringLiteral {
    /// Makes the address that a test names; a wrong literal ends the test run.
    public init(stringLiteral value: String) {
        guard let address = IPAddress(value) else { preconditionFailure("\(value) is no address.") }
        self = address
    }
}

extension IPPrefix: ExpressibleByStringLiteral {
    /// Makes the prefix that a test names; a wrong literal ends the test run.
    public init(stringLiteral value: String) {
        guard let prefix = IPPrefix(value) else { preconditionFailure("\(value) is no prefix.") }
        self = prefix
    }
}

extension InterfaceAddress: ExpressibleByStringLiteral {
    /// Makes the interface address that a test names; a wrong literal ends the test run.
    public init(stringLiteral value: String) {
        guard let address = InterfaceAddress(value) else { preconditionFailure("\(value) is no interface address.") }
        self = address
    }
}
