import ScenarioLanguage
import Foundation
import TestSupport
import Testing

@testable import Reporting

@Suite struct JSONWriterTests {
    private func pretty(_ value: JSONValue) -> String {
        String(decoding: JSONLayout.pretty(JSONWriter.compact { $0.value(value) }), as: UTF8.self)
    }

    @Test(arguments: ["", "plain", "quote \" backslash \\", "line\nend\ttab\r", "\u{1}\u{1f}", "日本 → 👩‍💻", "a/b"])
    func `Foundation reads back every string`(text: String) throws {
        let written = JSONWriter.compact(.string(text))
        let read = try JSONSerialization.jsonObject(with: Data(written.utf8), options: [.fragmentsAllowed])
        #expect(read as? String == text)
    }

    @Test func `compact text has no blanks and keeps the order of keys`() {
        let value: JSONValue = ["b": 1, "a": [true, .null, .double(0.5)], "c": [:]]
        #expect(JSONWriter.compact(value) == #"{"b":1,"a":[true,null,0.5],"c":{}}"#)
    }

    @Test func `what fits into a line stays on one`() {
        #expect(pretty(["a": [1, 2], "b": ["c": "d"]]) == #"{ "a": [1, 2], "b": { "c": "d" } }"#)
    }

    @Test func `brackets and escapes in texts are no structure`() {
        let text = "a \\ \" { [ , : ] }"
        let long = String(repeating: "x", count: 110)
        #expect(pretty([.string(text), [:], []]) == #"["a \\ \" { [ , : ] }", {}, []]"#)
        #expect(pretty([.string(text), .string(long)]) == "[\n  \"a \\\\ \\\" { [ , : ] }\",\n  \"\(long)\"\n]")
    }

    @Test func `what does not fit is indented`() {
        let long = String(repeating: "x", count: 120)
        #expect(
            pretty(["a": [.string(long), 1], "b": []]) == """
                {
                  "a": [
                    "\(long)",
                    1
                  ],
                  "b": []
                }
                """)
    }
}
