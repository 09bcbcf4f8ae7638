import DNSCore
import IPCore
public import WorldModel

/// A form in which operating systems show their resolver configuration.
public enum ResolverStyle: String, CaseIterable, Hashable, Sendable {
    /// `/etc/resolv.conf` (resolv.conf(5)).
    case resolvConf = "resolv.conf"
    /// `scutil --dns` of macOS.
    case scutil
    /// `resolvectl status` of systemd-resolved.
    case resolvectl
}

/// The resolver configuration of a device, before its VPN connected or in force.
public struct ResolverText: Sendable {
    private let world: World
    private let beforeConnecting: Bool

    /// The configuration of a world's device.
    public init(_ world: World, beforeConnecting: Bool) {
        self.world = world
        self.beforeConnecting = beforeConnecting
    }

    private var state: ResolverState { beforeConnecting ? world.client.resolverBefore : world.client.resolver }

    /// The configuration in the form of one of the operating systems.
    public func text(_ style: ResolverStyle) -> String {
        switch style {
        case .resolvConf: resolvConf
        case .scutil: scutil
        case .resolvectl: resolvectl
        }
    }

    private var resolvConf: String {
        var text = ""
        if !state.search.isEmpty { text += "search \(searchText)\n" }
        for server in state.servers { text += "nameserver \(server)\n" }
        var options: [String] = []
        if state.ndots != 1 { options.append("ndots:\(state.ndots)") }
        if state.timeout != .seconds(5) { options.append("timeout:\(max(1, state.timeout.milliseconds / 1000))") }
        if state.attempts != 2 { options.append("attempts:\(state.attempts)") }
        if state.rotates { options.append("rotate") }
        if state.usesTCP { options.append("use-vc") }
        if state.ednsPayloadSize != nil { options.append("edns0") }
        if !options.isEmpty { text += "options \(options.joined(separator: " "))\n" }
        return text
    }

    private var scutil: String {
        var text = "DNS configuration\n\nresolver #1\n"
        for (index, domain) in state.search.enumerated() { text += "  search domain[\(index)] : \(bare(domain))\n" }
        for (index, server) in state.servers.enumerated() { text += "  nameserver[\(index)] : \(server)\n" }
        if let interface = interface, let number = linkNumber(interface) {
            text += "  if_index : \(number) (\(interface))\n"
        }
        text += "  flags    : Request A records\n"
        let isReachable = state.servers.isEmpty || interface != nil
        text += "  reach    : \(isReachable ? "0x00000002 (Reachable)" : "0x00000000 (Not Reachable)")\n"
        return text
    }

    private var resolvectl: String {
        let protocols = "-LLMNR -mDNS -DNSOverTLS DNSSEC=no/unsupported"
        let global = [("Protocols", protocols), ("resolv.conf mode", "stub")]
        guard let link = tunnelLink else { return "Global\n" + Self.section(global + servers) }
        let fields = [("Current Scopes", "DNS"), ("Protocols", "+DefaultRoute \(protocols)")]
        return "Global\n\(Self.section(global))\nLink \(link.number) (\(link.name))\n" + Self.section(fields + servers)
    }

    private var servers: [(String, String)] {
        guard let first = state.servers.first else { return [] }
        let list = state.servers.map(\.description).joined(separator: " ")
        let domains = state.search.isEmpty ? [] : [("DNS Domain", searchText)]
        return [("Current DNS Server", first.description), ("DNS Servers", list)] + domains
    }

    /// Lines whose titles end in one column.
    private static func section(_ fields: [(String, String)]) -> String {
        let width = fields.map(\.0.utf8.count).max() ?? 0
        return fields.map { "\(column($0.0, width, right: true)): \($0.1)\n" }.joined()
    }

    /// The tunnel's link, if the servers are those that the VPN pushed.
    private var tunnelLink: (name: String, number: Int)? {
        guard !beforeConnecting, let tunnel = world.tunnel, !tunnel.dnsServers.isEmpty,
            state.servers.starts(with: tunnel.dnsServers)
        else { return nil }
        return (tunnel.interface, linkNumber(tunnel.interface) ?? 0)
    }

    private var searchText: String { state.search.map(bare).joined(separator: " ") }

    /// The name without its final dot, as these files and commands have it.
    private func bare(_ name: DomainName) -> String {
        let text = name.description
        return name.isRoot ? text : String(text.dropLast())
    }

    /// The interface that leads to the first server.
    private var interface: String? {
        guard let server = state.servers.first else { return nil }
        let table = beforeConnecting ? world.client.routesBefore : world.client.routes
        return table.candidates(for: server).first?.interface
    }

    /// The interface's index: the declared link number, and the next one for the tunnel.
    private func linkNumber(_ interface: String) -> Int? {
        if let known = world.client.interfaces.first(where: { $0.name == interface }) { return known.linkNumber }
        guard interface == world.tunnel?.interface else { return nil }
        return (world.client.interfaces.map(\.linkNumber).max() ?? 0) + 1
    }
}
