import DNSCore

extension DomainName {
    /// The name as a sentence has it: without the final dot, so that none stands before a full stop.
    var prose: String { isRoot ? "." : String(description.dropLast()) }
}
