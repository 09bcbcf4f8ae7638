import IPCore
import WorldModel

/// What answers at the destination: a name server, a host, a closed port, nothing (ENGINE decisions, R53-INBOUND-10).
extension Traversal {
    /// Hands the packet to a declared host.
    mutating func listen(at reference: Reference<Host>, _ end: FarEnd) -> LegEnd {
        let host = topology.hosts[reference]
        if let down = outage(of: host.element, .host) { return down }
        if let down = outage(of: destination, at: host.element, .host) { return down }
        if end.isBehindFilters, let refused = admitIngress(to: host) { return refused }
        let server = host.nameServer.map { network.nameServers[$0] }
        if flow.isDNS { return listenForDNS(at: host, end) }
        if let server, server.isResolverEndpoint {
            return die(
                at: host.element, .host, .noListener, .r53Inbound10,
                "\(host.element) answers DNS and nothing else.", remedy: "Ask \(host.element) on port 53.")
        }
        if flow.flowProtocol != .icmp, let ports = host.ports, !ports.contains(flow.destinationPort) {
            pass(host.element, .host, address: destination, "port \(flow.destinationPort) is closed", nil)
            return .arrived(end, .delivered(.closedPort))
        }
        pass(host.element, .host, address: destination, "accepts the packet", nil)
        return .arrived(end, .delivered(.host(reference)))
    }

    private mutating func listenForDNS(at host: Host, _ end: FarEnd) -> LegEnd {
        if let server = host.nameServer {
            pass(host.element, .host, address: destination, "listens on port 53", nil)
            return .arrived(end, .delivered(.nameServer(server)))
        }
        if let ports = host.ports, !ports.contains(53) {
            pass(host.element, .host, address: destination, "port 53 is closed", nil)
            return .arrived(end, .delivered(.closedPort))
        }
        return dieWithoutListener(at: host.element)
    }

    private mutating func dieWithoutListener(at element: String) -> LegEnd {
        die(
            at: element, .host, .noListener, rules.noListener, "No name server listens at \(destination).",
            remedy: "Ask a server that exists, or declare a DNS server at \(destination).")
    }

    /// An address outside the cloud that nothing declares: it accepts connections (†); whether it is a DNS server is unknown.
    ///
    /// - Parameters:
    ///   - end: Where the answer starts.
    ///   - missing: The key that would tell of a DNS server there.
    ///   - accepting: The key that would tell of a host there.
    ///   - rule: The rule behind accepting.
    /// - Returns: The arrival.
    mutating func receiveUndeclared(_ end: FarEnd, missing: String, accepting: String, _ rule: RuleID) -> LegEnd {
        let element = destination.description
        if let down = outage(of: destination, at: element, .host) { return down }
        if flow.isDNS {
            pass(element, .host, address: destination, "nothing tells whether a DNS server is here", nil)
            return .arrived(
                end,
                .unknown(
                    missing: missing,
                    text: "The query reaches \(destination), and the scenario does not say what answers there."))
        }
        pass(element, .host, address: destination, "assumed to accept the packet", rule)
        assumeOnArrival(accepting, nil, rule)
        return .arrived(end, .delivered(.undeclared))
    }

    /// An address inside a network whose name servers are all declared: it accepts connections and answers no DNS (†).
    mutating func receiveUnlisted(_ end: FarEnd, assuming key: String, _ rule: RuleID) -> LegEnd {
        if flow.isDNS {
            record.assume(key, nil, rules.noListener)
            return dieWithoutListener(at: destination.description)
        }
        pass(destination.description, .host, address: destination, "assumed to accept the packet", rule)
        assumeOnArrival(key, nil, rule)
        return .arrived(end, .delivered(.undeclared))
    }
}
