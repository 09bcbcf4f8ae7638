import DNSCore
import WorldModel

/// What a view says about one name: the end of a resolution, or a step on the way.
enum Finding {
    /// The records asked for, CNAMEs in front of them where the view knows the whole chain.
    case records([ResourceRecord])
    /// The name is an alias; the CNAME (and DNAME) records, and the name to go on with.
    case chain([ResourceRecord], to: DomainName)
    /// A Route 53 alias record: the target's records answer, under the owner's name.
    case alias(to: DomainName)
    /// The name or the type does not exist.
    case negative(ResponseCode, soa: ResourceRecord?, ReasonCode)
    /// The server cannot or will not tell.
    case failure(ResponseCode, ReasonCode)
    /// A forwarding rule takes the name; its position in `resolverRules`.
    case forward(rule: Int)
    /// A DELEGATE rule lets the resolver follow NS records to these name servers; its position in `resolverRules`.
    case delegate(rule: Int, targets: [ResolverRuleTarget])
    /// The scenario does not hold what decides.
    case unknown(missing: String, text: String)
}

/// How the finding of one zone reads in a sentence.
struct ZoneVoice {
    /// The subject, `The private hosted zone example.local of resolver-vpc`.
    let subject: String
    /// The rule for a name or type that the zone has.
    let rule: RuleID?
    /// The rule for a name that it does not have.
    let absenceRule: RuleID?
    /// The rule for a type that a name does not have; without it that of the message level.
    var missingTypeRule: RuleID?
    /// The rule for a name that leads on to another one.
    var chainRule: RuleID?
    /// The rule for a name that a wildcard covers.
    var wildcardRule: RuleID?
}

extension ZoneFinding {
    /// The finding as a step of a resolution, told in `reasoning`; `nil` for a delegation, which the view decides.
    func step(
        at name: DomainName, _ type: RecordType, in zone: Zone, _ voice: ZoneVoice, _ reasoning: inout Reasoning
    ) -> Finding? {
        switch self {
        case .records(let rrset, let wildcard):
            reasoning.say(
                "\(voice.subject) has \(rrset.type) at \(name.text)\(Self.from(wildcard)).",
                wildcard.flatMap { _ in voice.wildcardRule } ?? voice.rule, isDecisive: true)
            return .records(rrset.records)
        case .cname(let record, let target, let wildcard):
            reasoning.say(
                "\(voice.subject) has a CNAME from \(name.text) to \(target.text)\(Self.from(wildcard)).",
                voice.chainRule ?? voice.rule)
            return .chain([record], to: target)
        case .dname(let record, let target):
            guard let target else {
                reasoning.say(
                    "Rewritten by the DNAME at \(record.owner.text) the name is too long.", voice.rule, isDecisive: true
                )
                return .failure(.yxdomain, .serverPolicy)
            }
            reasoning.say(
                "\(voice.subject) has a DNAME that leads \(name.text) to \(target.text).", voice.chainRule ?? voice.rule
            )
            let records = [record, ResourceRecord.cname(name, ttl: record.ttl, target: target)]
            return type == .cname ? .records(records) : .chain(records, to: target)
        case .alias(let alias):
            switch alias.target {
            case .name(let target):
                reasoning.say("\(voice.subject) has an alias record from \(name.text) to \(target.text).", .r53PHZ13)
                return .alias(to: target)
            case .addresses(let addresses):
                let records = addresses.filter { $0.recordType == type }.map {
                    ResourceRecord.address(name, ttl: 60, $0)
                }
                guard !records.isEmpty else {
                    reasoning.say(
                        "\(voice.subject) has an alias record at \(name.text) whose target has no \(type).", .r53PHZ13,
                        isDecisive: true)
                    return .negative(.noerror, soa: zone.negativeSOA, .typeNotAtName)
                }
                reasoning.say(
                    "\(voice.subject) has an alias record at \(name.text), answered with the target's addresses.",
                    .r53PHZ13, isDecisive: true)
                return .records(records)
            }
        case .delegation:
            return nil
        case .noData(_, let wildcard):
            reasoning.say(
                "\(voice.subject) has \(name.text)\(Self.from(wildcard)), but no \(type) there.",
                voice.missingTypeRule ?? (type == .aaaa ? .dnsmsg09 : .dnsmsg10), isDecisive: true)
            return .negative(.noerror, soa: zone.negativeSOA, .typeNotAtName)
        case .noSuchName:
            reasoning.say("\(voice.subject) has no \(name.text).", voice.absenceRule, isDecisive: true)
            return .negative(.nxdomain, soa: zone.negativeSOA, .nameNotInZone)
        }
    }

    private static func from(_ wildcard: DomainName?) -> String {
        wildcard.map { ", by its wildcard \($0.text)" } ?? ""
    }

    /// Whether the name has data, but none of the type.
    func isMissingType(_ type: RecordType) -> Bool {
        switch self {
        case .noData(let isEmptyNonTerminal, _): return !isEmptyNonTerminal
        case .alias(let alias):
            guard case .addresses(let addresses) = alias.target else { return false }
            return !addresses.contains { $0.recordType == type }
        case .records, .cname, .dname, .delegation, .noSuchName: return false
        }
    }

    /// Whether the zone knows the name at all.
    var isKnownName: Bool {
        switch self {
        case .noSuchName: false
        case .records, .cname, .dname, .alias, .delegation, .noData: true
        }
    }
}

extension ResourceRecord {
    /// The SOA record that Amazon's own zones show (TTL 900, minimum 86400; rule DNSMSG-06).
    static func amazonSOA(_ apex: DomainName) -> ResourceRecord {
        soa(apex, named: awsServer, awsMailbox, ttl: 900, minimum: 86400)
    }

    /// The SOA record of the root, which denies names under no top-level domain.
    static let rootSOA = soa(.root, named: rootServer, rootMailbox, ttl: 86400, minimum: 86400)

    private static func soa(
        _ apex: DomainName, named mname: DomainName, _ rname: DomainName, ttl: TTL, minimum: UInt32
    ) -> ResourceRecord {
        .soa(
            apex, ttl: ttl,
            SOARecord(
                mname: mname, rname: rname, serial: 1, refresh: 7200, retry: 900, expire: 1_209_600, minimum: minimum))
    }

    private static let awsServer = DomainName("ns-0.awsdns-00.com") ?? .root
    private static let awsMailbox = DomainName("awsdns-hostmaster.amazon.com") ?? .root
    private static let rootServer = DomainName("a.root-servers.net") ?? .root
    private static let rootMailbox = DomainName("nstld.verisign-grs.com") ?? .root
}
