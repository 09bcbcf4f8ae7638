public import ScenarioLanguage

/// What a running responder says to a request.
public struct ControlReply: Hashable, Sendable {
    /// Whether it was done.
    public var isDone: Bool
    /// For people: what was done, or what is wrong; lines without the last one's end.
    public var text: String
    /// The same for programs.
    public var body: JSONValue

    /// Done.
    public static func done(_ text: String, _ body: JSONValue = [:]) -> ControlReply {
        ControlReply(isDone: true, text: text, body: body)
    }

    /// Not done, and why.
    public static func refused(_ text: String, _ body: JSONValue = [:]) -> ControlReply {
        ControlReply(isDone: false, text: text, body: body)
    }
}

extension ControlReply {
    /// Reads the object of a line; `nil` for anything else.
    public init?(_ json: JSONValue) {
        guard case .bool(let isDone) = json["ok"], case .string(let text) = json["text"], let body = json["body"] else {
            return nil
        }
        self.init(isDone: isDone, text: text, body: body)
    }

    /// The object of a line.
    public var json: JSONValue { ["ok": .bool(isDone), "text": .string(text), "body": body] }
}
