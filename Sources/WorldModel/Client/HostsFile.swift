import DNSCore
import IPCore
import ScenarioLanguage

/// Reads lines of a hosts file (hosts(5)): an address, a name, aliases, a comment behind `#`.
enum HostsFile {
    /// The entries of the lines, complaints appended to `diagnostics`; empty lines and comments have none.
    static func entries(
        _ lines: [String], at marks: Marks, key: String, into diagnostics: inout [Diagnostic]
    ) -> [HostsEntry] {
        var entries: [HostsEntry] = []
        for (index, line) in lines.enumerated() {
            let text = line.prefix { $0 != "#" }
            let words = text.split { $0 == " " || $0 == "\t" }
            guard let first = words.first else { continue }
            let address = IPAddress(String(first))
            let names = words.dropFirst().map { DomainName(String($0)) }
            if let address, !names.isEmpty, !names.contains(nil) {
                entries.append(HostsEntry(address: address, names: names.compactMap { $0 }))
            } else {
                diagnostics.append(
                    Diagnostic(
                        .badForm(line, expected: "a line such as `10.0.0.5 app.example app`"),
                        at: marks.location(of: key, index: index), keyPath: marks.keyPath(of: key, index: index)))
            }
        }
        return entries
    }
}
