public import IPCore

/// A network on premises that is attached to a cloud network.
public struct DeclaredOnPremisesNetwork: Sendable {
    /// Where the element and its keys were written.
    public var marks: Marks
    /// What other elements call it.
    public var name = ""
    /// Its prefixes.
    public var cidrBlocks: [IPPrefix] = []
    /// The VPC or transit gateway where its VPN or Direct Connect ends.
    public var attachment = ""
    /// How it is attached.
    public var type = DeclaredOnPremisesAttachmentType.vpn
    /// What it routes back to the cloud; `nil` for all prefixes of the networks that it is attached to.
    public var returnRoutes: [IPPrefix]?
    /// DNS servers.
    public var dnsServers: [DeclaredDNSServer] = []
    /// Other hosts.
    public var hosts: [DeclaredHost] = []

    init(marks: Marks) { self.marks = marks }
}
