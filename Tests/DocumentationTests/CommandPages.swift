/// The command line's help as pages.
enum CommandPages {
    /// The reference page of all commands.
    static func reference() throws -> String {
        var text = """
            # Commands

            What `dnsscen help COMMAND` prints. This page is made out of the program by `Scripts/record-golden`.

            A file named `-` is standard input. A directory stands for the `.yaml` files in it; a bare name that is not here is looked for \
            in `scenarios/`. Standard output carries the result alone, standard error everything else. Every command also has \
            `-h`, `--help` and `--version`. How a command ends: [exit statuses](exit-statuses.md).


            """
        var list = MarkdownTable("command", "what it does")
        for command in CommandHelp.commands {
            list.append(
                "[\(command.commandName)](#dnsscen-\(command.commandName))", (command.abstract ?? "").markdownProse)
        }
        text += list.text
        for command in CommandHelp.commands { text += try section(command) }
        return text
    }

    private static func section(_ command: CommandHelp) throws -> String {
        var text = "\n## dnsscen \(command.commandName)\n\n\((command.abstract ?? "").markdownProse)\n\n"
        text += "```text\n\(try command.usage())\n```\n"
        let arguments = command.ownArguments
        if !arguments.isEmpty {
            var table = MarkdownTable("argument", "meaning")
            for argument in arguments { table.append(argument.typed.markdownCode, argument.meaning.markdownProse) }
            text += "\n" + table.text
        }
        for passage in command.passages {
            switch passage {
            case .prose(let prose): text += "\n\(prose.markdownProse)\n"
            case .lines(let lines): text += "\n```text\n\(lines.joined(separator: "\n"))\n```\n"
            }
        }
        return text
    }

    // MARK: - The manual page

    /// The manual page, in mdoc(7).
    static func manual() -> String {
        var text = #"""
            .\" Made out of the program by Scripts/record-golden.
            .Dd November 27, 2026
            .Dt DNSSCEN 1
            .Os
            .Sh NAME
            .Nm dnsscen
            .Nd predict what DNS does behind a cloud client VPN
            .Sh SYNOPSIS

            """#
        for command in CommandHelp.commands {
            text += ".Nm dnsscen\n.Cm \(command.commandName)\n"
            for argument in command.ownArguments where argument.kind == "positional" {
                text += positional(argument) + "\n"
            }
            if command.ownArguments.contains(where: { $0.kind != "positional" }) { text += ".Op Ar option ...\n" }
        }
        text += ".Sh DESCRIPTION\n"
        let root = CommandHelp.root?.passages ?? []
        for (index, passage) in root.prefix(while: { $0 != .prose("Examples:") }).enumerated() {
            // A section needs no mark for its first paragraph.
            text += index == 0 ? String(roff(passage).dropFirst(".Pp\n".count)) : roff(passage)
        }
        text += ".Pp\nThe commands are:\n"
        for command in CommandHelp.commands {
            text += ".Ss dnsscen \(command.commandName)\n\(paragraph(command.abstract ?? ""))\n"
            if !command.ownArguments.isEmpty {
                text += ".Bl -tag -width Ds\n"
                for argument in command.ownArguments {
                    text += ".It \(item(argument))\n\(paragraph(argument.meaning))\n"
                }
                text += ".El\n"
            }
            for passage in command.passages { text += roff(passage) }
        }
        text += ".Sh EXIT STATUS\n" + statuses
        text += ".Sh EXAMPLES\n.Bd -literal -offset indent\n"
        text += (CommandHelp.root?.examples ?? []).map(roff).joined(separator: "\n") + "\n.Ed\n"
        text += ".Sh SEE ALSO\n.Xr dig 1 ,\n.Xr resolv.conf 5\n"
        return text
    }

    private static var statuses: String {
        var text = ".Bl -tag -width Ds -compact\n"
        for status in ExitStatusTable.entries { text += ".It \(status.number)\n\(paragraph(status.meaning))\n" }
        return text + ".El\n"
    }

    private static func positional(_ argument: CommandHelp.Argument) -> String {
        let name = roff(argument.valueName ?? "") + (argument.isRepeating ? " ..." : "")
        return argument.isOptional ? ".Op Ar \(name)" : ".Ar \(name)"
    }

    private static func item(_ argument: CommandHelp.Argument) -> String {
        let value = argument.kind == "flag" ? "" : roff(argument.valueName ?? "")
        if argument.kind == "positional" { return "Ar \(value)" }
        // A flag's hyphen is mdoc's own.
        let names = (argument.names ?? []).map { "Fl " + roff(String($0.typed.dropFirst())) }.joined(separator: " , ")
        return value.isEmpty ? names : "\(names) Ar \(value)"
    }

    private static func roff(_ passage: CommandHelp.Passage) -> String {
        switch passage {
        case .prose(let prose): ".Pp\n\(paragraph(prose))\n"
        case .lines(let lines):
            ".Bd -literal -offset indent\n" + lines.map(roff).joined(separator: "\n") + "\n.Ed\n"
        }
    }

    /// Prose in lines of at most 79 octets, each sentence on lines of its own, as mdoc wants it.
    private static func paragraph(_ text: String) -> String {
        var lines: [String] = []
        for sentence in text.replacing(". ", with: ".\n").split(separator: "\n") {
            var line = ""
            for word in sentence.split(separator: " ").map({ roff(String($0)) }) {
                if line.utf8.count + word.utf8.count > 78 {
                    lines.append(line)
                    line = ""
                }
                line += line.isEmpty ? word : " " + word
            }
            lines.append(line)
        }
        return lines.joined(separator: "\n")
    }

    /// Text with what roff gives a meaning to escaped.
    private static func roff(_ text: String) -> String {
        let escaped = text.replacing("\\", with: "\\e").replacing("-", with: "\\-")
        return escaped.hasPrefix(".") || escaped.hasPrefix("'") ? "\\&" + escaped : escaped
    }
}
