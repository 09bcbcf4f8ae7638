/// Where an element of a scenario and each of its keys was written, and what its place is called.
///
/// Texts and positions are made when asked for: a scenario may hold 100,000 lookups, of which few are ever complained
/// about.
public struct Marks: Sendable {
    /// The mapping, or `nil` for an element that stands in no file because all of its keys are left out.
    let node: YAMLNode?
    let place: KeyPlace
    /// Where the enclosing mapping stands; used if there is no node.
    let fallback: SourceMark

    init(node: YAMLNode?, place: KeyPlace, fallback: SourceMark) {
        self.node = node
        self.place = place
        self.fallback = fallback
    }

    /// The marks of an element that stands nowhere, for its defaults.
    static let blank = Marks(
        node: nil, place: .root, fallback: SourceMark(file: SourceFile(name: ""), line: 1, column: 1))

    /// The marks of the mapping that stands for `key`, or of one that was left out.
    func child(_ key: String) -> Marks {
        Marks(node: node?[key], place: KeyPlace(.key(key), in: place), fallback: node?.mark ?? fallback)
    }

    /// Where the element begins, or where its parent does if the element was left out.
    public var location: SourceLocation { (node?.mark ?? fallback).location }

    /// Where the value of `key` begins, or where the element does if the key was left out.
    public func location(of key: String) -> SourceLocation { node?[key]?.location ?? location }

    /// Where an element of the list `key` begins, or the value of `key` if that is no list with such an element.
    public func location(of key: String, index: Int) -> SourceLocation {
        guard let value = node?[key] else { return location }
        guard case .sequence(let elements) = value.content, elements.indices.contains(index) else {
            return value.location
        }
        return elements[index].location
    }

    /// Where the key `key` itself begins, or where the element does if the key was left out.
    public func keyLocation(of key: String) -> SourceLocation { node?.entry(key)?.keyMark.location ?? location }

    /// The path of the element, such as `vpcs[resolver-vpc].subnets[dns-a]`; empty for the scenario itself.
    public var keyPath: String { place.text }

    /// The path of one of the element's keys, such as `vpcs[resolver-vpc].cidr_block`.
    public func keyPath(of key: String) -> String { KeyPlace(.key(key), in: place).text }

    /// The path of an element of one of the element's lists, such as `vpn.dns_servers[1]`.
    public func keyPath(of key: String, index: Int) -> String {
        KeyPlace(.element(index, nil), in: KeyPlace(.key(key), in: place)).text
    }

    /// Whether the file gives `key` a value.
    public func isSet(_ key: String) -> Bool { node?.entry(key) != nil }

    /// The name of the file that the element was written in; a relative path in it starts from that file's folder.
    public var file: String { (node?.mark ?? fallback).file.name }
}

/// A place in a document, told by the keys and elements that lead to it; the text is made on demand.
///
/// A class so that all elements of a list share the path of the list; it never changes.
final class KeyPlace: Sendable {
    enum Step: Sendable {
        case key(String)
        /// An element of a list with its node, which may have a name.
        case element(Int, YAMLNode?)
    }

    let step: Step?
    let parent: KeyPlace?

    init(_ step: Step, in parent: KeyPlace) {
        self.step = step
        self.parent = parent
    }

    private init() {
        step = nil
        parent = nil
    }

    /// The place of the whole document.
    static let root = KeyPlace()

    /// The path in the notation of `set`.
    var text: String {
        var steps: [Step] = []
        var place: KeyPlace? = self
        while let current = place {
            if let step = current.step { steps.append(step) }
            place = current.parent
        }
        var text = ""
        for step in steps.reversed() {
            switch step {
            case .key(let key):
                if !text.isEmpty { text += "." }
                text += PathText.key(key)
            case .element(let index, let node):
                text += "[\(node?.elementName.map(PathText.element) ?? String(index))]"
            }
        }
        return text
    }
}

/// How keys and names are written in a path so that reading it gives them back.
enum PathText {
    /// A key, quoted if it holds what ends a key.
    static func key(_ key: String) -> String {
        key.isEmpty || key.utf8.contains { $0 == UInt8(ascii: ".") || isSpecial($0) } ? quoted(key) : key
    }

    /// An element's name, quoted if it holds what ends a name or would be read as an index.
    static func element(_ name: String) -> String {
        let isNumber = name.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        return isNumber || name == "+" || name.utf8.contains(where: isSpecial) ? quoted(name) : name
    }

    private static func isSpecial(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "\\"): true
        default: byte < 0x20
        }
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            if scalar == "\"" || scalar == "\\" { result.unicodeScalars.append("\\") }
            result.unicodeScalars.append(scalar)
        }
        return result + "\""
    }
}
