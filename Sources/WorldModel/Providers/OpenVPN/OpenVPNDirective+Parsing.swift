import DNSCore
import IPCore

extension OpenVPNDirective {
    /// Reads one line of a profile or of a server's `push`; `nil` for an empty line or a comment.
    static func parse(_ line: String) throws(OpenVPNDirectiveError) -> OpenVPNDirective? {
        var words = words(of: line)
        if words.first == "push", words.count == 2 { words = self.words(of: words[1]) }
        guard var name = words.first else { return nil }
        if name.hasPrefix("--") { name.removeFirst(2) }
        return try directive(name, Array(words.dropFirst()))
    }

    /// The words of a line: blanks part them unless quoted, `#` and `;` begin a comment.
    static func words(of line: String) -> [String] {
        var words: [String] = []
        var word = ""
        var isInside = false
        var quote: Character?
        for character in line {
            if let open = quote {
                if character == open { quote = nil } else { word.append(character) }
            } else if character == "\"" || character == "'" {
                quote = character
                isInside = true
            } else if character == " " || character == "\t" || character == "\n" || character == "\r" {
                if isInside { words.append(word) }
                word = ""
                isInside = false
            } else if !isInside, character == "#" || character == ";" {
                break
            } else {
                word.append(character)
                isInside = true
            }
        }
        if isInside { words.append(word) }
        return words
    }

    private static func directive(
        _ name: String, _ words: [String]
    ) throws(OpenVPNDirectiveError) -> OpenVPNDirective {
        switch name {
        case "redirect-gateway": return .redirect(try redirect(words))
        case "redirect-private":
            var redirect = try redirect(words)
            redirect.replacesDefault = false
            return .redirect(redirect)
        case "route": return .route(try route(words))
        case "route-ipv6": return .route(try routeIPv6(words))
        case "dhcp-option": return try dhcpOption(words)
        case "dns": return try dns(words)
        case "block-outside-dns": return .blockOutsideDNS
        case "block-ipv6": return .blockIPv6
        case "topology": return try topology(words)
        case "tun-mtu": return .mtu(try number(words.first, "tun-mtu 1500"))
        case "route-metric": return .routeMetric(try number(words.first, "route-metric 50"))
        case "ifconfig-ipv6": return .tunnelIPv6(try tunnelIPv6(words))
        case "route-nopull": return .routeNoPull
        case "pull-filter":
            guard words.count == 2, let action = OpenVPNPullFilter.Action(rawValue: words[0]) else {
                throw .malformed(expected: "pull-filter with accept, ignore or reject, and a text")
            }
            return .pullFilter(OpenVPNPullFilter(action: action, text: words[1]))
        default:
            guard harmless.contains(name) else { throw .unknown(name) }
            return .other
        }
    }

    // MARK: - Routes

    private static func redirect(_ words: [String]) throws(OpenVPNDirectiveError) -> OpenVPNRedirect {
        var redirect = OpenVPNRedirect()
        for word in words {
            switch word {
            case "def1": redirect.usesHalves = true
            case "local", "autolocal": redirect.isLocal = true
            case "block-local": redirect.blocksLocal = true
            case "bypass-dns": redirect.bypassesDNS = true
            case "bypass-dhcp": break
            case "ipv6": redirect.coversIPv6 = true
            case "!ipv4": redirect.coversIPv4 = false
            default:
                throw .malformed(
                    expected: "flags out of def1, local, autolocal, block-local, bypass-dhcp, bypass-dns, ipv6, !ipv4")
            }
        }
        return redirect
    }

    private static func route(_ words: [String]) throws(OpenVPNDirectiveError) -> OpenVPNRoute {
        let expected = "route NETWORK [NETMASK [GATEWAY [METRIC]]] with an IPv4 network"
        guard let first = words.first, let address = IPAddress(first), address.family == .ipv4, words.count <= 4 else {
            throw .malformed(expected: expected)
        }
        var length = 32
        if words.count > 1, words[1] != "default" {
            guard let mask = IPAddress(words[1]), let parsed = prefixLength(of: mask) else {
                throw .malformed(expected: "a network mask such as 255.255.255.0")
            }
            length = parsed
        }
        guard let destination = IPPrefix(address: address, length: length) else {
            throw .malformed(
                expected: "a network without host bits: \(IPPrefix(masking: address, length: length))")
        }
        return OpenVPNRoute(
            destination: destination, gateway: try gateway(words.count > 2 ? words[2] : nil),
            metric: words.count > 3 ? try number(words[3], expected) : nil)
    }

    private static func routeIPv6(_ words: [String]) throws(OpenVPNDirectiveError) -> OpenVPNRoute {
        let expected = "route-ipv6 PREFIX/LENGTH [GATEWAY [METRIC]]"
        guard let first = words.first, let network = InterfaceAddress(first), network.address.family == .ipv6,
            words.count <= 3
        else { throw .malformed(expected: expected) }
        return OpenVPNRoute(
            destination: network.network, gateway: try gateway(words.count > 1 ? words[1] : nil),
            metric: words.count > 2 ? try number(words[2], expected) : nil)
    }

    private static func gateway(_ word: String?) throws(OpenVPNDirectiveError) -> OpenVPNRoute.Gateway {
        switch word {
        case nil, "default", "vpn_gateway": return .tunnel
        case "net_gateway", "net_gateway_ipv6": return .device
        case let word?:
            guard let address = IPAddress(word) else {
                throw .malformed(expected: "a gateway: an address, vpn_gateway or net_gateway")
            }
            return .address(address)
        }
    }

    /// The length that a network mask stands for; `nil` for an address that is none.
    private static func prefixLength(of mask: IPAddress) -> Int? {
        guard case .v4(let address) = mask else { return nil }
        let length = (~address.bits).leadingZeroBitCount
        return ~address.bits & (~address.bits &+ 1) == 0 ? length : nil
    }

