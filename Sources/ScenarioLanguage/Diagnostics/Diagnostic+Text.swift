import DNSCore
import IPCore

extension Diagnostic: CustomStringConvertible {
    /// One line: `file:line:column: error: message (rule)`.
    public var description: String {
        let place = keyPath.isEmpty ? "" : "\(keyPath): "
        let source = rule.map { " (\($0))" } ?? ""
        return Self.printable("\(location): \(severity.rawValue): \(place)\(message)\(source)")
    }

    /// What is wrong and, behind a colon or semicolon, what would be right; without place and rule.
    public var message: String { Self.printable(text) }

    private var text: String {
        switch kind {
        case .fileTooLarge, .notUTF8, .controlCharacter, .tab, .yamlSyntax, .emptyDocument, .severalDocuments,
            .nestedTooDeep, .tooManyValues, .tooManyAliases, .unknownAlias, .recursiveAlias, .keyIsNotText,
            .duplicateKey,
            .unknownTag, .badMergeKey:
            yamlMessage
        case .unknownKey, .missingKey, .missingOneOf, .conflictingKeys, .wrongType, .notAChoice, .outOfRange, .badForm,
            .notAnAddress, .missingPrefixLength, .prefixLengthOutOfRange, .hostBitsSet, .notADomainName, .missingUnit,
            .unsupportedVersion, .notModelledYet:
            valueMessage
        case .unreadableFile, .extendsCycle, .extendsTooDeep, .unknownCase, .badPath, .noSuchElement, .duplicateName,
            .danglingReference, .ambiguousReference, .addressOutsideSubnet, .outsideNetwork, .overlappingPrefixes,
            .addressInUse, .badZone, .contradiction, .refused, .warning:
            meaningMessage
        }
    }

    private var yamlMessage: String {
        switch kind {
        case .fileTooLarge(let limit): "the file is too large: a scenario has at most \(limit >> 20) MiB"
        case .notUTF8(let hint): "the text is not UTF-8\(hint.map { "; it looks like \($0)" } ?? "")"
        case .controlCharacter(let code): "control character \(Self.hexadecimal(code)): YAML allows tabs and line ends"
        case .tab: "a tab: YAML is indented by spaces alone"
        case .yamlSyntax(let problem): "not YAML: \(problem)"
        case .emptyDocument: "the file is empty: a scenario begins with `version: 1`"
        case .severalDocuments: "a second document: a file holds one scenario; use `cases` for variants"
        case .nestedTooDeep(let limit): "nested too deep: at most \(limit) levels"
        case .tooManyValues(let limit): "the file has too many values: at most \(limit)"
        case .tooManyAliases(let limit): "aliases stand for too much: at most \(limit) values"
        case .unknownAlias(let name): "the alias *\(name) has no anchor &\(name) before it"
        case .recursiveAlias(let name): "the alias *\(name) stands inside its own anchor"
        case .keyIsNotText: "a list or mapping as a key: a key is a word"
        case .duplicateKey(let key, let first): "\(Self.quote(key)) is there twice: first in line \(first.line)"
        case .unknownTag(let tag): "the tag \(tag) has no meaning in a scenario"
        case .badMergeKey: "the merge key << takes a mapping, or a list of mappings"
        default: ""
        }
    }

    private var valueMessage: String {
        switch kind {
        case .unknownKey(let key, let nearest):
            "there is no key \(Self.quote(key)) here\(nearest.map { "; did you mean `\($0)`?" } ?? "")"
        case .missingKey(let key): "the key `\(key)` is missing"
        case .missingOneOf(let keys): "one of the keys \(Self.list(keys)) is missing"
        case .conflictingKeys(let keys): "only one of the keys \(Self.list(keys)) can be there"
        case .wrongType(let expected, let found): "found \(found): expected \(expected)"
        case .notAChoice(let text, let choices, let nearest):
            "\(Self.quote(text)) is none of \(Self.list(choices))"
                + (nearest.map { "; did you mean `\($0)`?" } ?? "")
        case .outOfRange(let text, let expected): "\(text) is out of range: expected \(expected)"
        case .badForm(let text, let expected): "\(Self.quote(text)): expected \(expected)"
        case .notAnAddress(let text):
            "\(Self.quote(text)) is no IP address: expected one such as 10.0.0.2 or 2001:db8::2"
        case .missingPrefixLength(let text): "\(text) has no prefix length: expected one such as \(text)/24"
        case .prefixLengthOutOfRange(let text, let max):
            "\(text) is no prefix: an \(max == 32 ? "IPv4" : "IPv6") prefix length is 0 to \(max)"
        case .hostBitsSet(let text, let network): "\(text) has host bits: the network is \(network)"
        case .notADomainName(let text, let reason): "\(Self.quote(text)) is no DNS name: \(Self.phrase(reason))"
        case .missingUnit(let text): "\(text) has no unit: expected a duration such as 250ms, 5s, 2m or 1h"
        case .unsupportedVersion(let text): "version \(text) of the language is unknown: expected 1"
        case .notModelledYet(let what): "\(what) is not modelled yet"
        default: ""
        }
    }

