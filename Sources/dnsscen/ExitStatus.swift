import Glibc

/// How the process ends.
enum ExitStatus: Int32, CaseIterable, Hashable, Sendable {
    /// Done; all expectations held, or there were none.
    case done = 0
    /// An expectation did not hold, or `check` found an error.
    case unmetExpectation = 1
    /// A scenario is invalid.
    case invalidScenario = 2
    /// `dig`: no server replied.
    case noReply = 9
    /// Wrong usage (EX_USAGE).
    case usage = 64
    /// An internal error (EX_SOFTWARE).
    case internalError = 70
    /// A file that cannot be read, or output that cannot be written (EX_IOERR).
    case inputOutput = 74

    /// The status of a run for which several apply: 70 before 74 before 2 before 1.
    static func worst(_ statuses: some Sequence<ExitStatus>) -> ExitStatus {
        let order: [ExitStatus] = [.internalError, .inputOutput, .invalidScenario, .unmetExpectation]
        let seen = Set(statuses)
        return order.first(where: seen.contains) ?? .done
    }

    /// Ends the process.
    static func end(_ status: ExitStatus) -> Never { exit(status.rawValue) }
}

/// Something that ends a command, with what to tell the user.
struct CommandFailure: Error {
    var status: ExitStatus
    /// What is wrong and what the next step is; empty if it has been told.
    var message: String

    /// Wrong usage.
    static func usage(_ message: String) -> CommandFailure { CommandFailure(status: .usage, message: message) }

    /// A file that cannot be read or written.
    static func inputOutput(_ message: String) -> CommandFailure {
        CommandFailure(status: .inputOutput, message: message)
    }

    /// The end of a command that has told everything.
    static func told(_ status: ExitStatus) -> CommandFailure { CommandFailure(status: status, message: "") }
}

/// The reader of standard output has gone away.
struct ClosedPipe: Error {}
