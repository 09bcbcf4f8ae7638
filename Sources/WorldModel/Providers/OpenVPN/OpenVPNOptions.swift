import DNSCore
import IPCore

/// A directive as a server pushes it, with the rule behind it.
struct OpenVPNPush: Hashable, Sendable {
    /// What it says.
    var directive: OpenVPNDirective
    /// How it is written, for `pull-filter`.
    var text: String
    /// The rule by which the service pushes it; `nil` if an administrator wrote it.
    var rule: RuleID?
    /// What happens where the device has the route already.
    var collision = DeviceRouteChange.Collision.system(.cvpnRoute11)
    /// What pushing it leans on.
    var assumption: AssumptionUse?

    /// A route into the tunnel.
    static func route(
        _ destination: IPPrefix, rule: RuleID?, collision: DeviceRouteChange.Collision = .system(.cvpnRoute11),
        assumption: AssumptionUse? = nil
    ) -> OpenVPNPush {
        let text =
            destination.family == .ipv4
            ? "route \(destination.address) \(destination.netmask)" : "route-ipv6 \(destination)"
        return OpenVPNPush(
            directive: .route(OpenVPNRoute(destination: destination)), text: text, rule: rule, collision: collision,
            assumption: assumption)
    }

    /// A DNS server for all names.
    static func dnsServer(_ address: IPAddress, rule: RuleID) -> OpenVPNPush {
        OpenVPNPush(directive: .dnsServer(address), text: "dhcp-option DNS \(address)", rule: rule)
    }
}

/// What an OpenVPN client ends up with, out of what is pushed and what its own profile says.
struct OpenVPNOptions: Hashable, Sendable {
    /// The flags of all `redirect-gateway`, or `nil` without one.
    private(set) var redirect: OpenVPNRedirect?
    /// The routes in order.
    private(set) var routes: [OpenVPNPush] = []
    /// Search domains in order.
    private(set) var searchDomains: [DomainName] = []
    /// The domains that the tunnel's link is for, in order (rule STUB-10).
    private(set) var routingDomains: [DomainName] = []
    /// Whether port 53 is blocked outside the tunnel.
    private(set) var blocksOutsideDNS = false
    /// Whether IPv6 is refused.
    private(set) var blocksIPv6 = false
    /// The interface's addressing, if it is set.
    private(set) var topology: TunnelTopology?
    /// The interface's MTU, if it is set.
    private(set) var mtu: Int?
    /// The metric of routes without their own.
    private(set) var routeMetric: Int?
    /// The device's IPv6 address in the tunnel that the server pushes.
    private(set) var pushedIPv6: InterfaceAddress?
    /// That which the profile alone sets: the service knows nothing of it.
    private(set) var ownIPv6: InterfaceAddress?
    /// What was pushed and the profile does not let in, with the line that keeps it out.
    private(set) var dropped: [Dropped] = []
    private var optionServers: [IPAddress] = []
    private var numberedServers: [Int: [IPAddress]] = [:]

    /// A pushed directive that the profile keeps out.
    struct Dropped: Hashable, Sendable {
        /// What was pushed.
        var push: OpenVPNPush
        /// The line of the profile.
        var line: String
    }

    /// Combines the two; what stands in the profile comes first, and no filter touches it.
    init(pushed: [OpenVPNPush], profile: OpenVPNProfile) {
        for line in profile.lines {
            add(OpenVPNPush(directive: line.directive, text: line.text), isPushed: false)
        }
        for push in pushed {
            if let line = Self.filter(push, by: profile) {
                dropped.append(Dropped(push: push, line: line))
            } else {
                add(push, isPushed: true)
            }
        }
    }

    /// The DNS servers in order: those of the `dns server` with the lowest number, else of `dhcp-option` (rule OVPN-DNS-02).
    var dnsServers: [IPAddress] { numberedServers.min { $0.key < $1.key }?.value ?? optionServers }

    private mutating func add(_ push: OpenVPNPush, isPushed: Bool) {
        switch push.directive {
        case .redirect(let flags):
            if redirect == nil { redirect = flags } else { redirect?.formUnion(flags) }
        case .route: routes.append(push)
        case .dnsServer(let address): optionServers.append(address)
        case .searchDomain(let domain): searchDomains.append(domain)
        case .routingDomain(let domain): routingDomains.append(domain)
        case .searchDomains(let domains): searchDomains += domains
        case .serverAddresses(let number, let addresses): numberedServers[number, default: []] += addresses
        case .blockOutsideDNS: blocksOutsideDNS = true
        case .blockIPv6: blocksIPv6 = true
        case .topology(let value): topology = value
        case .mtu(let value): mtu = value
        case .routeMetric(let value): routeMetric = value
        case .tunnelIPv6(let address): if isPushed { pushedIPv6 = address } else { ownIPv6 = address }
        case .serverDomains, .routeNoPull, .pullFilter, .other: break
        }
    }

    /// The line of the profile that keeps a pushed directive out, or `nil` (rule OVPN-DNS-03).
    ///
    /// The first `pull-filter` whose text the directive begins with decides.
    private static func filter(_ push: OpenVPNPush, by profile: OpenVPNProfile) -> String? {
        for line in profile.lines {
            guard case .pullFilter(let filter) = line.directive, push.text.hasPrefix(filter.text) else { continue }
            switch filter.action {
            case .accept: break
            case .ignore, .reject: return line.text
            }
            break
        }
        guard push.directive.isDroppedByRouteNoPull else { return nil }
        return profile.lines.first { $0.directive == .routeNoPull }?.text
    }
}