    // MARK: - The interface

    private static func topology(_ words: [String]) throws(OpenVPNDirectiveError) -> OpenVPNDirective {
        switch words.first {
        case "subnet": .topology(.subnet)
        case "net30", "p2p": .topology(.net30)
        default: throw .malformed(expected: "topology subnet, net30 or p2p")
        }
    }

    private static func tunnelIPv6(_ words: [String]) throws(OpenVPNDirectiveError) -> InterfaceAddress {
        guard let first = words.first else { throw .malformed(expected: "ifconfig-ipv6 ADDRESS/LENGTH REMOTE") }
        if let address = InterfaceAddress(first), address.address.family == .ipv6 { return address }
        guard let address = IPAddress(first), address.family == .ipv6,
            let interface = InterfaceAddress(address: address, length: 64)
        else { throw .malformed(expected: "ifconfig-ipv6 ADDRESS/LENGTH REMOTE") }
        return interface
    }

    private static func number(_ word: String?, _ expected: String) throws(OpenVPNDirectiveError) -> Int {
        guard let word, let number = Int(word), number >= 0 else { throw .malformed(expected: expected) }
        return number
    }

    // MARK: - DNS

    private static func dhcpOption(_ words: [String]) throws(OpenVPNDirectiveError) -> OpenVPNDirective {
        guard let type = words.first?.uppercased() else { throw .malformed(expected: "dhcp-option TYPE VALUE") }
        let value = words.count > 1 ? words[1] : ""
        switch type {
        case "DNS", "DNS6":
            guard let address = IPAddress(value) else { throw .malformed(expected: "dhcp-option DNS ADDRESS") }
            return .dnsServer(address)
        case "DOMAIN", "DOMAIN-SEARCH", "ADAPTER_DOMAIN_SUFFIX": return .searchDomain(try domain(value))
        case "DOMAIN-ROUTE": return .routingDomain(try domain(value))
        case "WINS", "NTP", "NBDD", "NBT", "NBS", "DISABLE-NBT", "PROXY_HTTP", "PROXY_HTTPS",
            "PROXY_BYPASS",
            "PROXY_AUTO_CONFIG_URL":
            return .other
        default: throw .unknown("dhcp-option \(type)")
        }
    }

    private static func dns(_ words: [String]) throws(OpenVPNDirectiveError) -> OpenVPNDirective {
        if words.first == "search-domains", words.count > 1 {
            var domains: [DomainName] = []
            for word in words.dropFirst() { domains.append(try domain(word)) }
            return .searchDomains(domains)
        }
        let expected = "dns search-domains DOMAIN..., or dns server N with address or resolve-domains"
        guard words.count >= 4, words[0] == "server", let number = Int(words[1]) else {
            throw .malformed(expected: expected)
        }
        switch words[2] {
        case "address":
            var addresses: [IPAddress] = []
            for word in words.dropFirst(3) {
                guard let address = IPAddress(word) else { throw .malformed(expected: "addresses without a port") }
                addresses.append(address)
            }
            return .serverAddresses(number: number, addresses)
        case "resolve-domains":
            for word in words.dropFirst(3) { _ = try domain(word) }
            return .serverDomains
        case "dnssec", "transport", "sni": return .other
        default: throw .malformed(expected: expected)
        }
    }

    private static func domain(_ word: String) throws(OpenVPNDirectiveError) -> DomainName {
        guard let name = DomainName(word) else { throw .malformed(expected: "a domain such as corp.example") }
        return name
    }

    /// Directives that change neither routes nor DNS.
    private static let harmless: Set<String> = [
        "allow-compression", "allow-recursive-routing", "auth", "auth-federate", "auth-nocache", "auth-retry",
        "auth-token", "auth-user-pass", "bind", "ca", "cert", "cipher", "client", "comp-lzo", "compress",
        "connect-retry", "connect-retry-max", "connect-timeout", "cryptoapicert", "data-ciphers",
        "data-ciphers-fallback", "dev", "dev-node", "dev-type", "dh", "disable-dco", "down", "echo",
        "explicit-exit-notify",
        "fast-io", "float", "fragment", "group", "hand-window", "ifconfig", "ifconfig-noexec", "inactive", "ip-win32",
        "keepalive", "key", "key-direction", "link-mtu", "local", "log", "log-append", "lport", "management",
        "max-routes", "mssfix", "mtu-disc", "mtu-test", "mute", "mute-replay-warnings", "ncp-ciphers", "nobind",
        "peer-fingerprint", "peer-id", "persist-key", "persist-tun", "ping", "ping-exit", "ping-restart", "pkcs12",
        "port",
        "proto", "proto-force", "protocol-flags", "pull", "rcvbuf", "register-dns", "remote", "remote-cert-eku",
        "remote-cert-ku", "remote-cert-tls", "remote-random", "remote-random-hostname", "reneg-bytes", "reneg-pkts",
        "reneg-sec", "resolv-retry", "route-delay", "route-gateway", "route-method", "rport", "script-security",
        "server-poll-timeout", "setenv", "setenv-safe", "sndbuf", "socket-flags", "static-challenge", "status",
        "tls-auth",
        "tls-cert-profile", "tls-cipher", "tls-ciphersuites", "tls-client", "tls-crypt", "tls-crypt-v2", "tls-exit",
        "tls-groups", "tls-timeout", "tls-version-max", "tls-version-min", "tran-window", "tun-ipv6", "tun-mtu-extra",
        "tun-mtu-max", "up", "up-delay", "up-restart", "user", "verb", "verify-x509-name", "windows-driver",
    ]
}
