/// Takes a line a query.
public final class QueryLog: Sendable {
    public enum Format: String, CaseIterable, Sendable { case text, json }
    public init(file: String, format: Format) throws {}

    func record(
        _ query: UnsafeRawBufferPointer, from client: Endpoint, _ disposition: Disposition, _ view: LiveView
    ) {}
    func close() {}
    func reopen() {}
}
