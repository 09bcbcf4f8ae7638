import DNSCore
import WorldModel

/// The answer of an authoritative server (RFC 1034 section 4.3.2), as BIND, NSD, Knot and PowerDNS agree on it.
struct AuthoritativeAnswer {
    private let zones: ZoneSet
    private let serverName: String
    private var response = Response(code: .noerror, isAuthoritative: true)
    private var visited: Set<DomainName> = []

    /// The most names that a chain is followed through.
    static let chainLimit = 16

    /// The response of a server named `serverName` with the given zones.
    static func response(to question: Question, zones: ZoneSet, serverName: String) -> Response {
        var answer = AuthoritativeAnswer(zones: zones, serverName: serverName)
        answer.follow(question)
        return answer.response
    }

    private init(zones: ZoneSet, serverName: String) {
        self.zones = zones
        self.serverName = serverName
    }

    /// Follows a chain as long as it stays in the server's zones; a loop ends it, NOERROR.
    private mutating func follow(_ question: Question) {
        var name = question.name
        while visited.count < Self.chainLimit, visited.insert(name).inserted {
            guard let zone = zones.zone(for: name, question.type) else {
                if visited.count == 1 { refuse(name) } else { leave(to: name) }
                return
            }
            // What is added last decides together with all before it.
            response.signatures =
                zone.isSigned && (visited.count == 1 || response.signatures == .valid) ? .valid : .absent
            guard let next = add(zone.find(name, question.type), at: name, question.type, in: zone) else { return }
            name = next
        }
        explain("The chain does not end: \(name.text) comes again, and \(serverName) sends what it has.", nil)
        response.reason = .loop
    }

    /// Adds what a zone holds and returns the name to go on with, or `nil` at the end.
    private mutating func add(
        _ finding: ZoneFinding, at name: DomainName, _ type: RecordType, in zone: Zone
    ) -> DomainName? {
        switch finding {
        case .records(let rrset, let wildcard):
            response.answers += rrset.records
            explain("\(label(of: zone)) has \(rrset.type) at \(name.text)\(from(wildcard)).", nil, isDecisive: true)
            addAuthority(of: zone, besides: rrset)
        case .cname(let record, let target, let wildcard):
            response.answers.append(record)
            explain("\(label(of: zone)) has a CNAME from \(name.text) to \(target.text)\(from(wildcard)).", .dnsmsg11)
            return target
        case .dname(let record, let target):
            if !response.answers.contains(record) { response.answers.append(record) }
            guard let target else {
                response.code = .yxdomain
                response.reason = .serverPolicy
                explain("Rewritten by the DNAME at \(record.owner.text) the name is too long.", nil, isDecisive: true)
                return nil
            }
            response.answers.append(.cname(name, ttl: record.ttl, target: target))
            explain("The DNAME at \(record.owner.text) leads \(name.text) to \(target.text).", .dnsmsg11)
            // The synthesized record is itself what a question for a CNAME asks for.
            return type == .cname ? nil : target
        case .alias(let alias):
            add(alias, at: name, type, in: zone)
        case .delegation(let cut):
            refer(to: cut, in: zone)
        case .noData(_, let wildcard):
            deny(.noerror, .typeNotAtName, zone)
            explain(
                "\(label(of: zone)) has \(name.text)\(from(wildcard)), but no \(type) there.", nil, isDecisive: true)
        case .noSuchName(let encloser):
            deny(.nxdomain, .nameNotInZone, zone)
            explain(
                "\(label(of: zone)) has no \(name.text); the closest name that it has is \(encloser.text).", nil,
                isDecisive: true)
        }
        return nil
    }

    private mutating func add(_ alias: AliasRecord, at name: DomainName, _ type: RecordType, in zone: Zone) {
        let records: [ResourceRecord]
        switch alias.target {
        case .addresses(let addresses):
            records = addresses.filter { $0.recordType == type }.map { .address(name, ttl: 60, $0) }
        case .name(let target):
            guard let next = zones.zone(for: target, type), case .records(let rrset, _) = next.find(target, type) else {
                records = []
                break
            }
            records = rrset.withOwner(name).records
        }
        response.answers += records
        if records.isEmpty { deny(.noerror, .typeNotAtName, zone) }
        explain("\(label(of: zone)) has an alias record at \(name.text).", .r53PHZ13, isDecisive: true)
    }

    private mutating func addAuthority(of zone: Zone, besides rrset: RRset) {
        if let servers = zone.node(at: zone.apex)?.rrset(.ns), rrset.type != .ns || rrset.owner != zone.apex {
            response.authorities += servers.withOwner(zone.apex).records
        }
        for record in rrset.records + response.authorities {
            switch record.type {
            case .ns, .mx, .srv: addGlue(of: record)
            default: continue
            }
        }
    }

    private mutating func refer(to cut: RRset, in zone: Zone) {
        // AA speaks of the first owner name of the answer, a CNAME's if there is one (RFC 1035 section 4.1.1).
        response.isAuthoritative = !response.answers.isEmpty
        response.authorities += cut.records
        for record in cut.records { addGlue(of: record) }
        response.reason = .typeNotAtName
        explain(
            "\(label(of: zone)) delegates \(cut.owner.text): \(serverName) refers to its name servers.", nil,
            isDecisive: true)
    }

    private mutating func addGlue(of record: ResourceRecord) {
        guard let target = record.target else { return }
        for address in zones.glue(for: target)
        where !response.additionals.contains(address) && !response.answers.contains(address) {
            response.additionals.append(address)
        }
    }

    private mutating func deny(_ code: ResponseCode, _ reason: ReasonCode, _ zone: Zone) {
        response.code = code
        response.reason = reason
        if let soa = zone.negativeSOA { response.authorities.append(soa) }
    }

    private mutating func refuse(_ name: DomainName) {
        response.code = .refused
        response.isAuthoritative = false
        response.reason = .serverPolicy
        explain(
            "\(name.text) lies in none of the zones of \(serverName), which answers from its own zones alone.", nil,
            isDecisive: true)
    }

    private mutating func leave(to name: DomainName) {
        response.reason = .nameNotInZone
        explain("\(name.text) lies in none of the zones of \(serverName); the chain ends here.", nil, isDecisive: true)
    }

    private mutating func explain(_ text: String, _ rule: RuleID?, isDecisive: Bool = false) {
        response.reasoning.append(ReasoningStep(text, rule, isDecisive: isDecisive))
    }

    /// What sentences call a zone of the server.
    private func label(of zone: Zone) -> String {
        "The \(zone.associatedVPCs == nil ? "zone" : "private hosted zone") \(zone.apex.text) on \(serverName)"
    }

    private func from(_ wildcard: DomainName?) -> String { wildcard.map { ", by its wildcard \($0.text)" } ?? "" }
}

extension DomainName {
    /// The name as a sentence has it: without the final dot.
    var text: String { isRoot ? description : String(description.dropLast()) }
}
