import ScenarioLanguage

/// The lines of a client's profile or of a server's `push`, read as directives.
struct OpenVPNProfile: Hashable, Sendable {
    /// A line that is a directive.
    struct Line: Hashable, Sendable {
        /// What it says.
        var directive: OpenVPNDirective
        /// Its words, one blank between two: what `pull-filter` compares.
        var text: String
        /// Where it stands.
        var position: KeyPosition
    }

    /// The directives in order.
    private(set) var lines: [Line] = []

    /// No directives.
    init() {}

    /// Reads lines; an unknown directive is a warning, a malformed one an error (rule OVPN-DNS-03).
    ///
    /// Inline files (`<ca>` to `</ca>`) are passed over.
    init(_ texts: [String], key: String, of marks: Marks, in context: inout ProviderContext) {
        var inline: String?
        for (index, text) in texts.enumerated() {
            let words = OpenVPNDirective.words(of: text)
            if let end = inline {
                if text.contains(end) { inline = nil }
                continue
            }
            if let first = words.first, first.hasPrefix("<"), first.hasSuffix(">") {
                let end = "</" + first.dropFirst()
                if !text.contains(end) { inline = end }
                continue
            }
            let position = marks.position(of: key, index: index)
            do throws(OpenVPNDirectiveError) {
                if let directive = try OpenVPNDirective.parse(text) {
                    if directive == .serverDomains {
                        context.report(.notModelledYet("`resolve-domains`"), at: position)
                    }
                    lines.append(Line(directive: directive, text: Self.normalized(words), position: position))
                }
            } catch {
                switch error {
                case .unknown(let name):
                    context.warn(.ovpnDNS03, "the directive `\(name)` is not known and is ignored", at: position)
                case .malformed(let expected): context.report(.badForm(text, expected: expected), at: position)
                }
            }
        }
    }

    /// Warns of the directives that the AWS client does not take and leaves them out (rule OVPN-DNS-03).
    mutating func removeDirectivesUnknownToAWSClient(in context: inout ProviderContext) {
        lines.removeAll { line in
            let isRefused =
                switch line.directive {
                case .redirect, .routeNoPull, .blockOutsideDNS, .blockIPv6, .topology, .routeMetric, .searchDomains,
                    .serverAddresses, .serverDomains:
                    true
                case .route, .dnsServer, .searchDomain, .routingDomain, .mtu, .tunnelIPv6, .pullFilter, .other: false
                }
            if isRefused {
                context.warn(
                    .ovpnDNS03, "the AWS client does not take the directive `\(line.text)`; it is ignored",
                    at: line.position)
            }
            return isRefused
        }
    }

    private static func normalized(_ words: [String]) -> String {
        let inner = words.first == "push" && words.count == 2 ? OpenVPNDirective.words(of: words[1]) : words
        return inner.joined(separator: " ")
    }
}
