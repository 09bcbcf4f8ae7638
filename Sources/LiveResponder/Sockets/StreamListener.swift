import NIOPosix
final class StreamListener: Sendable {
    enum Mode { case answering, silent }
    let statistics = ResponderStatistics()
    let endpoint: Endpoint
    init(
        _ endpoint: Endpoint, _ kind: LiveView.Kind, _ context: ServingContext, group: MultiThreadedEventLoopGroup,
        mode: Mode = .answering
    ) { self.endpoint = endpoint }
    func start() async throws -> Endpoint { endpoint }
    func stop(grace: Duration) async {}
}
