public import IPCore

/// The ports that a filter rule speaks of.
public struct PortRange: Hashable, Sendable {
    /// The first and the last port.
    public var bounds: ClosedRange<Int>

    /// All ports.
    public static let all = PortRange(bounds: 0...65535)

    /// A range.
    public init(bounds: ClosedRange<Int>) { self.bounds = bounds }

    /// Whether the port is within.
    public func contains(_ port: Int) -> Bool { bounds.contains(port) }
}

/// What a security group rule admits.
public struct SecurityGroupRule: Hashable, Sendable {
    /// The protocol; `nil` for all.
    public var flowProtocol: FlowProtocol?
    /// The destination ports; without meaning for ICMP.
    public var ports: PortRange
    /// The peers by address.
    public var peers: [IPPrefix]
    /// The peers by group.
    public var groups: [Reference<SecurityGroup>]

    /// A rule.
    public init(flowProtocol: FlowProtocol?, ports: PortRange, peers: [IPPrefix], groups: [Reference<SecurityGroup>]) {
        self.flowProtocol = flowProtocol
        self.ports = ports
        self.peers = peers
        self.groups = groups
    }
}

/// A security group: stateful, allow-only (rule SG-01).
public struct SecurityGroup: Sendable {
    /// Its element, `resolver-vpc/dns`.
    public var element: String
    /// Its VPC.
    public var vpc: Reference<VPC>
    /// What may come in.
    public var ingress: [SecurityGroupRule]
    /// What may go out.
    public var egress: [SecurityGroupRule]

    /// A security group.
    public init(
        element: String, vpc: Reference<VPC>, ingress: [SecurityGroupRule], egress: [SecurityGroupRule]
    ) {
        self.element = element
        self.vpc = vpc
        self.ingress = ingress
        self.egress = egress
    }
}

/// A rule of a network ACL.
public struct NetworkACLRule: Hashable, Sendable {
    /// Its number; the lowest that matches decides.
    public var number: Int
    /// Whether it allows.
    public var allows: Bool
    /// The protocol; `nil` for all.
    public var flowProtocol: FlowProtocol?
    /// The other side's addresses.
    public var cidr: IPPrefix
    /// The destination ports.
    public var ports: PortRange

    /// A rule.
    public init(number: Int, allows: Bool, flowProtocol: FlowProtocol?, cidr: IPPrefix, ports: PortRange) {
        self.number = number
        self.allows = allows
        self.flowProtocol = flowProtocol
        self.cidr = cidr
        self.ports = ports
    }
}

/// A network ACL: stateless, first match, the last rule denies (rule NACL-01).
public struct NetworkACL: Sendable {
    /// Its element, `vpc/acl`.
    public var element: String
    /// The rules for what enters the subnet, by ascending number.
    public var ingress: [NetworkACLRule]
    /// The rules for what leaves it.
    public var egress: [NetworkACLRule]

    /// A network ACL.
    public init(element: String, ingress: [NetworkACLRule], egress: [NetworkACLRule]) {
        self.element = element
        self.ingress = ingress
        self.egress = egress
    }
}
