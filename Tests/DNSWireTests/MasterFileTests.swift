import DNSCore
import DNSWire
import TestSupport
import Testing

@Suite struct MasterFileTests {
    /// Reads lines as a scenario has them, under `example.com.` with a default TTL of 300.
    private func read(
        _ lines: String..., loader: MasterFile.Loader = MasterFile.refuseToLoad
    ) -> MasterFile {
        MasterFile.read(lines: lines, origin: "example.com", defaultTTL: 300, file: "scenario.yaml", loader: loader)
    }

    /// Reads a set of files, `zone` first.
    private func read(files: [String: String]) -> MasterFile {
        MasterFile.read(path: "zones/zone", origin: "example.com", defaultTTL: 300) { path in
            guard let text = files[path] else { return .failure(MasterFile.LoadError(reason: "no such file")) }
            return .success(Array(text.utf8))
        }
    }

    private func texts(_ file: MasterFile) -> [String] { file.entries.map { presentation(of: $0.record) } }

    @Test
    func `TTL and class may be left out or stand in either order`() {
        let file = read(
            "a 60 IN A 192.0.2.1", "b IN 60 A 192.0.2.1", "c 60 A 192.0.2.1", "d IN A 192.0.2.1", "e A 192.0.2.1")
        #expect(file.errors.isEmpty)
        #expect(
            texts(file) == [
                "a.example.com. 60 IN A 192.0.2.1", "b.example.com. 60 IN A 192.0.2.1",
                "c.example.com. 60 IN A 192.0.2.1", "d.example.com. 300 IN A 192.0.2.1",
                "e.example.com. 300 IN A 192.0.2.1",
            ])
    }
}
