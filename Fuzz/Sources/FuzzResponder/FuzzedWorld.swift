import Emulation
import IPCore
import LiveResponder
import ScenarioLanguage
import WorldModel

/// The world that questions are asked in, with a view for the client and for each of its name servers.
struct FuzzedWorld: Sendable {
    /// The client's view first.
    let views: [LiveView]

    /// Names of every outcome, answers of every size, and servers with every fault that shapes a message.
    private static let scenario = """
        version: 1
        client:
          interfaces: [{ name: eth0, address: 192.168.1.4/24, gateway: 192.168.1.1 }]
          resolver: { nameservers: [192.168.1.53, 192.168.1.54] }
          hosts: [ "192.168.1.9 printer.corp.example" ]
        local_network:
          dns_servers:
            - name: main
              address: 192.168.1.53
              behavior: authoritative
              zones:
                - name: corp.example
                  records:
                    - "@ 60 IN SOA ns hostmaster 1 3600 600 86400 60"
                    - "@ IN NS ns"
                    - "@ IN MX 10 mail"
                    - "ns IN A 192.168.1.53"
                    - "mail IN A 192.168.1.8"
                    - "mail IN AAAA 2001:db8::8"
                    - "a IN A 192.168.1.10"
                    - "alias IN CNAME a"
                    - "loop IN CNAME loop"
                    - "*.wild IN TXT \\"a wildcard\\""
                    - "sub IN NS ns.sub"
                    - "ns.sub IN A 192.168.1.99"
                    - "x IN TYPE65280 \\\\# 4 01020304"
                    - "long IN TXT \(String(repeating: "\\\"" + String(repeating: "x", count: 200) + "\\\" ", count: 20))"
        \((0..<60).map { "            - \"many IN A 10.0.0.\($0)\"\n" }.joined())\
            - { name: second, address: 192.168.1.54, behavior: servfail }
            - { name: third, address: 192.168.1.55, behavior: refused }
            - { name: fourth, address: 192.168.1.56, behavior: formerr_on_edns }
            - { name: fifth, address: 192.168.1.57, behavior: truncate }
            - { name: sixth, address: 192.168.1.58, behavior: mismatch }
            - { name: seventh, address: 192.168.1.59, behavior: drop_on_edns }
            - { name: eighth, address: 192.168.1.60, behavior: lame }
        faults:
          - { target: 192.168.1.53, kind: drop, names: [dropped.corp.example] }
          - { target: 192.168.1.53, kind: servfail, names: ["*.broken.corp.example"] }
          - { target: 192.168.1.53, kind: truncate, names: [cut.corp.example] }
          - { target: 192.168.1.53, kind: mismatch, names: [forged.corp.example] }
        """

    init() {
        let refuse: (String) -> Result<[UInt8], LoadFailure> = { _ in .failure(LoadFailure(reason: "no files here")) }
        do throws(ScenarioError) {
            let decoded = try ScenarioDocument.parse(Array(Self.scenario.utf8), file: "fuzz.yaml", loader: refuse)
                .scenario()
            let compilation = compileWorld(
                decoded.scenario, decodingDiagnostics: decoded.diagnostics, loader: refuse)
            guard let world = compilation.world else { fatalError("\(compilation.diagnostics)") }
            let emulator = Emulator(world)
            let servers = (53...60).map { LiveView.Kind.server(.v4(IPv4Address(bits: 0xc0a8_0100 + UInt32($0)))) }
            views = ([.client] + servers).map {
                // A small table, so that it is filled and forgotten many times over.
                LiveView($0, of: emulator, policy: ServingPolicy(timeScale: 0, cacheLimit: 1))
            }
        } catch {
            fatalError("\(error)")
        }
    }
}
