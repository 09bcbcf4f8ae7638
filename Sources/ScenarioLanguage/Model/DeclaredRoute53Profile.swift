/// A Route 53 Profile, which shares settings among VPCs.
public struct DeclaredRoute53Profile: Sendable {
    /// Where the element and its keys were written.
    public var marks: Marks
    /// What other elements call it.
    public var name = ""
    /// The VPCs that it is associated with.
    public var vpcs: [String] = []
    /// Its place among the profiles of a VPC.
    public var priority: Int?
    /// The hosted zones that it shares.
    public var hostedZones: [String] = []
    /// The resolver rules that it shares.
    public var resolverRules: [String] = []
    /// The firewall rule groups that it shares.
    public var firewallRuleGroups: [String] = []
    /// The VPC endpoints that it shares.
    public var vpcEndpoints: [String] = []

    init(marks: Marks) { self.marks = marks }
}
