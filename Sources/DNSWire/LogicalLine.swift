/// Puts one record or directive together out of the physical lines that it spans.
///
/// libldns has a reader for this, too, which is not used: it joins the last word of a line in parentheses to the first
/// of the next, knows no `$INCLUDE`, takes at most 10,230 characters, and after a fault cannot tell the line any more.
struct LogicalLine {
    /// The text without comments and parentheses; blanks outside strings are spaces.
    private(set) var octets: [UInt8] = []
    /// The physical line that it begins on.
    private(set) var lineNumber = 0
    /// What makes the line unreadable.
    private(set) var fault: MasterFileError.Kind?
    private var depth = 0

    /// Whether a parenthesis is still open.
    var isOpen: Bool { depth > 0 }

    /// Takes a physical line; after it the logical line is complete unless it is open.
    mutating func append(_ line: ArraySlice<UInt8>, number: Int) {
        if isOpen {
            octets.append(UInt8(ascii: " "))
        } else {
            octets.removeAll(keepingCapacity: true)
            lineNumber = number
            fault = nil
        }
        var isQuoted = false
        var isEscaped = false
        scan: for octet in line {
            if octet == 0 { fault = fault ?? .zeroOctet }
            if isEscaped {
                octets.append(octet)
                isEscaped = false
                continue
            }
            switch octet {
            case UInt8(ascii: "\\"):
                octets.append(octet)
                isEscaped = true
            case UInt8(ascii: "\""):
                octets.append(octet)
                isQuoted.toggle()
            case _ where isQuoted:
                octets.append(octet)
            case UInt8(ascii: ";"):
                break scan
            case UInt8(ascii: "("):
                octets.append(UInt8(ascii: " "))
                depth += 1
            case UInt8(ascii: ")"):
                octets.append(UInt8(ascii: " "))
                if depth == 0 { fault = fault ?? .unbalancedParentheses } else { depth -= 1 }
            case 0x09...0x0d:
                octets.append(UInt8(ascii: " "))
            default:
                octets.append(octet)
            }
        }
        if isQuoted { fault = fault ?? .unterminatedString }
        if isEscaped { fault = fault ?? .incompleteEscape }
    }

    /// Ends the line although a parenthesis is open, which is its fault.
    mutating func close() {
        fault = fault ?? .unbalancedParentheses
        depth = 0
    }
}

/// Walks the words of a logical line.
struct WordCursor {
    private let octets: [UInt8]
    private var index = 0

    init(_ octets: [UInt8]) { self.octets = octets }

    /// The next word with its quotes and escapes, or `nil` at the end of the line.
    mutating func next() -> ArraySlice<UInt8>? {
        skipSpaces()
        let start = index
        var isQuoted = false
        while index < octets.count, isQuoted || octets[index] != UInt8(ascii: " ") {
            switch octets[index] {
            case UInt8(ascii: "\""): isQuoted.toggle()
            case UInt8(ascii: "\\"): index += 1
            default: break
            }
            index += 1
        }
        index = min(index, octets.count)
        return start == index ? nil : octets[start..<index]
    }

    /// What follows, without the spaces around it.
    mutating func rest() -> ArraySlice<UInt8> {
        skipSpaces()
        var end = octets.count
        // A space behind a backslash belongs to the word.
        while end > index, octets[end - 1] == UInt8(ascii: " "), end < 2 || octets[end - 2] != UInt8(ascii: "\\") {
            end -= 1
        }
        return octets[index..<end]
    }

    private mutating func skipSpaces() {
        while index < octets.count, octets[index] == UInt8(ascii: " ") { index += 1 }
    }
}
