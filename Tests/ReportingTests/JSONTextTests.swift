import ScenarioLanguage
import Foundation
import TestSupport
import Testing

@testable import Reporting

@Suite struct JSONTextTests {
    @Test(arguments: ["", "plain", "quote \" backslash \\", "line\nend\ttab\r", "\u{1}\u{1f}", "日本 → 👩‍💻", "a/b"])
    func `Foundation reads back every string`(text: String) throws {
        let written = JSONText.compact(.string(text))
        let read = try JSONSerialization.jsonObject(with: Data(written.utf8), options: [.fragmentsAllowed])
        #expect(read as? String == text)
    }

    @Test func `compact text has no blanks and keeps the order of keys`() {
        let value: JSONValue = ["b": 1, "a": [true, .null, .double(0.5)], "c": [:]]
        #expect(JSONText.compact(value) == #"{"b":1,"a":[true,null,0.5],"c":{}}"#)
    }

    @Test func `what fits into a line stays on one`() {
        #expect(JSONText.pretty(["a": [1, 2], "b": ["c": "d"]]) == #"{ "a": [1, 2], "b": { "c": "d" } }"#)
    }

    @Test func `what does not fit is indented`() {
        let long = String(repeating: "x", count: 120)
        #expect(
            JSONText.pretty(["a": [.string(long), 1], "b": []]) == """
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
