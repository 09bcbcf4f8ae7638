import TestSupport
import Testing

@testable import Reporting

@Suite struct TextTests {
    @Test(arguments: [
        ("abc", 3), ("", 0), ("日本", 4), ("e\u{301}", 1), ("한글", 4), ("ｱ", 1), ("Ａ", 2), ("→", 1), ("👩‍💻", 2),
    ])
    func `wide characters take two columns and combining ones none`(text: String, width: Int) {
        #expect(text.displayWidth == width)
    }

    @Test func `a plain table has no blanks at line ends and aligns wide characters`() {
        var table = TextTable([.init("name"), .init("n", .right), .init("x")])
        table.append(texts: ["日本", "1", ""])
        table.append(texts: ["a", "100", "y"])
        #expect(
            table.rendered(.plain) == """
                name    n  x
                ----  ---  -
                日本    1
                a     100  y

                """)
    }

    @Test func `a box is closed on all sides`() {
        var table = TextTable([.init("name"), .init("n", .right)])
        table.append(texts: ["a", "10"])
        let style = OutputStyle(usesColor: false, usesBoxDrawing: true, width: 80)
        #expect(
            table.rendered(style) == """
                ┌──────┬────┐
                │ name │  n │
                ├──────┼────┤
                │ a    │ 10 │
                └──────┴────┘

                """)
    }

    @Test func `Markdown cells cannot break out of their row`() {
        var table = TextTable([.init("a|b")])
        table.append(texts: ["x\n*y*"])
        #expect(table.markdown == "| a\\|b |\n| --- |\n| x \\*y\\* |\n")
    }

    @Test func `control characters do not reach a terminal`() {
        #expect(TextTable.Cell("\u{1b}[31mred").text == "\\u{1b}[31mred")
    }

    @Test func `prose wraps at the width and keeps long words whole`() {
        #expect(wrapped("aaa bbb ccc", width: 8, first: "- ", rest: "  ") == "- aaa\n  bbb\n  ccc\n")
        #expect(wrapped("aaa bbb ccc", width: 9, first: "- ", rest: "  ") == "- aaa bbb\n  ccc\n")
        #expect(wrapped("aaaaaaaaaaaa b", width: 4) == "aaaaaaaaaaaa\nb\n")
    }

    @Test func `colour is used only in a style that has it`() {
        let colored = OutputStyle(usesColor: true, usesBoxDrawing: false, width: 80)
        #expect(colored.apply(.good, to: "met") == "\u{1b}[32mmet\u{1b}[0m")
        #expect(OutputStyle.plain.apply(.good, to: "met") == "met")
    }

    @Test(arguments: [
        (Duration.milliseconds(21), "21 ms"), (.zero, "0 ms"), (.seconds(10), "10 s"),
        (.milliseconds(10_021), "10.021 s"),
        (.milliseconds(1500), "1.5 s"), (.microseconds(1500), "2 ms"),
    ])
    func `durations are written with their unit`(duration: Duration, text: String) {
        #expect(duration.text == text)
    }
}
