/// The octets of a file, checked to be text that a YAML parser may see.
struct YAMLText: Sendable {
    /// The octets without a byte order mark at the beginning.
    let bytes: ArraySlice<UInt8>

    /// Checks size, encoding and characters; what is wrong is told with its line and column.
    ///
    /// A UTF-8 byte order mark at the very beginning is allowed (YAML 1.2 section 5.2) and takes no column.
    init(_ bytes: [UInt8], file: SourceFile) throws(YAMLAbort) {
        let start = SourceMark(file: file, line: 1, column: 1)
        guard bytes.count <= YAMLLimits.fileSize else {
            throw YAMLAbort(.fileTooLarge(limit: YAMLLimits.fileSize), at: start)
        }
        let hasMark = bytes.starts(with: [0xef, 0xbb, 0xbf])
        let text = bytes[(hasMark ? 3 : 0)...]
        self.bytes = text
        if let fault = Self.firstFault(in: text) {
            let kind: Diagnostic.Kind =
                switch fault.problem {
                case .encoding: .notUTF8(hint: Self.otherEncoding(of: bytes))
                case .character(let code): .controlCharacter(code)
                }
            throw YAMLAbort(kind, at: Self.mark(of: fault.offset, in: text, file: file))
        }
    }

    private struct Fault {
        enum Problem {
            case encoding
            case character(UInt32)
        }

        let problem: Problem
        let offset: Int
    }

    /// The first octet that is not UTF-8, or that begins a character that is not `c-printable` (YAML 1.2 section 5.1).
    private static func firstFault(in bytes: ArraySlice<UInt8>) -> Fault? {
        var index = bytes.startIndex
        let end = bytes.endIndex
        while index < end {
            let byte = bytes[index]
            if byte >= 0x20, byte < 0x7f {
                index += 1
            } else if byte < 0x80 {
                guard byte == 0x09 || byte == 0x0a || byte == 0x0d else {
                    return Fault(problem: .character(UInt32(byte)), offset: index)
                }
                index += 1
            } else {
                let length = byte < 0xc2 ? 0 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : byte < 0xf5 ? 4 : 0
                guard length > 0, index + length <= end else { return Fault(problem: .encoding, offset: index) }
                var code = UInt32(byte) & (0xff >> UInt32(length + 1))
                for next in bytes[index + 1..<index + length] {
                    guard next & 0xc0 == 0x80 else { return Fault(problem: .encoding, offset: index) }
                    code = code << 6 | UInt32(next & 0x3f)
                }
                let isOverlong = length == 3 && code < 0x800 || length == 4 && code < 0x1_0000
                guard !isOverlong, code <= 0x10_ffff, !(0xd800...0xdfff).contains(code) else {
                    return Fault(problem: .encoding, offset: index)
                }
                guard code == 0x85 || code >= 0xa0, code != 0xfeff, code != 0xfffe, code != 0xffff else {
                    return Fault(problem: .character(code), offset: index)
                }
                index += length
            }
        }
        return nil
    }

    /// Counts lines as libyaml does: LF, CR, CR LF, NEL, LS and PS each end one.
    private static func mark(of offset: Int, in bytes: ArraySlice<UInt8>, file: SourceFile) -> SourceMark {
        var line: Int32 = 1
        var column: Int32 = 1
        var afterReturn = false
        for scalar in String(decoding: bytes[..<offset], as: UTF8.self).unicodeScalars {
            switch scalar.value {
            case 0x0a where afterReturn: break
            case 0x0a, 0x0d, 0x85, 0x2028, 0x2029:
                line += 1
                column = 1
            default: column += 1
            }
            afterReturn = scalar.value == 0x0d
        }
        return SourceMark(file: file, line: line, column: column)
    }

    /// The encoding that a byte order mark or a pattern of zeros betrays.
    private static func otherEncoding(of bytes: [UInt8]) -> String? {
        if bytes.starts(with: [0xff, 0xfe]) || bytes.starts(with: [0xfe, 0xff]) { return "UTF-16" }
        return nil
    }
}

/// The reason why no document comes out of a file.
struct YAMLAbort: Error, Sendable {
    let kind: Diagnostic.Kind
    let mark: SourceMark

    init(_ kind: Diagnostic.Kind, at mark: SourceMark) {
        self.kind = kind
        self.mark = mark
    }
}
