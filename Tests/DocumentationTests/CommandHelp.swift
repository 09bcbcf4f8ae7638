import Foundation
import TestSupport
import Testing

/// A command as its own parser describes it.
struct CommandHelp: Decodable, Sendable, CustomTestStringConvertible {
    /// A positional argument, an option or a flag.
    struct Argument: Decodable, Sendable {
        struct Name: Decodable, Sendable {
            let kind: String
            let name: String

            /// The name as it is typed.
            var typed: String { (kind == "long" ? "--" : "-") + name }
        }

        let kind: String
        let valueName: String?
        let names: [Name]?
        let abstract: String?
        let defaultValue: String?
        let allValues: [String]?
        let isOptional: Bool
        let isRepeating: Bool
        let shouldDisplay: Bool
        let sectionTitle: String?

        /// The names of an option with its value, or a positional argument: `--set <path=value>`.
        var typed: String {
            let value = valueName.map { "<\($0)>" } ?? ""
            switch kind {
            case "positional": return value
            case "flag": return names?.map(\.typed).joined(separator: ", ") ?? ""
            default: return (names?.map(\.typed).joined(separator: ", ") ?? "") + " " + value
            }
        }

        /// What it means, with its values and default.
        var meaning: String {
            var text = abstract ?? ""
            if let allValues, !allValues.isEmpty { text += " One of \(allValues.joined(separator: ", "))." }
            if let defaultValue { text += " Default: \(defaultValue)." }
            return text
        }
    }

    let commandName: String
    let abstract: String?
    let discussion: String?
    let arguments: [Argument]?
    let subcommands: [CommandHelp]?

    var testDescription: String { commandName }

    /// What it takes beside `--help` and `--version`, which every command has.
    var ownArguments: [Argument] {
        (arguments ?? []).filter { argument in
            argument.shouldDisplay && !(argument.names ?? []).contains { ["help", "version"].contains($0.name) }
        }
    }

    /// The root command with its subcommands.
    static let root: CommandHelp? = {
        struct Dump: Decodable {
            let command: CommandHelp
        }
        let run = try? BuiltCommand.run(["--experimental-dump-help"])
        return run.flatMap { try? JSONDecoder().decode(Dump.self, from: Data($0.output.utf8)) }?.command
    }()

    /// The subcommands, in the order of the help; `help` itself is not among them.
    static let commands: [CommandHelp] = (root?.subcommands ?? []).filter { $0.commandName != "help" }

    /// A paragraph of the discussion, or lines that stay as they are.
    enum Passage: Hashable {
        case prose(String)
        case lines([String])
    }

    /// The discussion in passages: lines that are indented stay as they are.
    var passages: [Passage] {
        var passages: [Passage] = []
        for line in (discussion ?? "").split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
            let isIndented = line.hasPrefix("  ")
            switch passages.last {
            case .lines(let lines) where isIndented:
                passages[passages.count - 1] = .lines(lines + [String(line.dropFirst(2))])
            default:
                if isIndented {
                    passages.append(.lines([String(line.dropFirst(2))]))
                } else if !line.isEmpty {
                    passages.append(.prose(line))
                }
            }
        }
        return passages
    }

    /// The commands behind the line "Examples:".
    var examples: [String] {
        let passages = passages
        guard let head = passages.firstIndex(of: .prose("Examples:")), passages.indices.contains(head + 1),
            case .lines(let lines) = passages[head + 1]
        else { return [] }
        return lines
    }

    /// How it is called.
    func usage() throws -> String {
        let words = commandName == "dnsscen" ? ["--help"] : [commandName, "--help"]
        let help = try BuiltCommand.run(words, environment: ["COLUMNS": "80"]).output
        let lines = help.split(separator: "\n", omittingEmptySubsequences: false)
        guard let first = lines.firstIndex(where: { $0.hasPrefix("USAGE: ") }) else { return "" }
        return String(lines[first].dropFirst("USAGE: ".count))
    }
}
