public import IPCore

/// An address and a port to listen on, written `127.0.0.53:53` or `[::1]:53`.
public struct Endpoint: Hashable, Sendable {
    /// The address.
    public var address: IPAddress
    /// The port; 0 lets the system pick one.
    public var port: UInt16

    /// An endpoint.
    public init(_ address: IPAddress, port: UInt16) {
        self.address = address
        self.port = port
    }
}

extension Endpoint: LosslessStringConvertible {
    /// Reads an address and a port; an IPv6 address stands in brackets.
    public init?(_ description: String) {
        guard let colon = description.lastIndex(of: ":") else { return nil }
        var text = description[..<colon]
        if text.first == "[", text.last == "]" {
            text = text.dropFirst().dropLast()
        } else if text.contains(":") {
            return nil
        }
        let digits = description[description.index(after: colon)...]
        guard let address = IPAddress(String(text)), digits.allSatisfy({ $0.isASCII && $0.isNumber }),
            let port = UInt16(digits)
        else { return nil }
        self.init(address, port: port)
    }

    /// The address and the port.
    public var description: String {
        switch address {
        case .v4: "\(address):\(port)"
        case .v6: "[\(address)]:\(port)"
        }
    }
}
