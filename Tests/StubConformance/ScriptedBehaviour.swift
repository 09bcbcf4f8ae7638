import Foundation
import DNSCore
import StubResolution
import WorldModel

/// What a scripted server does with a query: one behaviour, or rules of which the first that matches counts.
struct ScriptedBehaviour: Hashable {
    /// What becomes of one packet.
    enum Reaction: Hashable {
        case response(StubResponse, after: Duration)
        case silence
        case error(UnreachableCause, after: Duration)
        /// A TCP connection that nobody answers: no query is sent.
        case noConnection
        /// Nothing leaves the device.
        case nothingSent(UnreachableCause, after: Duration)
    }

    private struct Rule: Hashable {
        let transport: Transport?
        let type: String?
        let glob: String
        let count: ClosedRange<Int>?
        let behaviour: String

        func matches(_ query: StubQuery) -> Bool {
            if let transport, transport != query.transport { return false }
            if let type, type != "\(query.question.type)" { return false }
            return Self.matches(Array(query.question.name.description.lowercased().utf8)[...], Array(glob.utf8)[...])
        }

        private static func matches(_ text: ArraySlice<UInt8>, _ glob: ArraySlice<UInt8>) -> Bool {
            guard let first = glob.first else { return text.isEmpty }
            if first == UInt8(ascii: "*") {
                let rest = glob.dropFirst()
                return (text.startIndex...text.endIndex).contains { matches(text[$0...], rest) }
            }
            return text.first == first && matches(text.dropFirst(), glob.dropFirst())
        }
    }

    private let rules: [Rule]

    init(_ json: OrderedJSON) {
        if let text = json.text {
            rules = [Rule(transport: nil, type: nil, glob: "*", count: nil, behaviour: text)]
            return
        }
        rules = json.members.map { Self.rule($0.key, $0.value.text ?? "ok") }
    }

    private static func rule(_ key: String, _ behaviour: String) -> Rule {
        var rest = key[...]
        var transport: Transport?
        for (prefix, value) in [("udp/", Transport.udp), ("tcp/", Transport.tcp)] where rest.hasPrefix(prefix) {
            transport = value
            rest = rest.dropFirst(4)
        }
        var count: ClosedRange<Int>?
        if let hash = rest.lastIndex(of: "#") {
            let bounds = rest[rest.index(after: hash)...].split(separator: "-").compactMap { Int($0) }
            if let first = bounds.first { count = first...(bounds.last ?? first) }
            rest = rest[..<hash]
        }
        var type: String?
        if let colon = rest.firstIndex(of: ":") {
            type = String(rest[..<colon])
            rest = rest[rest.index(after: colon)...]
        }
        return Rule(
            transport: transport, type: type, glob: String(rest).lowercased(), count: count, behaviour: behaviour)
    }

    /// What becomes of a query; `counts` holds how often each rule has matched at this server.
    func reaction(to query: StubQuery, counts: inout [Int: Int]) -> Reaction {
        for (index, rule) in rules.enumerated() where rule.matches(query) {
            guard let range = rule.count else { return Self.reaction(rule.behaviour, to: query) }
            counts[index, default: 0] += 1
            if range.contains(counts[index] ?? 0) { return Self.reaction(rule.behaviour, to: query) }
        }
        return Self.reaction("ok", to: query)
    }

    private static let neighbourTimeout = Duration.milliseconds(3070)
    private static let connectionLimit = Duration.seconds(134)

    private static func reaction(_ text: String, to query: StubQuery) -> Reaction {
        var behaviour = text[...]
        var tcp: Substring?
        if let plus = behaviour.range(of: "+tcp-") {
            tcp = behaviour[plus.upperBound...]
            behaviour = behaviour[..<plus.lowerBound]
        }
        if query.transport == .tcp, let tcp {
            switch tcp {
            case "closed": return .error(.portUnreachable, after: .zero)
            case "blackhole": return .noConnection
            default: return .silence
            }
        }
        switch behaviour {
        case "closed": return .error(.portUnreachable, after: .zero)
        case "icmp-host": return .error(.hostUnreachable, after: .zero)
        case "icmp-admin": return .error(.prohibited, after: .zero)
        case "noroute": return .nothingSent(.noRoute, after: .zero)
        case "arp-dead": return .nothingSent(.noNeighbor, after: neighbourTimeout)
        case "blackhole": return query.transport == .tcp ? .noConnection : .silence
        case "drop": return .silence
        case "ednsdrop" where query.ednsPayloadSize != nil: return .silence
        default: return message(behaviour, to: query)
        }
    }

    private static func message(_ text: Substring, to query: StubQuery) -> Reaction {
        if text.hasPrefix("delay:") {
            let parts = text.split(separator: ":", maxSplits: 2)
            guard parts.count == 3, let delay = Int(parts[1]) else { return .silence }
            switch reaction(String(parts[2]), to: query) {
            case .response(let response, let after): return .response(response, after: after + .milliseconds(delay))
            case .error(let cause, let after): return .error(cause, after: after + .milliseconds(delay))
            case .silence, .noConnection, .nothingSent: return .silence
            }
        }
        var name = text
        var form = StubResponse.Form.proper
        if name.hasSuffix("-noq") {
            name = name.dropLast(4)
            form = .questionless
        }
        let isBare = name.hasSuffix("-bare")
        if isBare { name = name.dropLast(5) }
        var response = StubResponse(.noerror, hasEDNS: query.ednsPayloadSize != nil && form == .proper)
        response.form = form
        response.lifetime = .seconds(60)
        switch name {
        case "nxdomain":
            response.code = .nxdomain
            if isBare { response.lifetime = nil }
        case "nodata": if isBare { response.lifetime = nil }
        case "servfail": response.code = .servfail
        case "refused": response.code = .refused
        case "notimp": response.code = .notimp
        case "formerr": response.code = .formerr
        case "ednsformerr" where query.ednsPayloadSize != nil:
            response.code = .formerr
            response.hasEDNS = false
        case "lame", "referral":
            response.recursionAvailable = false
            response.hasEDNS = false
            response.lifetime = nil
        case "tc" where query.transport == .udp: response.isTruncated = true
        case "tc-partial" where query.transport == .udp:
            response.isTruncated = true
            response.hasAnswer = true
        case "wrongid":
            response.form = .otherID
            response.hasAnswer = true
        case "wrongq":
            response.form = .otherQuestion
            response.hasAnswer = true
        case "wrongsrc":
            response.form = .otherSource
            response.hasAnswer = true
        case "garbage": response.form = .malformed
        default:
            if name.hasPrefix("rcode:"), let code = UInt16(name.dropFirst(6)) {
                response.code = ResponseCode(rawValue: code)
            } else {
                response.hasAnswer = form == .proper
            }
        }
        return .response(response, after: .zero)
    }
}
