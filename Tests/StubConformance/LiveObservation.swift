import Foundation
import TestSupport

/// What a lookup gave, seen or predicted: the address or nothing, and the time.
struct LiveObservation {
    let address: String
    let milliseconds: Int

    /// Why a client gave nothing usable to compare with.
    struct Failed: Error, CustomStringConvertible {
        let description: String
    }

    init(address: String, milliseconds: Int) {
        self.address = address
        self.milliseconds = milliseconds
    }

    /// Runs a client in a network namespace of its own, in which the servers of the world listen.
    init(_ client: LiveClient, _ faults: String, folder: String, world: String) throws {
        let script = LiveScript.prepare + client.build + LiveScript.serve + client.ask + LiveScript.end
        let run = try BuiltCommand.run(
            executable: "/usr/bin/timeout", ["-s", "KILL", "60", "unshare", "-n", "-m", "bash", "-c", script],
            folder: folder,
            environment: ["DNSSCEN": BuiltCommand.path, "WORLD": world, "FAULTS": faults])
        let lines = run.output.split(separator: "\n")
        guard let result = lines.last(where: { $0.hasPrefix("RESULT ") }) else {
            throw Failed(description: "\(client): \(run.output) \(run.errors)")
        }
        let words = result.split(separator: " ")
        milliseconds = words.count > 1 ? Int(words[1]) ?? -1 : -1
        address = words.count > 2 ? String(words[2]) : "-"
    }

    /// All outcomes that the prediction holds possible.
    static func predicted(_ client: LiveClient, _ faults: String, world: String) throws -> [LiveObservation] {
        var arguments = [
            "run", world, "--format", "json", "--set", faults, "--set", "client.resolver.profile=\(client.profile)",
        ]
        if let version = client.version { arguments += ["--set", "client.resolver.version=\"\(version)\""] }
        let run = try BuiltCommand.run(arguments)
        let document = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
        let lookup = (document?["results"] as? [[String: Any]])?.first
        return ((lookup?["possible"] as? [[String: Any]]) ?? []).map { possible in
            LiveObservation(
                address: (possible["addresses"] as? [String])?.first ?? "-",
                milliseconds: possible["elapsed_ms"] as? Int ?? -1)
        }
    }

    /// Whether both got the same address at about the same time.
    ///
    /// A busy machine may need up to a second more than the model. systemd-resolved's timers are late by up to a quarter of a
    /// second for each wait, of which the prediction has the middle.
    func agrees(with other: LiveObservation) -> Bool {
        address == other.address && milliseconds >= other.milliseconds - max(100, other.milliseconds / 30)
            && milliseconds <= other.milliseconds + max(1000, other.milliseconds / 10)
    }
}
