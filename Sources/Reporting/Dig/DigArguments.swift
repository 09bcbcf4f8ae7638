import DNSCore
public import Emulation
import IPCore
import WorldModel

/// Something is wrong with the arguments of `dig`.
public struct DigUsageError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What, and what would be right.
    public let description: String

    init(_ description: String) { self.description = description }
}

/// What `dig`'s own arguments ask for: a question, how it is asked, and what is printed.
public struct DigArguments: Hashable, Sendable {
    /// The question, and how it is asked.
    public var request: DigRequest
    /// The server after `@` that is no address; the caller looks the name up.
    public var serverName: String?
    /// Whether only the data of the answer is printed (`+short`).
    public var isShort = false
    /// Whether the line with the arguments is printed.
    public var printsCommand = true
    /// Whether headers and section titles are printed.
    public var printsComments = true
    /// Whether the question section is printed.
    public var printsQuestion = true
    /// Whether the answer section is printed.
    public var printsAnswer = true
    /// Whether the authority section is printed.
    public var printsAuthority = true
    /// Whether the additional section is printed.
    public var printsAdditional = true
    /// Whether the query time, server and size are printed.
    public var printsStatistics = true
    /// The arguments as the first line of the output repeats them.
    public var commandLine: String

    /// Reads `[@SERVER] NAME [TYPE] [+option...]`, with the values of `-t` and `-x` apart.
    ///
    /// `asWritten` has all of dig's arguments in the order in which they were given, as the output repeats them; without it
    /// they are `words`, `-t`, `-x`.
    public init(
        words: [String], type typeText: String?, reverse: String?, asWritten: [String]? = nil
    ) throws(DigUsageError) {
        var commandWords = words
        if let typeText { commandWords += ["-t", typeText] }
        if let reverse { commandWords += ["-x", reverse] }
        commandLine = (asWritten ?? commandWords).joined(separator: " ")
        request = DigRequest(Question(name: .root, type: .a))
        var positional: [String] = []
        var options: [Substring] = []
        for word in words {
            switch word.first {
            case "@":
                let server = String(word.dropFirst())
                request.server = IPAddress(server)
                serverName = request.server == nil ? server : nil
                if server.isEmpty { throw DigUsageError("@ needs a server: the address that is asked") }
            case "+": options.append(word.dropFirst())
            default: positional.append(word)
            }
        }
        request.question = try Self.question(positional, type: typeText, reverse: reverse)
        for option in options { try apply(option) }
    }

    private static func question(
        _ words: [String], type typeText: String?, reverse: String?
    ) throws(DigUsageError) -> Question {
        var type: RecordType?
        if let typeText {
            guard let known = RecordType(mnemonic: typeText) else { throw noType(typeText) }
            type = known
        }
        if let reverse {
            guard let address = IPAddress(reverse) else {
                throw DigUsageError("-x \(reverse): \(reverse) is no address: expected 10.1.2.3 or 2001:db8::1")
            }
            if let extra = words.first { throw DigUsageError("\(extra): -x asks for one name; leave NAME out") }
            return Question(name: .reverse(of: address), type: type ?? .ptr)
        }
        var rest = words
        // As in dig, type and class may stand on either side of the name; a lone word is the name.
        if type == nil, rest.count > 1, let index = typeIndex(rest) {
            type = RecordType(mnemonic: rest.remove(at: index))
        }
        if rest.count > 1, let index = rest.lastIndex(where: { RecordClass(mnemonic: $0) != nil }) {
            let word = rest.remove(at: index)
            guard RecordClass(mnemonic: word) == .in else {
                throw DigUsageError("\(word): no class but IN is emulated; leave it out")
            }
        }
        guard let text = rest.first else { throw DigUsageError("there is no NAME: what is asked for?") }
        if rest.count > 1 { throw noType(rest[1]) }
        guard let name = DomainName(text) else {
            throw DigUsageError("\(text) is no domain name: labels have 1 to 63 octets, a name at most 255")
        }
        return Question(name: name, type: type ?? .a)
    }

