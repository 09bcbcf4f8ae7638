/// Takes a line a query.
public final class QueryLog: Sendable {
    init() {}

    func record(
        _ query: UnsafeRawBufferPointer, from client: Endpoint, _ disposition: Disposition, _ view: LiveView
    ) {}
}
