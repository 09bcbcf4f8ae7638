public import DNSCore

extension DomainName: ExpressibleByStringLiteral {
    /// Makes the name that a test names, absolute with or without the final dot; a wrong literal ends the test run.
    public init(stringLiteral value: String) {
        guard let name = DomainName(value) else { preconditionFailure("\(value) is no domain name.") }
        self = name
    }
}
