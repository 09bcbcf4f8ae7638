import DNSCore
import DNSWire
import Emulation
import ScenarioLanguage
import Testing
import WorldModel

@testable import LiveResponder

@Suite struct ResponseSizeTests {
    private let view: LiveView

    init() throws {
        let load: (String) -> Result<[UInt8], LoadFailure> = { _ in .failure(LoadFailure(reason: "no such file")) }
        let decoded = try ScenarioDocument.parse(Array("version: 1".utf8), file: "test.yaml", loader: load).scenario()
        let world = try #require(
            compileWorld(decoded.scenario, decodingDiagnostics: decoded.diagnostics, loader: load).world)
        view = LiveView(.client, of: Emulator(world), policy: ServingPolicy())
    }

    /// Questions whose names point into the labels of the first one, so that they need far more room than they take.
    private func packedQuestions(count: Int) -> [UInt8] {
        let label = [UInt8(63)] + (0..<63).map { UInt8(1 + $0 % 40) }
        var octets = label + label + label + [0, 0, 1, 0, 1]
        // Zeros on which every name ends: questions for the root, of type and class 0.
        octets += [UInt8](repeating: 0, count: 5 * 13)
        for index in 0..<count {
            let pointer = 0xc000 | (13 + index % 120)
            octets += [UInt8(pointer >> 8), UInt8(pointer & 0xff), 0, 1, 0, 1]
        }
        return octets
    }

    @Test(arguments: [Transport.udp, .tcp])
    func `a refusal repeats one of many questions at most`(transport: Transport) throws {
        let count = transport == .udp ? 600 : 10_000
        let total = count + 14
        let query =
            [0x12, 0x34, 1, 0, UInt8(total >> 8), UInt8(total & 0xff), 0, 0, 0, 0, 0, 1] + packedQuestions(count: count)
            + [0, 0, 41, 4, 208, 0, 1, 0, 0, 0, 0]
        #expect(try decode(query).questions.count == total)
        var responder = MessageResponder()
        var buffer = [UInt8](repeating: 0, count: MessageResponder.bufferSize)
        let disposition = unsafe query.withUnsafeBytes { query in
            unsafe buffer.withUnsafeMutableBytes { buffer in
                unsafe responder.respond(to: query, over: transport, view: view, at: .zero, into: buffer)
            }
        }
        #expect(disposition.action == .reply)
        #expect(disposition.length <= 512)
        let response = try decode(Array(buffer.prefix(disposition.length)))
        #expect(response.responseCode == .badvers)
        #expect(response.questions.count == 1)
    }
}
