public import ArgumentParser
public import LiveResponder

/// How a running `serve` is watched and steered.
struct ServeOperationOptions: ParsableArguments {
    @Option(
        name: .customLong("query-log"),
        help: ArgumentHelp("Write a line a query, or - for standard output.", valueName: "file"))
    var queryLogFile: String?

    @Option(help: ArgumentHelp("The form of the query log: text or json.", valueName: "format"))
    var logFormat = QueryLog.Format.text

    @Option(help: ArgumentHelp("Serve Prometheus metrics at http://ADDRESS:PORT/metrics.", valueName: "address:port"))
    var metrics: Endpoint?

    @Option(help: ArgumentHelp("Open the Unix socket that 'dnsscen ctl' steers the server by.", valueName: "path"))
    var control: String?

    /// The query log asked for.
    func queryLog() throws -> QueryLog? {
        guard let queryLogFile else { return nil }
        do {
            return try QueryLog(file: queryLogFile, format: logFormat)
        } catch {
            throw CommandFailure.inputOutput("\(error)")
        }
    }
}

extension QueryLog.Format: ExpressibleByArgument {}
