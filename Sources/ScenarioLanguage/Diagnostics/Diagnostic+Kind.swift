public import DNSCore
public import IPCore

extension Diagnostic {
    /// What is wrong, with what the message needs; `Diagnostic.message` turns it into text.
    public enum Kind: Hashable, Sendable {
        // MARK: The file and its YAML

        /// The file is longer than `limit` octets.
        case fileTooLarge(limit: Int)
        /// The octets are not UTF-8; `hint` names another encoding that they look like.
        case notUTF8(hint: String?)
        /// There is a control character that YAML forbids, by its code.
        case controlCharacter(UInt32)
        /// A tab stands where YAML allows spaces alone.
        case tab
        /// The YAML parser gave up; `problem` is its reason.
        case yamlSyntax(problem: String)
        /// The file has no document, or an empty one.
        case emptyDocument
        /// The file has more than one document.
        case severalDocuments
        /// Values are nested deeper than `limit` levels.
        case nestedTooDeep(limit: Int)
        /// The file has more than `limit` values.
        case tooManyValues(limit: Int)
        /// Aliases stand for more than `limit` nodes.
        case tooManyAliases(limit: Int)
        /// An alias names no anchor before it.
        case unknownAlias(String)
        /// An alias stands inside its own anchor.
        case recursiveAlias(String)
        /// The key of a mapping is a list or a mapping.
        case keyIsNotText
        /// A mapping has a key twice; `first` is where it was written before.
        case duplicateKey(String, first: SourceLocation)
        /// A tag such as `!Ref`, which nothing here has a meaning for.
        case unknownTag(String)
        /// A merge key `<<` has something else than mappings.
        case badMergeKey

        // MARK: Keys, types and forms

        /// A key that its mapping does not have; `nearest` is the valid key most like it.
        case unknownKey(String, nearest: String?)
        /// A required key is missing.
        case missingKey(String)
        /// None of the keys is there, and one is needed.
        case missingOneOf([String])
        /// Keys that exclude each other.
        case conflictingKeys([String])
        /// A value of another type; both are phrases such as `a list` and `the text "5"`.
        case wrongType(expected: String, found: String)
        /// A word that is not among `choices`.
        case notAChoice(String, choices: [String], nearest: String?)
        /// A number outside of what is possible.
        case outOfRange(String, expected: String)
        /// A text of the wrong form; `expected` is a phrase that says what would be right.
        case badForm(String, expected: String)
        /// A text that is no IP address.
        case notAnAddress(String)
        /// A prefix without its length.
        case missingPrefixLength(String)
        /// A prefix whose length is no number from 0 to `max`.
        case prefixLengthOutOfRange(String, max: Int)
        /// A prefix whose address has bits behind its length; `network` would be right.
        case hostBitsSet(String, network: IPPrefix)
        /// A text that is no DNS name.
        case notADomainName(String, DomainNameError)
        /// A number where a duration with its unit is needed.
        case missingUnit(String)
        /// A version of the language that the program does not know.
        case unsupportedVersion(String)
        /// A key or value that belongs to the language but that the program does not model yet.
        case notModelledYet(String)

        // MARK: Files, cases and edits

        /// A file that a scenario names could not be read.
        case unreadableFile(String, reason: String)
        /// A file extends itself, through the files listed.
        case extendsCycle([String])
        /// Files extend each other over more than `limit` levels.
        case extendsTooDeep(limit: Int)
        /// The file has no case of that name.
        case unknownCase(String, nearest: String?, known: [String])
        /// A path of `set` that cannot be read.
        case badPath(String, reason: String)
        /// A path of `set` leads to an element that is not there.
        case noSuchElement(String, nearest: [String])

        // MARK: References

        /// Two siblings of one kind have the same name; `first` is where the other one stands.
        case duplicateName(kind: String, name: String, first: SourceLocation)
        /// A name that nothing has; `kind` is a phrase such as `subnet`.
        case danglingReference(kind: String, name: String, nearest: [String])
        /// A name that several things have; `candidates` are the ways to tell them apart.
        case ambiguousReference(kind: String, name: String, candidates: [String])
        /// An address that is not in the subnet that it is said to be in.
        case addressOutsideSubnet(IPAddress, subnet: String, prefix: IPPrefix)
        /// An address or prefix, as text, that is in none of the prefixes of the network that it is said to be in.
        case outsideNetwork(String, network: String, prefixes: [IPPrefix])
        /// A prefix that has addresses in common with that of something else, where it must not.
        case overlappingPrefixes(IPPrefix, other: String, prefix: IPPrefix)
        /// An address that something else has already.
        case addressInUse(IPAddress, by: String)
        /// A fault of a zone's records, as a sentence without its full stop.
        case badZone(String)
        /// Values that contradict each other, as a sentence without its full stop.
        case contradiction(String)

        // MARK: The rulebook

        /// What a cloud would refuse, as a sentence without its full stop.
        case refused(String)
        /// What a cloud accepts but the rulebook warns of, as a sentence without its full stop.
        case warning(String)
    }
}

extension Diagnostic.Kind {
    /// The name of the kind without what it carries, such as `hostBitsSet`: what JSON output and fixtures call it.
    public var name: String {
        switch self {
        case .fileTooLarge: "fileTooLarge"
        case .notUTF8: "notUTF8"
        case .controlCharacter: "controlCharacter"
        case .tab: "tab"
        case .yamlSyntax: "yamlSyntax"
        case .emptyDocument: "emptyDocument"
        case .severalDocuments: "severalDocuments"
        case .nestedTooDeep: "nestedTooDeep"
        case .tooManyValues: "tooManyValues"
        case .tooManyAliases: "tooManyAliases"
        case .unknownAlias: "unknownAlias"
        case .recursiveAlias: "recursiveAlias"
        case .keyIsNotText: "keyIsNotText"
        case .duplicateKey: "duplicateKey"
        case .unknownTag: "unknownTag"
        case .badMergeKey: "badMergeKey"
        case .unknownKey: "unknownKey"
        case .missingKey: "missingKey"
        case .missingOneOf: "missingOneOf"
        case .conflictingKeys: "conflictingKeys"
        case .wrongType: "wrongType"
        case .notAChoice: "notAChoice"
        case .outOfRange: "outOfRange"
        case .badForm: "badForm"
        case .notAnAddress: "notAnAddress"
        case .missingPrefixLength: "missingPrefixLength"
        case .prefixLengthOutOfRange: "prefixLengthOutOfRange"
        case .hostBitsSet: "hostBitsSet"
        case .notADomainName: "notADomainName"
        case .missingUnit: "missingUnit"
        case .unsupportedVersion: "unsupportedVersion"
        case .notModelledYet: "notModelledYet"
        case .unreadableFile: "unreadableFile"
        case .extendsCycle: "extendsCycle"
        case .extendsTooDeep: "extendsTooDeep"
        case .unknownCase: "unknownCase"
        case .badPath: "badPath"
        case .noSuchElement: "noSuchElement"
        case .duplicateName: "duplicateName"
        case .danglingReference: "danglingReference"
        case .ambiguousReference: "ambiguousReference"
        case .addressOutsideSubnet: "addressOutsideSubnet"
        case .outsideNetwork: "outsideNetwork"
        case .overlappingPrefixes: "overlappingPrefixes"
        case .addressInUse: "addressInUse"
        case .badZone: "badZone"
        case .contradiction: "contradiction"
        case .refused: "refused"
        case .warning: "warning"
        }
    }
}
