import DNSCore
import IPCore
import WorldModel

extension Zone {
    /// The owner names below the apex that have records, in canonical order.
    var ownersBelowApex: [DomainName] {
        nodes.filter { $0.key != apex && !$0.value.rrsets.isEmpty }.map(\.key).sorted()
    }

    /// The address records with their owners, in canonical order of the owners.
    var addressRecords: [ResourceRecord] {
        nodes.keys.sorted().flatMap { name in
            [RecordType.a, .aaaa].flatMap { nodes[name]?.rrset($0)?.records ?? [] }
        }
    }
}

extension DomainName {
    /// The name as a sentence has it: without the final dot.
    var prose: String { isRoot ? "." : String(description.dropLast()) }
}

extension Sequence<String> {
    /// The first few, and how many more there are: `a, b, c and 4 more`.
    var shortList: String {
        let all = Array(self)
        if all.count <= 4 {
            guard let last = all.last, all.count > 1 else { return all.first ?? "" }
            return "\(all.dropLast().joined(separator: ", ")) and \(last)"
        }
        return "\(all.prefix(3).joined(separator: ", ")) and \(all.count - 3) more"
    }
}
