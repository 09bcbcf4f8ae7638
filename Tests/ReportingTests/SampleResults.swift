import ScenarioLanguage
import DNSCore
import Emulation
import IPCore
import TestSupport
import WorldModel

@testable import Reporting

/// Results made by hand, so that a format can be tested without an emulation.
enum SampleResults {
    static let origin = ResultOrigin(file: "a.yaml", caseName: nil, title: "Split tunnel")

    static let answered = PossibleLookup(
        when: "landed on vpn-a", choices: [ChoiceTaken(name: "landed_on", value: "vpn-a")], outcome: .answered,
        reason: nil, code: .noerror, addresses: ["10.123.2.1"],
        records: [.address("test.example.local", ttl: 10, "10.123.2.1")], scope: .private, server: "10.10.1.228",
        via: "utun1", elapsed: .milliseconds(21), notes: [.bypassesEndpoint],
        reachability: [
            Reachability(
                address: "10.123.2.1", flowProtocol: .tcp, port: 443, outcome: .connected, via: "utun1", reason: nil,
                rule: nil)
        ],
        attempts: [
            Attempt(
                at: .zero, ended: .milliseconds(21), server: "10.10.1.228", transport: .udp,
                question: Question(name: "test.example.local", type: .a), interface: "utun1", fate: .response,
                code: .noerror, droppedAt: nil, reason: nil, rule: nil,
                path: ["client", "utun1", "corp-vpn", "inbound"],
                hops: [
                    Hop("client", .client, text: "10.10.0.0/16 leads into utun1", rule: .cvpnRoute05),
                    Hop("inbound", .host, direction: .return, text: "the answer leaves", rule: nil),
                ],
                routing: [ReasoningStep("10.10.1.228 matches 10.10.0.0/16 through utun1.", .ovpnNetstat09)],
                answering: [ReasoningStep("The zone example.local is visible.", .r53Inbound02, isDecisive: true)])
        ],
        qname: "test.example.local", missing: nil,
        explanation: [
            ReasoningStep("The pushed DNS servers replace the client's own.", .cvpnDNS03),
            ReasoningStep("The zone example.local is visible.", .r53Inbound02, isDecisive: true),
        ],
        assumptions: [AssumptionUse(key: "vpcs[v].instances[app].security_groups", value: nil, rule: .sg02)],
        response: nil, remedy: "")

    static let timedOut = PossibleLookup(
        when: "landed on vpn-b", choices: [ChoiceTaken(name: "landed_on", value: "vpn-b")], outcome: .timeout,
        reason: .vpnNoAuth, code: nil, addresses: [], records: [], scope: nil, server: nil, via: "utun1",
        elapsed: .seconds(10), notes: [], reachability: [], attempts: [], qname: "test.example.local", missing: nil,
        explanation: [ReasoningStep("No authorization rule allows 10.10.1.228.", .cvpnAuth02, isDecisive: true)],
        assumptions: [], response: nil, remedy: "Authorize 10.10.0.0/16.")

    static func lookup(
        _ possible: [PossibleLookup], outcome: LookupOutcome? = nil, common: PossibleLookup? = nil,
        expect: JSONValue? = nil, mismatches: [ExpectationMismatch]? = nil, caseName: String? = nil
    ) -> LookupResult {
        LookupResult(
            origin: ResultOrigin(file: origin.file, caseName: caseName, title: origin.title),
            name: "test.example.local.", types: [.a], from: "client", at: .zero,
            outcome: outcome ?? possible[0].outcome, common: common ?? possible[0], possible: possible,
            isComplete: true,
            expect: expect, mismatches: mismatches)
    }

    static let met = RunResult.lookup(
        lookup([answered], expect: ["outcome": "answered"], mismatches: []))

    static let unmet = RunResult.lookup(
        lookup(
            [timedOut], expect: ["outcome": "answered", "server": "10.10.1.228"],
            mismatches: [
                ExpectationMismatch(key: "outcome", expected: "answered", actual: "timeout"),
                ExpectationMismatch(key: "server", expected: "10.10.1.228", actual: "null"),
            ]))

    static let depends: RunResult = {
        var common = timedOut
        common.reason = nil
        common.attempts = []
        return .lookup(lookup([answered, timedOut], outcome: .depends, common: common))
    }()

    static let connection = RunResult.connection(
        ConnectionResult(
            origin: origin, to: "10.123.2.1", from: "client", protocolName: "tcp", port: 443, at: .zero,
            outcome: .connected, common: connected, possible: [connected], isComplete: true, expect: nil,
            mismatches: nil))

    private static let connected = PossibleConnection(
        when: "landed on vpn-a", choices: [ChoiceTaken(name: "landed_on", value: "vpn-a")], outcome: .connected,
        reason: nil, rule: nil, via: "utun1", sourceAddress: "10.123.1.97", publicAddress: nil, droppedAt: nil,
        hops: [
            Hop(
                "vpn-vpc/vpn-a", .eni, address: "10.123.1.97", text: "source becomes 10.123.1.97",
                rule: .cvpnSNAT01)
        ],
        notes: [], missing: nil, explanation: [], assumptions: [], remedy: "")

    /// What a format prints for files and results.
    static func report<Format: ReportFormat>(
        _ format: Format.Type, _ results: [RunResult], files: [ReportedFile]? = nil, style: OutputStyle = .plain
    ) -> String {
        var report = Format(style: style)
        var summary = RunSummary()
        var output = ReportOutput()
        report.begin(
            files ?? [ReportedFile(file: "a.yaml", title: "Split tunnel", diagnostics: [], isInvalid: false)],
            to: &output)
        for result in results {
            summary.count(result)
            report.add(result, to: &output)
        }
        report.end(summary, to: &output)
        return String(decoding: output.octets, as: UTF8.self)
    }
}
