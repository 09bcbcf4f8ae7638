public import ScenarioLanguage

/// What somebody asks of a running responder over its control socket.
public enum ControlRequest: Hashable, Sendable {
    /// Adds a fault: a YAML mapping as under `faults`.
    case faultAdd(yaml: String)
    /// Takes the faults of one target away, those of the scenario too; `nil` for all targets.
    case faultClear(target: String?)
    /// Puts a case of the file in force; `nil` for its base.
    case setCase(String?)
    /// Connects the VPN.
    case connect
    /// Disconnects the VPN.
    case disconnect
    /// Asks what is in force.
    case status
    /// Asks for the counts since the start.
    case stats
}

extension ControlRequest {
    /// What is wrong with a request, in words for whoever sent it.
    public struct Malformed: Error, Hashable, Sendable {
        /// The words.
        public let text: String
    }

    /// Reads the object of a line.
    ///
    /// `command` is `fault add` (with `fault`), `fault clear` (with `target`, or without for all), `case` (with `name`, or without for
    /// the base), `connect`, `disconnect`, `status` or `stats`. An unknown key is refused, so that a misspelt one does no harm.
    public init(_ json: JSONValue) throws(Malformed) {
        guard case .object(let members) = json else { throw Malformed(text: "a request is a JSON object") }
        guard let command = try json.text("command") else { throw Malformed(text: "command is missing") }
        var argument: String?
        switch command {
        case "fault add":
            argument = "fault"
            guard let yaml = try json.text("fault") else { throw Malformed(text: "fault is missing") }
            self = .faultAdd(yaml: yaml)
        case "fault clear":
            argument = "target"
            self = .faultClear(target: try json.text("target"))
        case "case":
            argument = "name"
            self = .setCase(try json.text("name"))
        case "connect": self = .connect
        case "disconnect": self = .disconnect
        case "status": self = .status
        case "stats": self = .stats
        default: throw Malformed(text: "there is no command \(command)")
        }
        if let stranger = members.first(where: { $0.key != "command" && $0.key != argument }) {
            throw Malformed(text: "\(command) has no key \(stranger.key)")
        }
    }

    /// The object of a line.
    public var json: JSONValue {
        switch self {
        case .faultAdd(let yaml): ["command": "fault add", "fault": .string(yaml)]
        case .faultClear(let target): ["command": "fault clear", "target": target.map { .string($0) } ?? .null]
        case .setCase(let name): ["command": "case", "name": name.map { .string($0) } ?? .null]
        case .connect: ["command": "connect"]
        case .disconnect: ["command": "disconnect"]
        case .status: ["command": "status"]
        case .stats: ["command": "stats"]
        }
    }
}

extension JSONValue {
    /// The text of a key; `nil` if it is missing or null.
    fileprivate func text(_ key: String) throws(ControlRequest.Malformed) -> String? {
        switch self[key] {
        case nil, .null: return nil
        case .string(let text): return text
        default: throw ControlRequest.Malformed(text: "\(key) is no text")
        }
    }
}
