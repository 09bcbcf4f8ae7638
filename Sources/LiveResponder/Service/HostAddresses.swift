import CSockets
import Glibc
import IPCore

/// The addresses that this host has.
enum HostAddresses {
    /// All addresses of all interfaces, as the system tells them now.
    static var all: Set<IPAddress> {
        var first: UnsafeMutablePointer<ifaddrs>?
        guard unsafe getifaddrs(&first) == 0 else { return [] }
        defer { unsafe freeifaddrs(first) }
        var addresses: Set<IPAddress> = []
        var next = unsafe first
        while let entry = unsafe next {
            unsafe next = entry.pointee.ifa_next
            guard let address = unsafe entry.pointee.ifa_addr else { continue }
            let size: Int
            switch unsafe Int32(address.pointee.sa_family) {
            case AF_INET: size = MemoryLayout<sockaddr_in>.size
            case AF_INET6: size = MemoryLayout<sockaddr_in6>.size
            default: continue
            }
            let octets = unsafe UnsafeRawBufferPointer(start: UnsafeRawPointer(address), count: size)
            if let endpoint = unsafe Endpoint(socketAddress: octets) { addresses.insert(endpoint.address) }
        }
        return addresses
    }

    /// Whether this host answers at an address: one of its own, or any of 127.0.0.0/8.
    static func has(_ address: IPAddress, among own: Set<IPAddress>) -> Bool {
        own.contains(address) || (address.isLoopback && address.family == .ipv4)
    }
}
