/// Application traffic whose fate is asked for.
public struct DeclaredConnection: Sendable {
    /// Where the element and its keys were written.
    public var marks: Marks
    /// Where it goes.
    public var to = DeclaredDestination.placeholder
    /// Who sends it.
    public var from = "client"
    /// The protocol.
    public var `protocol` = DeclaredIPProtocol.tcp
    /// The port; `nil` for 443, or for none with ICMP.
    public var port: UInt16?
    /// The octets of payload of an ICMP echo.
    public var size: Int?
    /// Whether the packet must not be fragmented.
    public var dontFragment = false
    /// When it is sent on the clock; `nil` for a fresh device.
    public var at: Duration?
    /// What has to come out.
    public var expect: DeclaredConnectionExpectation?

    init(marks: Marks) { self.marks = marks }
}
