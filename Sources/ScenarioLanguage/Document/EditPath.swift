/// A path of `set`: keys with dots between them, and elements of lists in brackets.
struct EditPath: Sendable {
    enum Step: Hashable, Sendable {
        case key(String)
        /// The element with this name, id or text.
        case name(String)
        /// The element at this place, from 0.
        case index(Int)
        /// A new element, or several, at the end.
        case append
    }

    let steps: [Step]

    /// Why a text is no path, as a phrase.
    struct Fault: Error, Sendable {
        let reason: String
    }

    /// More steps than any place in a scenario is deep.
    static let maximumSteps = 64

    /// Reads a path such as `vpcs[resolver-vpc].instances[+]`; names and keys may stand in quotes.
    init(_ text: String) throws(Fault) {
        var reader = Reader(text)
        var steps: [Step] = []
        repeat {
            steps.append(.key(try reader.key()))
            while reader.take("[") {
                steps.append(try reader.selector())
                guard reader.take("]") else { throw Fault(reason: "a bracket is not closed") }
            }
            guard steps.count <= Self.maximumSteps else { throw Fault(reason: "it has too many steps") }
        } while reader.take(".")
        guard reader.isAtEnd else { throw Fault(reason: "a dot is missing behind a bracket or quote") }
        if let append = steps.firstIndex(of: .append), append != steps.count - 1 {
            throw Fault(reason: "[+] can stand at the end alone")
        }
        self.steps = steps
    }

    private struct Reader {
        private let scalars: [Unicode.Scalar]
        private var position = 0

        init(_ text: String) { scalars = Array(text.unicodeScalars) }

        var isAtEnd: Bool { position == scalars.count }

        mutating func take(_ scalar: Unicode.Scalar) -> Bool {
            guard position < scalars.count, scalars[position] == scalar else { return false }
            position += 1
            return true
        }

        mutating func key() throws(Fault) -> String {
            if let quoted = try quoted() { return quoted }
            let key = text { $0 == "." || $0 == "[" || $0 == "]" }
            guard !key.isEmpty else { throw Fault(reason: "a key is missing") }
            return key
        }

        mutating func selector() throws(Fault) -> Step {
            if let quoted = try quoted() { return .name(quoted) }
            let name = text { $0 == "]" || $0 == "[" }
            if name == "+" { return .append }
            guard !name.isEmpty else { throw Fault(reason: "the brackets are empty") }
            guard name.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
                return .name(name)
            }
            guard let index = Int(name) else { throw Fault(reason: "the index \(name) is too large") }
            return .index(index)
        }

        /// A text in single or double quotes, in which a backslash protects the character behind it.
        private mutating func quoted() throws(Fault) -> String? {
            guard let quote = ["\"", "'"].first(where: { take($0) }) else { return nil }
            var text = ""
            while position < scalars.count {
                var scalar = scalars[position]
                position += 1
                if scalar == quote { return text }
                if scalar == "\\", position < scalars.count {
                    scalar = scalars[position]
                    position += 1
                }
                text.unicodeScalars.append(scalar)
            }
            throw Fault(reason: "a quote is not closed")
        }

        private mutating func text(until isEnd: (Unicode.Scalar) -> Bool) -> String {
            var text = ""
            while position < scalars.count, !isEnd(scalars[position]) {
                text.unicodeScalars.append(scalars[position])
                position += 1
            }
            return text
        }
    }
}
