import Foundation
import TestSupport
import Testing

@testable import LiveResponder

/// Times as RFC 3339 writes them.
@Suite struct TimestampTests {
    @Test(arguments: [
        (0, "1970-01-01T00:00:00.000Z"), (951_782_399_999, "2000-02-28T23:59:59.999Z"),
        (951_782_400_000, "2000-02-29T00:00:00.000Z"), (4_107_542_400_000, "2100-03-01T00:00:00.000Z"),
        (-1, "1969-12-31T23:59:59.999Z"),
    ])
    func `times are in UTC, to the millisecond`(milliseconds: Int, text: String) {
        #expect(String(decoding: Timestamp(milliseconds: milliseconds).octets, as: UTF8.self) == text)
    }

    // From 1600 on, since Foundation counts by the Julian calendar before 1582.
    @Test func `any time is written as another implementation does`() {
        var generator = SplitMix64(seed: 20_251_125)
        let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        for _ in 0..<2_000 {
            let milliseconds = Int.random(in: -11_676_096_000_000...200_000_000_000_000, using: &generator) / 4 * 4
            let expected = Date(timeIntervalSince1970: Double(milliseconds / 1000)).formatted(style)
            let text = String(decoding: Timestamp(milliseconds: milliseconds / 1000 * 1000).octets, as: UTF8.self)
            #expect(text == expected)
        }
    }
}
