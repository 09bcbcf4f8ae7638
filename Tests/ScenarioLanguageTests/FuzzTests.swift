import TestSupport
import Testing

@testable import ScenarioLanguage

@Suite struct FuzzTests {
    /// Pieces that mean something to YAML or to the language.
    private static let pieces: [[UInt8]] =
        [
            "\n", "  ", ": ", "- ", "[", "]", "{", "}", "&a ", "*a", "!!str ", "\"", "'", "|\n", ">\n", "#", "<<: ",
            "~",
            "\t", "%", "@", "---\n", "...\n", "null", "\r\n", "\u{feff}", "\u{2028}", "ä", "? ", "10.0.0.0/8", "5s",
            "[+]",
            "version: 1\n", "set:\n", "cases:\n", "extends: minimal.yaml\n",
        ].map { Array($0.utf8) } + [[0], [0xff], [0xc3], [0x80]]

    @Test(arguments: ["sound/split-tunnel.yaml", "sound/cases.yaml", "faulty/everything.yaml", "sound/extends.yaml"])
    func `no mutation of a scenario crashes`(file: String) throws {
        let original = try Fixtures.bytes(file)
        var generator = SplitMix64(seed: 0x5eed)
        for _ in 0..<5000 {
            var bytes = original
            for _ in 0..<Int.random(in: 1...6, using: &generator) { Self.mutate(&bytes, using: &generator) }
            check(bytes, file: file)
        }
    }

    @Test func `no sequence of YAML's own signs crashes`() {
        var generator = SplitMix64(seed: 0xca5e)
        for _ in 0..<5000 {
            var bytes: [UInt8] = []
            for _ in 0..<Int.random(in: 1...60, using: &generator) {
                bytes += Self.pieces[Int.random(in: 0..<Self.pieces.count, using: &generator)]
            }
            check(bytes, file: "random.yaml")
        }
    }

    private func check(_ bytes: [UInt8], file: String) {
        let diagnostics: [Diagnostic]
        do throws(ScenarioError) {
            let document = try ScenarioDocument.parse(bytes, file: file, loader: Fixtures.load)
            diagnostics = document.scenario(case: document.caseNames.first).diagnostics
        } catch {
            diagnostics = error.diagnostics
        }
        for diagnostic in diagnostics {
            if diagnostic.location.line < 1 || diagnostic.location.column < 1 || diagnostic.message.isEmpty {
                Issue.record("\(diagnostic) of \(String(decoding: bytes, as: UTF8.self).debugDescription)")
            }
        }
    }

    private static func mutate(_ bytes: inout [UInt8], using generator: inout SplitMix64) {
        guard !bytes.isEmpty else { return bytes = pieces[0] }
        let place = Int.random(in: 0..<bytes.count, using: &generator)
        let end = min(bytes.count, place + Int.random(in: 1...20, using: &generator))
        switch Int.random(in: 0..<6, using: &generator) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
        case 1: bytes.removeSubrange(place..<end)
        case 2: bytes.insert(contentsOf: bytes[place..<end], at: place)
        case 3: bytes.insert(contentsOf: pieces[Int.random(in: 0..<pieces.count, using: &generator)], at: place)
        case 4: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
        default:
            let other = Int.random(in: 0..<bytes.count, using: &generator)
            bytes.insert(contentsOf: bytes[other..<min(bytes.count, other + 40)], at: place)
        }
    }
}
