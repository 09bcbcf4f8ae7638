import ArgumentParser
import Glibc
import Reporting

/// When colour and box drawing are used.
enum ColorChoice: String, CaseIterable, ExpressibleByArgument {
    case auto, always, never

    /// The style of what goes to standard output.
    ///
    /// With `auto` colour and box drawing are for a terminal, and not with NO_COLOR set (https://no-color.org).
    var style: OutputStyle {
        let usesColor: Bool =
            switch self {
            case .always: true
            case .never: false
            case .auto: isatty(STDOUT_FILENO) == 1 && !Self.isSet("NO_COLOR") && !Self.isDumb
            }
        return OutputStyle(usesColor: usesColor, usesBoxDrawing: usesColor, width: Self.width)
    }

    /// The columns for prose: those of the terminal within what reads well, else 100.
    private static var width: Int {
        var size = winsize()
        guard isatty(STDOUT_FILENO) == 1, unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0
        else { return OutputStyle.plain.width }
        return min(max(Int(size.ws_col), 60), 100)
    }

    private static var isDumb: Bool { unsafe getenv("TERM").map { unsafe String(cString: $0) } == "dumb" }

    private static func isSet(_ variable: String) -> Bool {
        unsafe getenv(variable).map { unsafe String(cString: $0).isEmpty == false } ?? false
    }
}
