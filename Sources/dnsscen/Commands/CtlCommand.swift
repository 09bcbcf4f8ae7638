import ArgumentParser
import Glibc
import LiveResponder
import Reporting
import ScenarioLanguage

/// `dnsscen ctl`: steers a running `serve`.
struct CtlCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ctl", abstract: "Steer a running 'dnsscen serve'.",
        usage: "dnsscen ctl [--socket <path>] <command> ... [--format <format>]",
        discussion: """
            The server must have been started with --control PATH. Commands:

              fault add TARGET KIND [KEY=VALUE ...]   break a server or an element of the network
              fault add YAML                          the same, written as under 'faults' in a scenario
              fault clear [TARGET]                    repair one target, or all
              case [NAME]                             put a case of the file in force, or its base
              connect, disconnect                     the VPN
              status                                  what is in force
              stats                                   counts since the start

            A change that the scenario does not allow is refused with exit status 2, and what was in force stays.

            Examples:
              dnsscen serve my.yaml --listen 127.0.0.1:5354 --control my.sock &
              dnsscen ctl --socket my.sock fault add 10.10.1.228 drop
              dnsscen ctl --socket my.sock status
            """)

    @Option(
        help: ArgumentHelp(
            "The server's control socket (default: the first of $XDG_RUNTIME_DIR/dnsscen.sock, /run/dnsscen.sock and /run/dnsscen/dnsscen.sock that is there).",
            valueName: "path"))
    var socket: String?

    @Option(help: ArgumentHelp("How the reply is printed: text or json.", valueName: "format"))
    var format = Format.text

    @Argument(help: ArgumentHelp("The command and what it needs.", valueName: "command"))
    var words: [String] = []

    /// How a reply is printed.
    enum Format: String, CaseIterable, ExpressibleByArgument {
        case text, json
    }

    func run() throws {
        let request: ControlRequest
        do throws(ControlWords.Failure) {
            request = try ControlWords.request(words)
        } catch {
            throw CommandFailure.usage(error.text)
        }
        let reply: ControlReply
        do throws(SocketError) {
            reply = try ControlClient.send(request, to: socket ?? Self.defaultSocket)
        } catch {
            throw CommandFailure.inputOutput("\(error)")
        }
        switch format {
        case .json: try StandardStreams.write(reply.json.line + "\n")
        case .text where reply.isDone: try StandardStreams.write(reply.text.isEmpty ? "" : reply.text + "\n")
        case .text: break
        }
        if !reply.isDone {
            throw CommandFailure(status: .invalidScenario, message: format == .json ? "" : reply.text)
        }
    }

    /// The places where a server's socket is looked for, in this order; of none that is there the first is named.
    private static var defaultSocket: String {
        let folder = unsafe getenv("XDG_RUNTIME_DIR").map { unsafe String(cString: $0) } ?? ""
        let places =
            (folder.isEmpty ? [] : ["\(folder)/dnsscen.sock"]) + ["/run/dnsscen.sock", "/run/dnsscen/dnsscen.sock"]
        return places.first { unsafe access($0, F_OK) == 0 } ?? places[0]
    }
}