    private static func typeIndex(_ words: [String]) -> Int? {
        words.indices.dropFirst().first { RecordType(mnemonic: words[$0]) != nil }
            ?? words.indices.first { RecordType(mnemonic: words[$0]) != nil }
    }

    private static func noType(_ text: String) -> DigUsageError {
        DigUsageError("\(text) is no record type: expected one such as A, AAAA, CNAME, PTR, TXT or TYPE65280")
    }

    /// Applies one option without its `+`; as in dig, a name may be shortened and `no` turns it off.
    private mutating func apply(_ option: Substring) throws(DigUsageError) {
        let parts = option.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        var name = parts[0].lowercased()
        let value = parts.count == 2 ? String(parts[1]) : nil
        var isOn = true
        if name.hasPrefix("no") {
            isOn = false
            name.removeFirst(2)
        }
        guard let known = Option.named(name), isOn || known.canBeOff, known.takesValue || value == nil else {
            let names = Option.allCases.map(\.usage).joined(separator: ", ")
            throw DigUsageError("+\(option) is an option that is not emulated; there are \(names)")
        }
        try apply(known, isOn: isOn, value: value, text: option)
    }

    private mutating func apply(
        _ option: Option, isOn: Bool, value: String?, text: Substring
    ) throws(DigUsageError) {
        switch option {
        case .short:
            isShort = isOn
            printsCommand = !isOn && printsCommand
        case .tcp, .vc: request.transport = isOn ? .tcp : .udp
        case .recurse: request.recursionDesired = isOn
        case .all:
            printsCommand = isOn
            printsComments = isOn
            printsQuestion = isOn
            printsAnswer = isOn
            printsAuthority = isOn
            printsAdditional = isOn
            printsStatistics = isOn
        case .answer: printsAnswer = isOn
        case .fail: request.continuesAfterServfail = !isOn
        case .edns: request.ednsPayloadSize = isOn ? request.ednsPayloadSize ?? 1232 : nil
        case .bufsize:
            guard let size = value.flatMap({ UInt16($0) }) else {
                throw DigUsageError("+\(text): expected a size in octets of 0 to 65535, as in +bufsize=1232")
            }
            request.ednsPayloadSize = Int(size)
        case .time:
            guard let seconds = value.flatMap({ UInt32($0) }), seconds <= 65535 else {
                throw DigUsageError("+\(text): expected seconds, as in +time=2")
            }
            // dig(1): a value below 1 means one second.
            request.time = .seconds(max(1, Int(seconds)))
        case .tries:
            guard let tries = value.flatMap({ UInt32($0) }), tries <= 65535 else {
                throw DigUsageError("+\(text): expected a number, as in +tries=1")
            }
            request.tries = max(1, Int(tries))
        }
    }

    /// The options that are emulated.
    private enum Option: String, CaseIterable {
        case short, tcp, vc, recurse, all, answer, fail, edns, bufsize, time, tries

        var takesValue: Bool {
            switch self {
            case .bufsize, .time, .tries: true
            case .short, .tcp, .vc, .recurse, .all, .answer, .fail, .edns: false
            }
        }

        var canBeOff: Bool { !takesValue }

        /// How help and errors write it.
        var usage: String {
            switch self {
            case .short, .tcp, .vc, .answer: "+\(rawValue)"
            case .recurse: "+norec"
            case .all: "+noall"
            case .fail: "+nofail"
            case .edns: "+noedns"
            case .bufsize, .time, .tries: "+\(rawValue)=N"
            }
        }

        /// The option whose name begins with `text`.
        static func named(_ text: String) -> Option? {
            if text.isEmpty { return nil }
            if let exact = Option(rawValue: text) { return exact }
            // `+ans`, `+rec`, `+buf`: fewer letters stand for options of dig that are not emulated.
            let matches = allCases.filter { text.utf8.count >= 3 && $0.rawValue.hasPrefix(text) }
            return matches.count == 1 ? matches[0] : nil
        }
    }
}
