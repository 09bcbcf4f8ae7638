extension ValueType where Value == Duration {
    /// A duration with its unit, such as `250ms`, `1.5s`, `2m` or `1h`.
    static var duration: Self {
        Self(
            schema: ["type": "string", "pattern": .string("^\(DurationText.pattern)$")],
            expected: "a duration such as 250ms, 5s, 2m or 1h", json: { .string(DurationText.text($0)) }
        ) { DurationText.read($0) }
    }
}

extension Duration {
    /// Reads a time as scenarios write it, `250ms` or `1.5s`; `nil` for text that is none, or more than ten years.
    public init?(scenarioText text: String) {
        guard case .value(let duration) = DurationText.read(text) else { return nil }
        self = duration
    }
}

extension ValueType where Value == ClosedRange<Duration> {
    /// A duration, or a range of them such as `5s..6s`.
    static var durationRange: Self {
        let form = "a duration or a range such as 5s..6s"
        let pattern = "^\(DurationText.pattern)(\\.\\.\(DurationText.pattern))?$"
        return Self(schema: ["type": "string", "pattern": .string(pattern)], expected: form) { text in
            guard let bounds = RangeText.bounds(text) else {
                switch DurationText.read(text) {
                case .value(let duration): return .value(duration...duration)
                case .wrong(let kind): return .wrong(kind)
                }
            }
            switch (DurationText.read(bounds.lower), DurationText.read(bounds.upper)) {
            case (.value(let lower), .value(let upper)):
                return lower <= upper ? .value(lower...upper) : .wrong(.badForm(text, expected: form))
            case (.wrong(let kind), _), (_, .wrong(let kind)): return .wrong(kind)
            }
        }
    }
}

extension ValueType where Value == ClosedRange<Int> {
    /// A number from 1, or a range of them such as `2..3`.
    static var countRange: Self {
        let form = "a number from 1 or a range such as 2..3"
        let schema: JSONValue = [
            "anyOf": [
                ["type": "integer", "minimum": .int(1)],
                ["type": "string", "pattern": "^[0-9]+(\\.\\.[0-9]+)?$"],
            ]
        ]
        return Self(schema: schema, expected: form) { text in
            let bounds = RangeText.bounds(text)
            guard let lower = Int(bounds?.lower ?? text), let upper = Int(bounds?.upper ?? text), 1 <= lower,
                lower <= upper
            else { return .wrong(.badForm(text, expected: form)) }
            return .value(lower...upper)
        }
    }
}

/// The form `LOWER..UPPER`.
private enum RangeText {
    struct Bounds {
        let lower: String
        let upper: String
    }

    static func bounds(_ text: String) -> Bounds? {
        let bytes = Array(text.utf8)
        guard let dots = bytes.indices.dropLast().first(where: { bytes[$0] == 0x2e && bytes[$0 + 1] == 0x2e }) else {
            return nil
        }
        return Bounds(
            lower: String(decoding: bytes[..<dots], as: UTF8.self),
            upper: String(decoding: bytes[(dots + 2)...], as: UTF8.self))
    }
}

/// The written form of durations: a decimal number and a unit.
enum DurationText {
    static let pattern = "[0-9]+(\\.[0-9]+)?(ms|s|m|h)"

    private struct Unit {
        let name: String
        let nanoseconds: Int64
    }

    private static let units = [
        Unit(name: "ms", nanoseconds: 1_000_000), Unit(name: "s", nanoseconds: 1_000_000_000),
        Unit(name: "m", nanoseconds: 60_000_000_000), Unit(name: "h", nanoseconds: 3_600_000_000_000),
    ]

    /// The longest duration that makes sense on the virtual clock, ten years.
    private static let limit: Int64 = 10 * 366 * 24 * 3_600_000_000_000

    /// Reads a duration of at most ten years; digits behind the nanosecond are cut off.
    static func read(_ text: String) -> Reading<Duration> {
        let form = "a duration such as 250ms, 5s, 2m or 1h"
        var whole: Int64 = 0
        var fraction: Int64 = 0
        var scale: Int64 = 1
        var digits = 0
        var hasPoint = false
        var fractionDigits = 0
        var rest = text.utf8[...]
        while let byte = rest.first {
            if byte == UInt8(ascii: "."), !hasPoint, digits > 0 {
                hasPoint = true
            } else if (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
                let digit = Int64(byte - UInt8(ascii: "0"))
                if !hasPoint {
                    digits += 1
                    guard whole < limit else { return .wrong(.outOfRange(text, expected: "at most ten years")) }
                    whole = whole * 10 + digit
                } else {
                    fractionDigits += 1
                    if scale < 1_000_000 {
                        scale *= 10
                        fraction = fraction * 10 + digit
                    }
                }
            } else {
                break
            }
            rest = rest.dropFirst()
        }
        guard digits > 0, hasPoint == (fractionDigits > 0) else { return .wrong(.badForm(text, expected: form)) }
        guard !rest.isEmpty else { return .wrong(.missingUnit(text)) }
        guard let unit = units.first(where: { $0.name.utf8.elementsEqual(rest) }) else {
            return .wrong(.badForm(text, expected: form))
        }
        let (product, overflows) = whole.multipliedReportingOverflow(by: unit.nanoseconds)
        guard !overflows, product <= limit else { return .wrong(.outOfRange(text, expected: "at most ten years")) }
        return .value(.nanoseconds(product + unit.nanoseconds / scale * fraction))
    }

    /// The shortest form without a fraction, such as `20ms`.
    static func text(_ duration: Duration) -> String {
        let parts = duration.components
        let nanoseconds = parts.seconds * 1_000_000_000 + parts.attoseconds / 1_000_000_000
        for unit in units.reversed() where nanoseconds % unit.nanoseconds == 0 && nanoseconds != 0 {
            return "\(nanoseconds / unit.nanoseconds)\(unit.name)"
        }
        return nanoseconds == 0 ? "0s" : "\(Double(nanoseconds) / 1_000_000)ms"
    }
}
