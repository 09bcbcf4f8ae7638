import IPCore
import ScenarioLanguage

extension ResolverStates {
    /// The resolver of each container, out of what it declares and of the host's configuration.
    ///
    /// Docker copies the servers of the host's list, without its links and domains, and takes public ones where none but loopback is
    /// left (Docker Docs, "Container networking", DNS services); the file that WSL generates keeps the servers that the host had
    /// before the VPN connected.
    func containers(before: ResolverState, now: ResolverState) -> [ResolverState] {
        client.containers.map { container in
            var state = self.state(of: container.resolver)
            guard state.servers.isEmpty else { return state }
            switch container.kind {
            case .docker, .other:
                state.servers = now.servers.filter { !$0.isLoopback }
                state.search = state.search.isEmpty ? now.search : state.search
                if state.servers.isEmpty { state.servers = Self.dockerFallback }
                state.steps = [
                    ReasoningStep(
                        "The container \(container.name) asks the servers of the host's list, \(list(state.servers)), and knows "
                            + "nothing of the host's links.", .stub01)
                ]
            case .wsl:
                state.servers = before.servers
                state.steps = [
                    ReasoningStep(
                        "The resolv.conf that was generated for \(container.name) holds the servers that the host had before the "
                            + "VPN connected: \(list(state.servers)).", .stub12)
                ]
            }
            return state
        }
    }

    /// What Docker writes when the host has only servers on its loopback interface.
    private static let dockerFallback: [IPAddress] = [
        .v4(IPv4Address(bits: 0x0808_0808)), .v4(IPv4Address(bits: 0x0808_0404)),
    ]
}
