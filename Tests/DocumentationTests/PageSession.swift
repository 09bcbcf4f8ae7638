import Foundation
import TestSupport

/// One page's blocks, run in their order in one shell: an empty network with loopback alone, and a folder of its own.
struct PageSession {
    /// One thing to do, with the block that it stands in.
    struct Step {
        enum Kind: Hashable {
            /// A command of a `console` block and what the page shows behind it.
            case command(shown: [String])
            /// A `sh` block, which must succeed.
            case script
            /// A whole scenario, which must load and keep its expectations.
            case scenario
        }

        let kind: Kind
        let block: MarkdownPage.Block
        /// The number of its first line in the page, from 1.
        let line: Int
        /// What the shell is told.
        let text: String
        let status: Int
        /// A file that the block is written to before.
        var file: String?
    }

    /// How a step went.
    struct Result {
        /// `nil` if the step was not come to, or the shell ended in it.
        let status: Int?
        /// Standard output and standard error as they came, in lines, without blank lines at the end.
        let output: [String]
    }

    let page: MarkdownPage
    private(set) var steps: [Step] = []
    /// What is wrong with the page itself.
    private(set) var faults: [String] = []
    /// What is not run, each with its line and reason.
    private(set) var exemptions: [String] = []

    init(_ page: MarkdownPage) {
        self.page = page
        for block in page.blocks { add(block) }
    }

    private mutating func add(_ block: MarkdownPage.Block) {
        let place = "\(page.path):\(block.fence + 1)"
        let status = block.directives["status"].flatMap { Int($0) } ?? 0
        let file = block.directives["file"]
        if let reason = block.directives["not run"] {
            exemptions.append("\(place): not run: \(reason)")
            return
        }
        switch block.language {
        case "console": addSession(block, status: status, place: place)
        case "sh": addScript(block)
        case "yaml" where block.content.contains { $0.hasPrefix("client:") }:
            let name = file ?? "page-\(block.fence + 1).yaml"
            steps.append(
                Step(
                    kind: .scenario, block: block, line: block.fence + 2, text: "dnsscen run '\(name)'", status: status,
                    file: name))
        default:
            guard let file else { return }
            steps.append(
                Step(kind: .script, block: block, line: block.fence + 2, text: ":", status: 0, file: file))
        }
    }

    /// Parts a script behind each command that goes on in the background, which is then given until it has its sockets.
    private mutating func addScript(_ block: MarkdownPage.Block) {
        var text = ""
        var start = 0
        for (offset, line) in block.content.enumerated() {
            text += line + "\n"
            guard Step.isInBackground(line) || offset == block.content.count - 1 else { continue }
            steps.append(Step(kind: .script, block: block, line: block.fence + 2 + start, text: text, status: 0))
            text = ""
            start = offset + 1
        }
    }

    private mutating func addSession(_ block: MarkdownPage.Block, status: Int, place: String) {
        var commands: [(line: Int, text: String, shown: [String])] = []
        var isContinued = false
        for (offset, line) in block.content.enumerated() {
            if isContinued, let last = commands.indices.last {
                commands[last].text += "\n" + line
                isContinued = line.hasSuffix("\\")
            } else if line.hasPrefix("$ ") {
                commands.append((block.fence + 2 + offset, String(line.dropFirst(2)), []))
                isContinued = line.hasSuffix("\\")
            } else if let last = commands.indices.last {
                commands[last].shown.append(line)
            } else {
                faults.append("\(place): a console block begins with a command, '$ ...'")
            }
        }
        if commands.isEmpty { faults.append("\(place): a console block without a command") }
        for (index, command) in commands.enumerated() {
            steps.append(
                Step(
                    kind: .command(shown: command.shown), block: block, line: command.line, text: command.text,
                    status: index == commands.count - 1 ? status : 0))
        }
    }

    // MARK: - Running

    /// How a namespace is made here; `nil` where the system allows none.
    static let isolation: [String]? = {
        let common = ["--net", "--pid", "--fork", "--mount-proc"]
        return [common, ["--user", "--map-root-user"] + common].first { options in
            let probe = try? BuiltCommand.run(
                executable: "/usr/bin/env", ["unshare"] + options + ["ip", "link", "set", "lo", "up"])
            return probe?.status == 0
        }
    }()

