import ScenarioLanguage
import WorldModel

/// One parameter of a profile, as it is printed.
public struct ProfileParameter: Hashable, Sendable {
    /// What it is, `next server after`.
    public var name: String
    /// Its value in words.
    public var value: String
    /// Where it comes from.
    public var evidence: String
}

extension ResolverProfile {
    /// All parameters in words, each with its evidence.
    public var parameters: [ProfileParameter] {
        var list: [ProfileParameter] = []
        let source: String =
            switch evidence {
            case .measured: "measured: \(versions)"
            case .documented: "documented: \(versions)"
            case .convention: "convention of the scenario language"
            }
        func add(_ name: String, _ value: String) {
            list.append(ProfileParameter(name: name, value: value, evidence: source))
        }
        add("asks as", method.rawValue)
        add("A and AAAA", pairing.rawValue)
        add("result of the pair", combination.rawValue)
        add("servers used", defaults.serverLimit.map { "the first \($0)" } ?? "all")
        for (name, value) in mechanismParameters { add(name, value) }
        add("next server after", words(defaults.failover))
        add("EDNS", defaults.ednsPayloadSize.map { "payload size \($0)" } ?? "none")
        add("name as it stands", search.asIs.rawValue)
        if search.asksAllAtOnce {
            add("search list", "all names at once")
            add("failure reported of a search", search.report.rawValue)
        } else if search.asIs != .always {
            add("ndots", "\(defaults.ndots)")
            add("search list goes on after", words(search.continuesAfter))
            add("failure reported of a search", search.report.rawValue)
        }
        add("cache", cache.map(\.text) ?? "none")
        if !errors.byName.isEmpty {
            let texts = ResultKind.allCases.compactMap { kind in errors.byName[kind].map { "\(kind.rawValue): \($0)" } }
            add("caller's error", texts.joined(separator: ", "))
        }
        add("options that it knows", words(defaults.options))
        return list
    }

    private var mechanismParameters: [(String, String)] {
        let attempts = "\(defaults.attempts)"
        switch mechanism {
        case .walk(let walk):
            return [
                ("order", walk.isShuffled ? "drawn" : "as listed"), ("tries", "\(attempts), \(walk.schedule.rawValue)"),
                ("time for a try", "\(defaults.timeout.text), \(walk.growth.rawValue)"),
                ("socket errors noticed", words(walk.notices)),
                ("truncated response", walk.truncation.rawValue),
                ("empty answer without recursion", walk.lameLeadsOn ? "next server" : "final"),
                ("other response codes", walk.otherCodesLeadOn ? "next server" : "final"),
                ("a server that failed", walk.excludesFailed ? "is left out for the rest" : "is asked again"),
                ("late response", walk.acceptsLate ? "taken" : "ignored"),
            ]
        case .pair:
            return [
                ("order", "as listed"), ("tries", "\(attempts) passes"),
                ("time for a try", "\(defaults.timeout.text), for the server at index i > 0 times 2^i / n"),
                ("socket errors noticed", words(Set(UnreachableCause.allCases))),
                ("truncated response", TruncationPolicy.tcpFromHereOn.rawValue),
                ("late response", "taken when its server's turn comes again"),
            ]
        case .broadcast(let policy):
            return [
                ("order", "all at once"), ("tries", "\(attempts) within the timeout"),
                ("time for all", defaults.timeout.text), ("socket errors noticed", "none"),
                ("truncated response", policy.followsTruncation ? "TCP at this server" : "used as it is"),
                ("SERVFAIL", "sent again at once, \(policy.servfailBudget) times a question and interval"),
            ]
        case .batch(let budget):
            return [
                ("order", "as listed, the next after a server that sent no response"),
                ("tries", "\(attempts) within the timeout of a server"),
                ("time for a server", defaults.timeout.text),
                ("socket errors noticed", words([UnreachableCause.noRoute, .portUnreachable, .prohibited])),
                ("truncated response", TruncationPolicy.usedAsItIs.rawValue),
                ("SERVFAIL", "sent again at once, \(budget) times a question and interval"),
            ]
        case .sticky:
            return [
                ("order", "the current server first"), ("tries", "24, within 120 s"),
                ("time for a try", "5 s, over TCP 10 s"), ("truncated response", "TCP at this server"),
            ]
        case .ladder(let ladder):
            let times = ladder.rungs.last?.map { "\($0.at.text)" }.joined(separator: ", ") ?? ""
            return [("queries at", times), ("given up after", ladder.limit.text)]
        case .penalizing(let policy):
            return [
                ("order", "as listed, those that failed lately last"),
                ("tries", "2 for each server"),
                ("time for a try", "\(policy.firstWait.text), then \(policy.secondWait.text), doubled in each pass"),
                ("given up after", policy.limit.text),
                ("a silent server is put last for", policy.penalty?.text ?? "no time"),
            ]
        case .forwarded(let kind, _):
            return [
                ("client", "glibc: \(attempts) tries of \(defaults.timeout.text)"),
                ("order", kind == .racing ? "all at once, then the winner alone" : "drawn among the fast ones"),
            ]
        }
    }

    private func words<Word: RawRepresentable & Hashable>(_ words: Set<Word>) -> String where Word.RawValue == String {
        words.isEmpty ? "none" : words.map(\.rawValue).sorted().joined(separator: ", ")
    }
}

extension CachePolicy {
    /// The policy in words.
    fileprivate var text: String {
        let failures = failures.map { ", failures \($0.text)" } ?? ""
        return "by TTL, at most \(maximum.text), negative answers \(negativeMaximum.text)\(failures)"
    }
}

extension Duration {
    /// The span in words: `5 s`, `250 ms`.
    fileprivate var text: String {
        let milliseconds = Int(self / .milliseconds(1))
        return milliseconds.isMultiple(of: 1000) ? "\(milliseconds / 1000) s" : "\(milliseconds) ms"
    }
}
