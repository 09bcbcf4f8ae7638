import IPCore
import NIOCore
import NIOPosix

extension ServerBootstrap {
    /// Binds to an endpoint; throws `SocketError` with what to do where the system does not let it.
    func bind(to endpoint: Endpoint, naming transport: String) async throws -> any Channel {
        var bootstrap = self
        if endpoint.address.family == .ipv6 {
            bootstrap = bootstrap.serverChannelOption(
                ChannelOptions.Types.SocketOption(level: .ipv6, name: .ipv6_v6only), value: 1)
        }
        do {
            let address = try NIOCore.SocketAddress(
                ipAddress: endpoint.address.description, port: Int(endpoint.port))
            return try await bootstrap.bind(to: address).get()
        } catch let error as IOError {
            throw SocketError(listening: transport, on: endpoint, code: error.errnoCode)
        }
    }
}

extension Endpoint {
    /// The address and port of a socket; `nil` for another family.
    init?(_ address: NIOCore.SocketAddress) {
        let endpoint = unsafe address.withSockAddr { pointer, size in
            unsafe Endpoint(socketAddress: UnsafeRawBufferPointer(start: pointer, count: size))
        }
        guard let endpoint else { return nil }
        self = endpoint
    }
}
