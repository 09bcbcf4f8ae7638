extension Duration {
    /// The span as a sentence has it: `5 s`, `250 ms`, `1.5 s`.
    var prose: String {
        let milliseconds = wholeMilliseconds
        if milliseconds < 1000 { return "\(milliseconds) ms" }
        var fraction = String(1000 + milliseconds % 1000).dropFirst()
        while fraction.last == "0" { fraction.removeLast() }
        return fraction.isEmpty ? "\(milliseconds / 1000) s" : "\(milliseconds / 1000).\(fraction) s"
    }

    /// The span as a scenario writes it: `5s`, `250ms`, `1500ms`.
    var notation: String {
        let milliseconds = wholeMilliseconds
        return milliseconds.isMultiple(of: 1000) && milliseconds > 0 ? "\(milliseconds / 1000)s" : "\(milliseconds)ms"
    }

    /// The whole milliseconds in it, the rest cut off.
    private var wholeMilliseconds: Int64 {
        let (seconds, attoseconds) = components
        return seconds * 1000 + attoseconds / 1_000_000_000_000_000
    }
}