    private var meaningMessage: String {
        switch kind {
        case .unreadableFile(let path, let reason): "cannot read \(path): \(reason)"
        case .extendsCycle(let files): "the file extends itself: \(files.joined(separator: " -> "))"
        case .extendsTooDeep(let limit): "files extend each other too deep: at most \(limit) levels"
        case .unknownCase(let name, let nearest, let known):
            if let nearest {
                "there is no case \(Self.quote(name)); did you mean `\(nearest)`?"
            } else if known.isEmpty {
                "there is no case \(Self.quote(name)): the file has no cases"
            } else {
                "there is no case \(Self.quote(name)): the file has \(Self.list(known))"
            }
        case .badPath(let path, let reason): "\(Self.quote(path)) is no path: \(reason)"
        case .noSuchElement(let path, let nearest): "\(path) is not there\(Self.suggestion(nearest))"
        case .duplicateName(let kind, let name, let first):
            "a second \(kind) of the name \(Self.quote(name)): the first stands in \(Self.place(first, from: location))"
        case .danglingReference(let kind, let name, let nearest):
            "there is no \(kind) \(Self.quote(name))\(Self.suggestion(nearest))"
        case .ambiguousReference(let kind, let name, let candidates):
            "\(Self.quote(name)) fits more than one \(kind): write \(Self.list(candidates, last: "or"))"
        case .addressOutsideSubnet(let address, let subnet, let prefix):
            "\(address) is not in the subnet \(subnet): that is \(prefix)"
        case .outsideNetwork(let text, let network, let prefixes):
            "\(text) is not in \(network): that is \(prefixes.map(\.description).joined(separator: ", "))"
        case .overlappingPrefixes(let prefix, let other, let otherPrefix):
            prefix == otherPrefix
                ? "\(prefix) is the prefix of \(other), too" : "\(prefix) overlaps \(otherPrefix) of \(other)"
        case .addressInUse(let address, let owner): "\(address) is the address of \(owner) already"
        case .badZone(let message), .contradiction(let message), .refused(let message), .warning(let message): message
        default: ""
        }
    }

    private static func phrase(_ reason: DomainNameError) -> String {
        switch reason {
        case .empty: "it is empty; the root is written `.`"
        case .emptyLabel: "a label is empty"
        case .labelTooLong: "a label has at most 63 octets"
        case .nameTooLong: "a name has at most 255 octets"
        case .invalidEscape: "a backslash stands before a character, or before three digits that are an octet"
        case .invalidCharacter(let scalar):
            scalar.isASCII
                ? "\(quote(String(scalar))) cannot be in it unless it is escaped"
                : "\(quote(String(scalar))) is not ASCII: write the name's xn-- form"
        }
    }

    private static func suggestion(_ nearest: [String]) -> String {
        nearest.isEmpty ? "" : "; did you mean \(list(nearest, last: "or"))?"
    }

    private static func place(_ other: SourceLocation, from location: SourceLocation) -> String {
        other.file == location.file ? "line \(other.line)" : other.description
    }

    /// `a`, `b` and `c`; a long list is cut off.
    private static func list(_ words: [String], last: String = "and") -> String {
        let shown = words.prefix(40).map { "`\($0)`" }
        if words.count > shown.count { return shown.joined(separator: ", ") + " ..." }
        guard shown.count > 1, let final = shown.last else { return shown.first ?? "" }
        return "\(shown.dropLast().joined(separator: ", ")) \(last) \(final)"
    }

    /// The text in quotes, on one line and cut off if it is long.
    static func quote(_ text: String) -> String {
        let scalars = text.unicodeScalars
        var result = "\""
        for scalar in scalars.prefix(60) {
            if scalar == "\"" { result += "\\" }
            result.unicodeScalars.append(scalar)
        }
        return printable(result) + (scalars.dropFirst(60).isEmpty ? "\"" : "...\"")
    }

    /// The text with its control characters escaped, so that what a file holds cannot steer a terminal.
    private static func printable(_ text: String) -> String {
        func isControl(_ scalar: Unicode.Scalar) -> Bool {
            scalar.value < 0x20 || (0x7f...0x9f).contains(scalar.value) || (0x2028...0x2029).contains(scalar.value)
        }
        guard text.unicodeScalars.contains(where: isControl) else { return text }
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case _ where isControl(scalar): result += "\\u{\(String(scalar.value, radix: 16))}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    private static func hexadecimal(_ code: UInt32) -> String {
        let digits = String(code, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
