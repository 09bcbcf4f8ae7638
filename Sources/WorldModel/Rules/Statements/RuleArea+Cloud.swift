extension RuleArea {
    /// VPC resolver and names that AWS gives.
    static let cloud = RuleArea(
        name: "cloud-names", title: "VPC resolver and names that AWS gives", statements: Self.cloudStatements)

    private static let cloudStatements: [RuleID: String] = [
        .vpcDNS01:
            "A VPC's resolver answers at the base of the primary CIDR block plus two, at 169.254.169.253 and at fd00:ec2::253. The same address of other subnets or blocks is reserved, and nobody answers there.",
        .vpcDNS02:
            "With enableDnsSupport off the VPC's resolver is silent. What an inbound endpoint then does no document says: by default SERVFAIL.",
        .vpcDNS03:
            "Private zones and the private names of interface endpoints need both enableDnsSupport and enableDnsHostnames. If one is off the names are looked up in the public DNS.",
        .vpcDNS04:
            "If one of the attributes is off, instances have no public names, private ones are not resolved, and the autodefined rules do not exist.",
        .vpcDNS05:
            "Security groups and network ACLs do not filter queries to the VPC's own resolver; DNS Firewall does.",
        .vpcDNS06:
            "Each network interface may send 1,024 packets a second to the VPC's resolver. What is above is dropped, and those queries time out.",
        .vpcDNS07:
            "The VPC's resolver takes recursive queries alone; what it does with others is not documented: by default it refuses them.",
        .vpcDNS08:
            "The resolver of a VPC serves that VPC alone: no peer and no network on premises. Behind Client VPN the source is inside, so it counts.",
        .vpcDNS09:
            "The VPC's resolver does not heed DO and CD: it sends no DNSSEC records and no AD, whether it validates or not.",
        .vpcDNS10:
            "In a subnet with DNS64 a name that has no AAAA gets one made of its A record, 64:ff9b::/96 in front.",
        .vpcDNS11:
            "A VPC's DHCP option set means nothing to VPN clients.",
        .ec2Name01:
            "An instance with a public address has a public name made of it, if both DNS attributes of its VPC are on.",
        .ec2Name02:
            "Asked in the instance's own VPC its public name gives the private address, anywhere else the public one.",
        .ec2Name03:
            "In a peered VPC the public name gives the private address if DNS resolution is on for that side of the peering and both VPCs have both attributes.",
        .ec2Name04:
            "Across a transit gateway with DNS support the public name gives the private address; across the peering of two gateways it does not.",
        .ec2Name05:
            "These answers have a TTL of 20 seconds, and no AAAA.",
        .ec2Name06:
            "A publicly accessible database gives its private address inside its VPC and the public one outside, by way of an instance's public name. One that is not gives its private address to everyone.",
        .ec2Name07:
            "A private IP name is read, not looked up: any resolver of the Region answers it with the address in it if that is private, else the own VPC alone.",
        .ec2Name08:
            "A resource name has an A record only where that is turned on for the instance.",
        .ec2Name09:
            "Instance names of another Region are known only where its VPC is connected with DNS support; otherwise they are looked up publicly.",
        .ec2Name10:
            "Outside of all VPCs private instance names do not exist, and public ones give the public address.",
        .ec2Name11:
            "A file system's name resolves in the VPC of its mount targets alone, to the target in the asker's Availability Zone; without one there is no answer. A name with the zone in front works across zones.",
        .ec2Name12:
            "A cluster's API endpoint has a hidden private zone in its VPC while private access is on. If only that is on, its private addresses can be in the public DNS, too.",
        .ec2Name13:
            "Names of internal load balancers are in the public DNS with private addresses, TTL 60.",
    ]
}
