/// Why a text is no domain name.
public enum DomainNameError: Error, Hashable, Sendable {
    /// There is no text; the root is written `.`.
    case empty
    /// Two dots follow each other, or the first of several characters is a dot.
    case emptyLabel
    /// A label has more than 63 octets.
    case labelTooLong
    /// The name has more than 255 octets in wire format.
    case nameTooLong
    /// A backslash is followed by nothing, or by digits that are no octet in three decimal digits.
    case invalidEscape
    /// A space, a control character or one outside ASCII; in a name such an octet is written `\DDD`.
    case invalidCharacter(Unicode.Scalar)
}

extension DomainName {
    /// Reads presentation format (RFC 1035 section 5.1) with `\X` and `\DDD`, with or without the final dot.
    ///
    /// A name in letters outside ASCII is refused: it is looked up by its A-label (`xn--…`, RFC 5890 section 2.3.2.1).
    public static func parse(_ text: String) throws(DomainNameError) -> DomainName {
        if text.isEmpty { throw .empty }
        if text == "." { return .root }
        var octets: [UInt8] = [0]
        octets.reserveCapacity(text.utf8.count + 2)
        var labelStart = 0
        var labelCount = 0
        var bytes = text.utf8.makeIterator()
        while let byte = bytes.next() {
            switch byte {
            case UInt8(ascii: "."):
                guard octets.count > labelStart + 1 else { throw .emptyLabel }
                labelCount += 1
                labelStart = octets.count
                octets.append(0)
                continue
            case UInt8(ascii: "\\"):
                octets.append(try escaped(&bytes))
            case 0x21, 0x23...0x7e:
                octets.append(byte)
            default:
                throw .invalidCharacter(text.unicodeScalars.first { !(0x21...0x7e).contains($0.value) } ?? " ")
            }
            guard octets[labelStart] < 63 else { throw .labelTooLong }
            octets[labelStart] += 1
        }
        if octets.count > labelStart + 1 {
            labelCount += 1
            octets.append(0)
        }
        guard octets.count <= maximumOctetCount else { throw .nameTooLong }
        return DomainName(validOctets: octets, labelCount: labelCount)
    }

    /// The octet behind a backslash: three decimal digits, or a character that stands for itself.
    private static func escaped(_ bytes: inout String.UTF8View.Iterator) throws(DomainNameError) -> UInt8 {
        guard let first = bytes.next() else { throw .invalidEscape }
        guard let hundreds = digit(first) else {
            guard (0x20...0x7e).contains(first) else { throw .invalidEscape }
            return first
        }
        guard let tens = bytes.next().flatMap(digit), let ones = bytes.next().flatMap(digit),
            let octet = UInt8(exactly: hundreds * 100 + tens * 10 + ones)
        else { throw .invalidEscape }
        return octet
    }

    private static func digit(_ byte: UInt8) -> Int? {
        byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") ? Int(byte - UInt8(ascii: "0")) : nil
    }

    /// Whether a name in presentation format is written as absolute: with a final dot that is not escaped.
    public static func endsWithDot(_ text: String) -> Bool {
        guard text.utf8.last == UInt8(ascii: ".") else { return false }
        return text.utf8.dropLast().reversed().prefix { $0 == UInt8(ascii: "\\") }.count.isMultiple(of: 2)
    }

    /// Appends a label in presentation format, escaped as libldns does: `\.`, and `\DDD` for what does not print.
    ///
    /// A quotation mark is `\034`, since some readers take it for the beginning of a string.
    static func writeLabel(_ label: ArraySlice<UInt8>, to text: inout [UInt8]) {
        for octet in label {
            switch octet {
            case UInt8(ascii: "."), UInt8(ascii: ";"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "\\"):
                text.append(UInt8(ascii: "\\"))
                text.append(octet)
            case 0x21, 0x23...0x7e:
                text.append(octet)
            default:
                text.append(UInt8(ascii: "\\"))
                text.append(UInt8(ascii: "0") + octet / 100)
                text.append(UInt8(ascii: "0") + octet / 10 % 10)
                text.append(UInt8(ascii: "0") + octet % 10)
            }
        }
    }
}

extension DomainName: LosslessStringConvertible {
    /// Reads presentation format, or returns `nil`; `parse(_:)` tells why.
    public init?(_ description: String) {
        do throws(DomainNameError) {
            self = try Self.parse(description)
        } catch {
            return nil
        }
    }

    /// The presentation format with the final dot and the case kept.
    public var description: String {
        if isRoot { return "." }
        var text: [UInt8] = []
        text.reserveCapacity(octets.count)
        var index = 0
        while octets[index] != 0 {
            let end = index + 1 + Int(octets[index])
            Self.writeLabel(octets[(index + 1)..<end], to: &text)
            text.append(UInt8(ascii: "."))
            index = end
        }
        return String(decoding: text, as: UTF8.self)
    }
}
