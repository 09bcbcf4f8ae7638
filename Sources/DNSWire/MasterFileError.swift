public import DNSCore

/// A fault in a master file.
public struct MasterFileError: Error, Hashable, Sendable {
    /// What is wrong.
    public let kind: Kind
    /// The file as its reader was told it, or as an `$INCLUDE` resolved to.
    public let file: String
    /// The line on which the record or directive begins, from 1; 0 if the file itself could not be read.
    public let line: Int

    /// What can be wrong in a master file.
    public enum Kind: Hashable, Sendable {
        /// A file cannot be read, for the reason that the loader gave.
        case unreadableFile(path: String, reason: String)
        /// A file includes itself, perhaps by way of others.
        case includeLoop(path: String)
        /// `$INCLUDE` is nested more than `limit` deep.
        case includeTooDeep(limit: Int)
        /// A line begins with `$`, but with no directive that is known here.
        case unknownDirective(String)
        /// A directive lacks its argument.
        case missingArgument(directive: String)
        /// Something stands behind the last argument of a directive.
        case superfluousArgument(String)
        /// An owner or origin is no domain name.
        case invalidName(String, DomainNameError)
        /// A TTL is no number of seconds, no `1h30m`, or needs more than 31 bits.
        case invalidTTL(String)
        /// A TTL or class is written twice.
        case repeatedField(String)
        /// The class is not IN.
        case unsupportedClass(String)
        /// The line ends before the type.
        case missingType
        /// There is no such record type; any type can be written as `TYPE` and its number (RFC 3597).
        case unknownType(String)
        /// The type is one that no zone holds, such as ANY or OPT.
        case metaType(RecordType)
        /// The first record of a file begins with a blank, so that there is no owner to repeat.
        case missingOwner
        /// A parenthesis is not closed by the end of the file, or was never opened.
        case unbalancedParentheses
        /// A quoted string is not closed by the end of its line.
        case unterminatedString
        /// A backslash is the last character of a line.
        case incompleteEscape
        /// The line has a zero octet.
        case zeroOctet
        /// A number in the RDATA is negative or above `max`.
        case integerOutOfRange(String, max: Int)
        /// The RDATA is not what its type demands.
        case invalidData(RecordType, DNSWireError)
        /// Instead of one record there are none, or several.
        case notOneRecord
    }

    /// Makes a fault at a place.
    public init(kind: Kind, file: String, line: Int) {
        self.kind = kind
        self.file = file
        self.line = line
    }
}

extension MasterFileError.Kind: CustomStringConvertible {
    /// What is wrong and, where it is not plain, what would be right.
    public var description: String {
        switch self {
        case .unreadableFile(let path, let reason): "\(path) cannot be read: \(reason)"
        case .includeLoop(let path): "\(path) includes itself"
        case .includeTooDeep(let limit): "$INCLUDE is nested more than \(limit) deep"
        case .unknownDirective(let name): "\(name) is no directive: $ORIGIN, $TTL and $INCLUDE are"
        case .missingArgument(let directive): "\(directive) has no argument"
        case .superfluousArgument(let text): "\(text) is one argument too many"
        case .invalidName(let text, let error): "\(text) is no domain name: \(error.reason)"
        case .invalidTTL(let text): "\(text) is no TTL: a TTL is 0 to 2147483647 seconds, or a time like 1h30m"
        case .repeatedField(let text): "\(text) is a second TTL or class"
        case .unsupportedClass(let text): "class \(text) is not supported: the class is IN"
        case .missingType: "the record type is missing"
        case .unknownType(let text): "\(text) is no record type"
        case .metaType(let type): "\(type) is no type of record that a zone holds"
        case .missingOwner: "the line begins with a blank, but there is no record before it whose owner it repeats"
        case .unbalancedParentheses: "parentheses are not balanced"
        case .unterminatedString: "a quoted string is not closed by the end of the line"
        case .incompleteEscape: "a backslash stands at the end of the line"
        case .zeroOctet: "the line has a zero octet"
        case .integerOutOfRange(let text, let max): "\(text) is out of range: the number is 0 to \(max)"
        case .invalidData(let type, let error): "the data does not fit the type \(type): \(error.text)"
        case .notOneRecord: "one record is expected"
        }
    }
}

extension MasterFileError: CustomStringConvertible {
    /// File, line and what is wrong.
    public var description: String { "\(file):\(line): \(kind)" }
}

extension DomainNameError {
    /// What is wrong, as half a sentence.
    fileprivate var reason: String {
        switch self {
        case .empty: "it is empty"
        case .emptyLabel: "a label is empty"
        case .labelTooLong: "a label has more than 63 octets"
        case .nameTooLong: "it has more than 255 octets"
        case .invalidEscape: #"a backslash stands before three digits up to 255 or one character"#
        case .invalidCharacter(let scalar):
            scalar.isASCII
                ? "it has an unprintable character" : "\(scalar) is outside ASCII; write the A-label (xn--...)"
        }
    }
}
