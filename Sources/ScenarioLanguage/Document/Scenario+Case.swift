import DNSCore

extension Scenario {
    /// Adds what a case has of its own; the changes of its `set` are made before decoding.
    mutating func apply(_ chosen: DeclaredCase) {
        caseName = chosen.name
        caseDescription = chosen.description
        lookups = Self.merged(lookups, chosen.lookups, by: LookupKey.init)
        connections = Self.merged(connections, chosen.connections, by: ConnectionKey.init)
        if chosen.marks.isSet("expect") {
            if chosen.expect.marks.isSet("invalid") { expect.invalid = chosen.expect.invalid }
            if chosen.expect.marks.isSet("warnings") { expect.warnings = chosen.expect.warnings }
            expect.marks = chosen.expect.marks
        }
    }

    /// `base` with each of `own` in the place of the first of the same key not yet replaced, the rest of `own` behind.
    private static func merged<Element, Key: Hashable>(
        _ base: [Element], _ own: [Element], by key: (Element) -> Key
    ) -> [Element] {
        guard !own.isEmpty else { return base }
        var places: [Key: [Int]] = [:]
        for (index, element) in base.enumerated().reversed() { places[key(element), default: []].append(index) }
        var result = base
        for element in own {
            if let index = places[key(element)]?.popLast() {
                result[index] = element
            } else {
                result.append(element)
            }
        }
        return result
    }
}

/// What makes two lookups the same one.
private struct LookupKey: Hashable {
    let name: DomainName
    let types: [RecordType]
    let at: Duration?

    init(_ lookup: DeclaredLookup) {
        name = lookup.domainName
        types = lookup.types.sorted()
        at = lookup.at
    }
}

/// What makes two connections the same one.
private struct ConnectionKey: Hashable {
    let to: DeclaredDestination
    let from: String
    let `protocol`: DeclaredIPProtocol
    let port: UInt16?
    let at: Duration?

    init(_ connection: DeclaredConnection) {
        to =
            switch connection.to {
            case .address: connection.to
            case .name(_, let name): .name("", name)
            }
        from = connection.from
        self.protocol = connection.protocol
        port = connection.port ?? (connection.protocol == .icmp ? nil : 443)
        at = connection.at
    }
}
