import Foundation
import ScenarioLanguage
import TestSupport
import Testing

@testable import LiveResponder

/// JSON on one line, written and read.
@Suite struct JSONReaderTests {
    private static func read(_ text: String) throws -> JSONValue { try JSONReader.read(Array(text.utf8)) }

    @Test(
        arguments: [
            (#"{"a":[1,-2.5,true,false,null,"x"]}"#, ["a": [1, .double(-2.5), true, false, .null, "x"]]),
            (#" { } "#, [:]), (#"[]"#, []), (#""\u00e4\n\"\\\/\ud83d\ude00""#, "ä\n\"\\/😀"), ("0", 0),
            ("-0.0e2", .double(0)),
            ("12345678901234567890", .double(12_345_678_901_234_567_890)),
        ] as [(String, JSONValue)])
    func `JSON is read`(text: String, value: JSONValue) throws {
        #expect(try Self.read(text) == value)
    }

    @Test(arguments: [
        "", "{", #"{"a"}"#, #"{"a":1,}"#, "[1,]", "[1 2]", "01", "1.", ".5", "+1", "tru", #""\x""#, #""\ud800""#,
        #""\ud800\u0041""#, "\"\n\"", "1 1", #"{a:1}"#, #""\u12g4""#, String(repeating: "[", count: 100_000),
    ])
    func `what is no JSON is refused`(text: String) {
        #expect(throws: JSONReader.Failure.self) { try Self.read(text) }
    }

    @Test func `octets that are no UTF-8 are refused`() {
        #expect(throws: JSONReader.Failure.self) { try JSONReader.read([0x22, 0xff, 0x22]) }
    }

    @Test func `what was written is read back, and others read it too`() throws {
        var generator = SplitMix64(seed: 7)
        for _ in 0..<500 {
            let value = Self.random(depth: 0, using: &generator)
            let line = JSONLine(value).octets
            #expect(!line.contains(UInt8(ascii: "\n")))
            #expect(try JSONReader.read(line) == value)
            #expect(throws: Never.self) {
                try JSONSerialization.jsonObject(with: Data(line), options: .fragmentsAllowed)
            }
        }
    }

    private static func random(depth: Int, using generator: inout SplitMix64) -> JSONValue {
        switch Int.random(in: 0..<(depth < 4 ? 7 : 5), using: &generator) {
        case 0: return .null
        case 1: return .bool(Bool.random(using: &generator))
        case 2: return .int(Int.random(in: .min ... .max, using: &generator))
        case 3: return .double(Double.random(in: 0.125..<1, using: &generator))
        case 4:
            let scalars = (0..<Int.random(in: 0..<8, using: &generator)).compactMap { _ in
                Unicode.Scalar(UInt32.random(in: 0..<0x11000, using: &generator))
            }
            return .string(String(String.UnicodeScalarView(scalars)))
        case 5:
            return .array(
                (0..<Int.random(in: 0..<4, using: &generator)).map { _ in random(depth: depth + 1, using: &generator) })
        default:
            return .object(
                (0..<Int.random(in: 0..<4, using: &generator)).map { index in
                    JSONValue.Member(key: "key\(index)", value: random(depth: depth + 1, using: &generator))
                })
        }
    }
}
