/// Prose broken into lines of a width; words longer than a line stay whole.
///
/// The first line begins with `first`, the others with `rest`, both of which count.
func wrapped(_ text: String, width: Int, first: String = "", rest: String = "") -> String {
    var lines: [String] = []
    var line = first
    var lineWidth = first.displayWidth
    var hasWord = false
    for word in text.singleLine.split(separator: " ") {
        let word = String(word)
        let wordWidth = word.displayWidth
        if hasWord, lineWidth + 1 + wordWidth > width {
            lines.append(line)
            line = rest
            lineWidth = rest.displayWidth
            hasWord = false
        }
        if hasWord {
            line += " "
            lineWidth += 1
        }
        line += word
        lineWidth += wordWidth
        hasWord = true
    }
    lines.append(line)
    return lines.map { $0 + "\n" }.joined()
}
