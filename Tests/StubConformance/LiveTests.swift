import Foundation
import TestSupport
import Testing

/// Real resolvers in a network namespace of their own against `dnsscen serve --per-server`, compared with the prediction.
@Suite struct LiveTests {
    @Test(.enabled(if: LiveClient.glibc.missing == nil, "\(LiveClient.glibc.missing ?? "")"))
    func `glibc does what is predicted for it`() throws { try check(.glibc) }

    @Test(.enabled(if: LiveClient.musl.missing == nil, "\(LiveClient.musl.missing ?? "")"))
    func `musl does what is predicted for it`() throws { try check(.musl) }

    @Test(.enabled(if: LiveClient.cAres.missing == nil, "\(LiveClient.cAres.missing ?? "")"))
    func `c-ares does what is predicted for it`() throws { try check(.cAres) }

    @Test(.enabled(if: LiveClient.systemdResolved.missing == nil, "\(LiveClient.systemdResolved.missing ?? "")"))
    func `systemd-resolved does what is predicted for it`() throws { try check(.systemdResolved) }

    @Test(.enabled(if: LiveClient.dnsmasq.missing == nil, "\(LiveClient.dnsmasq.missing ?? "")"))
    func `glibc behind dnsmasq does what is predicted for it`() throws { try check(.dnsmasq) }

    @Test(.enabled(if: LiveClient.dig.missing == nil, "\(LiveClient.dig.missing ?? "")"))
    func `dig does what is predicted for it`() throws { try check(.dig) }

    @Test(.enabled(if: LiveClient.go.missing == nil, "\(LiveClient.go.missing ?? "")"))
    func `Go does what is predicted for it`() throws { try check(.go) }

    /// Runs a client under each fault and holds what it got against the possible outcomes of the prediction.
    private func check(_ client: LiveClient) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "dnsscen-live-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let world = folder.appending(path: "world.yaml").path(percentEncoded: false)
        try LiveScript.world.write(toFile: world, atomically: true, encoding: .utf8)
        for fault in LiveScript.faults {
            let faults = fault == "none" ? "faults=[]" : "faults=[{ target: 10.10.1.228, kind: \(fault) }]"
            let possible = try LiveObservation.predicted(client, faults, world: world)
            func observe() throws -> LiveObservation {
                try LiveObservation(client, faults, folder: folder.path(percentEncoded: false), world: world)
            }
            var observed = try observe()
            // A machine with much else to do delays packets beyond the client's timers; what it really does shows again.
            for _ in 0..<2 where !possible.contains(where: observed.agrees(with:)) { observed = try observe() }
            #expect(
                possible.contains { observed.agrees(with: $0) },
                "\(client) with \(fault) got \(observed.address) after \(observed.milliseconds) ms; predicted: \(possible.map { "\($0.address) after \($0.milliseconds) ms" })"
            )
        }
    }
}
