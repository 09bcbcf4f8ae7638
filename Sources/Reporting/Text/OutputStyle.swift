/// How text for people is laid out: what the place it goes to can show.
public struct OutputStyle: Hashable, Sendable {
    /// Whether SGR colour codes may be used.
    public var usesColor: Bool
    /// Whether tables are drawn with box-drawing characters instead of ASCII.
    public var usesBoxDrawing: Bool
    /// The columns that prose is wrapped to.
    public var width: Int

    /// A style.
    public init(usesColor: Bool, usesBoxDrawing: Bool, width: Int) {
        self.usesColor = usesColor
        self.usesBoxDrawing = usesBoxDrawing
        self.width = width
    }

    /// Text for a file or a pipe: no colour, ASCII alone, 100 columns.
    public static let plain = OutputStyle(usesColor: false, usesBoxDrawing: false, width: 100)

    /// The text with the colour of its emphasis, or unchanged in a style without colour.
    func apply(_ emphasis: Emphasis, to text: String) -> String {
        guard usesColor, let code = emphasis.code, !text.isEmpty else { return text }
        return "\u{1b}[\(code)m\(text)\u{1b}[0m"
    }
}

/// What a piece of text is, for those styles that can show it.
enum Emphasis: Hashable, Sendable {
    case none, heading, good, bad, doubtful, faint

    /// The SGR parameters (ECMA-48 section 8.3.117).
    fileprivate var code: String? {
        switch self {
        case .none: nil
        case .heading: "1"
        case .good: "32"
        case .bad: "1;31"
        case .doubtful: "33"
        case .faint: "2"
        }
    }
}
