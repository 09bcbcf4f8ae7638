public import DNSCore

extension DeclaredLookup {
    /// Makes a lookup that stands in no file, as a command line asks for it; it has no expectation.
    ///
    /// - Parameters:
    ///   - name: The name as it was written; a final dot keeps the search list away.
    ///   - domainName: The same name, read as an absolute one.
    ///   - types: The record types that are asked for as one result.
    public init(asking name: String, domainName: DomainName, types: [RecordType]) {
        self.init(marks: .blank)
        self.name = name
        self.domainName = domainName
        self.types = types
    }
}
