import ArgumentParser
import Reporting

/// `dnsscen profiles`: the resolver software that can be emulated, and what is known of it.
struct ProfilesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "profiles", abstract: "Print the resolver profiles, or each parameter of one with its evidence.",
        discussion: """
            A profile is the stub resolver that client.resolver.profile puts into the device.

            Examples:
              dnsscen profiles
              dnsscen profiles glibc
              dnsscen profiles musl --version-of 1.2.3
            """)

    @Argument(help: "A profile: \(ProfilePage.names.joined(separator: ", ")).")
    var name: String?

    @Option(name: .customLong("version-of"), help: ArgumentHelp("The version of the software.", valueName: "version"))
    var softwareVersion: String?

    @Option(help: ArgumentHelp("When to use color.", valueName: "when"))
    var color = ColorChoice.auto

    func run() throws {
        let page = ProfilePage(color.style)
        guard let name else { return try StandardStreams.write(page.list) }
        guard let text = page.page(of: name, version: softwareVersion) else {
            throw CommandFailure.usage("there is no profile \(name): \(ProfilePage.names.joined(separator: ", "))")
        }
        try StandardStreams.write(text)
    }
}
