public import DNSCore
import ScenarioLanguage
public import WorldModel

/// A name and types that a command line asks for.
public struct AskedName: Hashable, Sendable {
    /// The name as it was written.
    public let text: String
    /// The same name, read as an absolute one.
    public let name: DomainName
    /// The types, asked for as one result.
    public let types: [RecordType]
    /// When it is asked for on the scenario's clock; `nil` for a fresh device, at the start.
    public var at: Duration?

    /// Reads a name and types such as `A`, `A+AAAA`; `nil` for a name or type that is none.
    public init?(_ text: String, types typeText: String = "A") {
        guard let name = DomainName(text), !text.isEmpty else { return nil }
        var types: [RecordType] = []
        for word in typeText.split(separator: "+", omittingEmptySubsequences: false) {
            guard let type = RecordType(mnemonic: String(word)) else { return nil }
            types.append(type)
        }
        self.text = text
        self.name = name
        self.types = types
    }

    /// The client's lookup of the name.
    public var request: LookupRequest {
        var lookup = DeclaredLookup(asking: text, domainName: name, types: types)
        lookup.at = at
        return LookupRequest(declared: lookup, asker: .client, server: nil)
    }
}