    /// Runs all steps; a step behind one that ended the shell has no status.
    func run() throws -> [Result] {
        let scratch = try ScratchFolder()
        let folder = URL(filePath: scratch.path)
        let files = FileManager.default
        for name in ["page", "bin", "steps"] {
            try files.createDirectory(at: folder.appending(path: name), withIntermediateDirectories: true)
        }
        try files.createSymbolicLink(
            atPath: scratch.path + "/bin/dnsscen", withDestinationPath: BuiltCommand.path)
        for name in ["scenarios", "docs"] {
            try files.copyItem(atPath: PackageFiles.root + name, toPath: scratch.path + "/page/" + name)
        }
        for (index, step) in steps.enumerated() {
            try Data(step.text.utf8).write(to: folder.appending(path: "steps/\(index).command"))
            guard step.file != nil else { continue }
            let text = step.block.content.joined(separator: "\n") + "\n"
            try Data(text.utf8).write(to: folder.appending(path: "steps/\(index).file"))
        }
        try Data(script.utf8).write(to: folder.appending(path: "session"))
        let run = try BuiltCommand.run(
            executable: "/usr/bin/env",
            ["timeout", "300", "unshare"] + (Self.isolation ?? [])
                + ["env", "-i", "PATH=\(scratch.path)/bin:/usr/local/bin:/usr/bin:/usr/sbin:/bin:/sbin"]
                + ["HOME=\(scratch.path)/page", "LC_ALL=C.UTF-8", "TZ=UTC", "TERM=dumb", "COLUMNS=80"]
                + ["STEPS=\(scratch.path)/steps", "bash", "\(scratch.path)/session"],
            folder: scratch.path + "/page")
        var results: [Result] = []
        for index in steps.indices {
            let output = try? Data(contentsOf: folder.appending(path: "steps/\(index).shown"))
            let status = try? String(contentsOf: folder.appending(path: "steps/\(index).status"), encoding: .utf8)
            let ended = results.allSatisfy { $0.status != nil } && status == nil ? run.errors : ""
            results.append(
                Result(
                    status: status.flatMap { Int($0.filter { $0 != "\n" }) },
                    output: Self.lines(String(decoding: output ?? Data(), as: UTF8.self) + ended)))
        }
        return results
    }

    /// The shell's program: each step is evaluated in the one shell, so that variables, functions and jobs stay.
    private var script: String {
        var script = """
            ip link set lo up
            shopt -s expand_aliases
            sockets() { cat /proc/self/net/{udp,udp6,tcp,tcp6,unix} | wc -l; }
            # A server in the background is given until it has its sockets.
            settle() {
                local before=$1 now last=-1 i
                for i in {1..100}; do
                    kill -0 $! 2>/dev/null || return 0
                    now=$(sockets)
                    if ((now > before && now == last)); then return 0; fi
                    last=$now
                    sleep 0.1
                done
            }

            """
        for (index, step) in steps.enumerated() {
            let base = "\"$STEPS/\(index)"
            if let file = step.file { script += "mkdir -p \"$(dirname '\(file)')\"; cp \(base).file\" '\(file)'\n" }
            if step.isInBackground { script += "before=$(sockets)\n" }
            let isScript = step.kind == .script
            script += isScript ? "set -e; " : ""
            script += "eval \"$(<\(base).command\")\" >\(base).output\" 2>&1 </dev/null; status=$?"
            script += isScript ? "; set +e\n" : "\n"
            if step.isInBackground { script += "settle $before\n" }
            script += "cp \(base).output\" \(base).shown\"; echo $status >\(base).status\"\n"
        }
        // Where a script ends the shell, what it printed last is still shown.
        return "trap 'for f in \"$STEPS\"/*.output; do cp -n \"$f\" \"${f%.output}.shown\"; done' EXIT\n" + script
    }

    private static func lines(_ text: String) -> [String] {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        while lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }
}

extension PageSession.Step {
    /// Whether the last command goes on in the background.
    var isInBackground: Bool {
        text.split(separator: "\n").last.map { Self.isInBackground(String($0)) } ?? false
    }

    /// Whether a line ends in `&`, but for a comment.
    static func isInBackground(_ line: String) -> Bool {
        line.contains("&") && line.wholeMatch(of: /(?:.*[^&])&\s*(?:#.*)?/) != nil
    }

    /// Whether what the page shows leaves lines out.
    var isAbridged: Bool {
        if case .command(let shown) = kind { shown.contains("...") } else { false }
    }

    /// Whether the lines are what the page shows, `...` standing for any.
    func matches(_ output: [String]) -> Bool {
        guard case .command(let shown) = kind else { return true }
        let wanted = Array(shown.reversed().drop(while: \.isEmpty).reversed())
        return Self.matches(wanted[...], output[...])
    }

    private static func matches(_ wanted: ArraySlice<String>, _ output: ArraySlice<String>) -> Bool {
        guard let first = wanted.first else { return output.isEmpty }
        let rest = wanted.dropFirst()
        if first != "..." {
            return output.first == first && matches(rest, output.dropFirst())
        }
        return (output.startIndex...output.endIndex).contains { matches(rest, output[$0...]) }
    }
}

extension PageSession {
    /// The page's text with what was printed in place of what it shows, where it shows all; a command that went wrong keeps what it
    /// shows.
    func text(with results: [Result]) -> String {
        var contents: [Int: [String]] = [:]
        for block in page.blocks where block.language == "console" && block.directives["not run"] == nil {
            var content: [String] = []
            for (step, result) in zip(steps, results) where step.block.fence == block.fence {
                guard case .command(let shown) = step.kind else { continue }
                content += ("$ " + step.text).split(separator: "\n").map(String.init)
                let trailing = shown.reversed().prefix(while: \.isEmpty).count
                let isKept = step.isAbridged || result.status != step.status
                content += isKept ? shown : result.output + Array(repeating: "", count: trailing)
            }
            contents[block.fence] = content
        }
        return page.text(replacing: contents)
    }
}
