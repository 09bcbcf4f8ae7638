/// Lays JSON out over lines, with what fits into a line kept together.
struct JSONLayout {
    /// The widest line that holds a whole array or object.
    static let lineWidth = 120

    private let source: [UInt8]
    private var position = 0
    private(set) var octets: [UInt8] = []

    /// Lays out compact JSON; each line after the first is indented by `indent` columns and more, and `used` are those
    /// already taken of the first line.
    static func pretty(_ compact: [UInt8], indent: Int = 0, used: Int = 0) -> [UInt8] {
        var layout = JSONLayout(compact)
        layout.octets.reserveCapacity(compact.count * 5 / 4)
        layout.appendValue(indent: indent, used: used)
        return layout.octets
    }

    private init(_ source: [UInt8]) { self.source = source }

    private mutating func appendValue(indent: Int, used: Int) {
        let opening = source[position]
        guard opening == UInt8(ascii: "{") || opening == UInt8(ascii: "[") else { return appendScalar() }
        if let end = endOfContainer(within: Self.lineWidth - used) { return appendInline(upTo: end) }
        octets.append(opening)
        position += 1
        while true {
            appendLineEnd(indent: indent + 2)
            var taken = indent + 2
            if opening == UInt8(ascii: "{") {
                let start = octets.count
                appendScalar()
                position += 1
                octets += [UInt8(ascii: ":"), UInt8(ascii: " ")]
                taken += octets.count - start
            }
            appendValue(indent: indent + 2, used: taken)
            let next = source[position]
            position += 1
            if next != UInt8(ascii: ",") {
                appendLineEnd(indent: indent)
                octets.append(next)
                return
            }
            octets.append(next)
        }
    }

    /// Where the array or object that begins here ends, if it fits into `room` columns with its spaces.
    private func endOfContainer(within room: Int) -> Int? {
        var index = position
        var width = 0
        var depth = 0
        var isInString = false
        while index < source.count, width <= room {
            let octet = source[index]
            // The octets of a character after its first take no column.
            width += octet & 0xc0 == 0x80 ? 0 : 1
            if isInString {
                if octet == UInt8(ascii: "\\") {
                    index += 1
                    width += 1
                } else if octet == UInt8(ascii: "\"") {
                    isInString = false
                }
            } else {
                switch octet {
                case UInt8(ascii: "\""): isInString = true
                case UInt8(ascii: ","), UInt8(ascii: ":"): width += 1
                case UInt8(ascii: "{"), UInt8(ascii: "["):
                    depth += 1
                    if octet == UInt8(ascii: "{") { width += 2 }
                case UInt8(ascii: "}"), UInt8(ascii: "]"):
                    depth -= 1
                    if depth == 0 { return width <= room ? index : nil }
                default: break
                }
            }
            index += 1
        }
        return nil
    }

    private mutating func appendInline(upTo end: Int) {
        var isInString = false
        let space = UInt8(ascii: " ")
        while position <= end {
            let octet = source[position]
            if isInString {
                octets.append(octet)
                if octet == UInt8(ascii: "\\") {
                    position += 1
                    octets.append(source[position])
                } else if octet == UInt8(ascii: "\"") {
                    isInString = false
                }
            } else {
                // Objects have a space inside their braces unless they are empty, arrays none.
                if octet == UInt8(ascii: "}"), source[position - 1] != UInt8(ascii: "{") { octets.append(space) }
                octets.append(octet)
                switch octet {
                case UInt8(ascii: "\""): isInString = true
                case UInt8(ascii: ","), UInt8(ascii: ":"): octets.append(space)
                case UInt8(ascii: "{"): if source[position + 1] != UInt8(ascii: "}") { octets.append(space) }
                default: break
                }
            }
            position += 1
        }
    }

    /// A string, number, `true`, `false` or `null`.
    private mutating func appendScalar() {
        if source[position] == UInt8(ascii: "\"") {
            repeat {
                if source[position] == UInt8(ascii: "\\") {
                    octets.append(source[position])
                    position += 1
                }
                octets.append(source[position])
                position += 1
            } while source[position] != UInt8(ascii: "\"")
            octets.append(source[position])
            position += 1
            return
        }
        while position < source.count, !Self.ends(source[position]) {
            octets.append(source[position])
            position += 1
        }
    }

    private static func ends(_ octet: UInt8) -> Bool {
        octet == UInt8(ascii: ",") || octet == UInt8(ascii: "}") || octet == UInt8(ascii: "]")
    }

    private mutating func appendLineEnd(indent: Int) {
        octets.append(UInt8(ascii: "\n"))
        octets.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indent))
    }
}
