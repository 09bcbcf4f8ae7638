import IPCore

extension AddressScope {
    /// How far the addresses of an answer reach; `nil` without addresses.
    init?(of addresses: [IPAddress]) {
        guard let first = addresses.first else { return nil }
        let scope = Self.scope(of: first)
        self = addresses.dropFirst().allSatisfy { Self.scope(of: $0) == scope } ? scope : .mixed
    }

    private static func scope(of address: IPAddress) -> AddressScope {
        if address.isPrivate { return .private }
        if address.isShared { return .shared }
        if address.isLoopback { return .loopback }
        if address.isLinkLocal { return .linkLocal }
        return .public
    }
}
