/// A public document that a rule rests on.
public struct RuleSource: Hashable, Sendable {
    /// The document's title.
    public let title: String
    /// Its public address; empty where there is none.
    public let url: String
}

extension RuleID {
    /// The documents the rule rests on, in the order of importance; empty for what is inferred or general knowledge.
    public var sources: [RuleSource] {
        (Self.sourceKeys[self] ?? []).compactMap { RuleSource.library[$0] }
    }

    private static let sourceKeys: [RuleID: [String]] = [
        .cvpnAddr01: ["A1", "A2"],
        .cvpnAddr02: ["A3"],
        .cvpnRoute01: ["A4", "O1"],
        .cvpnRoute02: ["I1"],
        .cvpnRoute03: ["O1"],
        .cvpnRoute04: ["A4", "A5", "A6"],
        .cvpnRoute05: ["A4"],
        .cvpnRoute06: ["A4"],
        .cvpnRoute07: ["A7", "A5"],
        .cvpnRoute08: ["A5"],
        .cvpnRoute09: ["A8"],
        .cvpnRoute10: ["A9", "V4"],
        .cvpnRoute11: ["O2", "I1"],
        .cvpnRoute12: ["F1", "O1", "O2"],
        .cvpnLAN01: ["V4"],
        .cvpnLAN04: ["A10"],
        .cvpnCRE01: ["A11", "A12"],
        .cvpnCRE02: ["A11"],
        .cvpnCRE03: ["A11"],
        .cvpnDNS01: ["A10", "A13"],
        .cvpnDNS02: ["A14"],
        .cvpnDNS03: ["A3", "A10"],
        .cvpnDNS04: ["A10"],
        .cvpnDNS05: ["A10"],
        .cvpnDNS06: ["A10"],
        .cvpnDNS07: ["A10"],
        .cvpnDNS08: ["A9", "A3", "A10"],
        .cvpnDNS10: ["P1", "R2"],
        .cvpnDNS11: ["V4"],
        .cvpnDNS12: ["A6"],
        .cvpnDNS14: ["V1"],
        .cvpnFWD01: ["A5", "A15"],
        .cvpnFWD02: ["A16", "A9", "A10"],
        .cvpnENI01: ["A1"],
        .cvpnENI04: ["A1"],
        .cvpnSNAT01: ["A1", "A2"],
        .cvpnSNAT02: ["A2"],
        .cvpnSubnet01: ["A9"],
        .cvpnSubnet02: ["A9", "A17"],
        .cvpnAssoc01: ["A9"],
        .cvpnAssoc02: ["A9"],
        .cvpnAssoc03: ["A9"],
        .cvpnAssoc05: ["A1", "A7"],
        .cvpnAuth01: ["A15"],
        .cvpnAuth02: ["A15"],
        .cvpnAuth03: ["A15"],
        .cvpnAuth05: ["A9", "A15"],
        .cvpnAuth06: ["A18", "A19"],
        .cvpnAuth07: ["A5"],
        .cvpnSG01: ["A18"],
        .cvpnSG03: ["A18"],
        .cvpnName01: ["A9", "A20"],
        .cvpnOPS01: ["A6"],
        .cvpnProto01: ["A1"],
        .cvpnProto02: ["A9"],
        .cvpnLimit01: ["A1"],
        .cvpnLimit02: ["A1"],
        .cvpnLimit03: ["A6"],
        .cvpnLimit04: ["A7"],
        .cvpnLimit05: ["A19"],
        .cvpnLimit06: ["A19"],
        .cvpnLimit07: ["A19"],
        .cvpnLimit08: ["A19"],
        .cvpnLimit09: ["A2"],
        .cvpnLimit10: ["A1"],
        .cvpnLimit11: ["A6"],
        .cvpnTGW01: ["T4"],
        .cvpnV601: ["A21"],
        .cvpnV602: ["A21"],
        .cvpnV604: ["A22"],
        .ovpnGW01: ["O1", "O2"],
        .ovpnGW02: ["O1", "A3"],
        .ovpnGW03: ["O1"],
        .ovpnGW04: ["O1"],
        .ovpnDNS01: ["O1", "I4"],
        .ovpnDNS02: ["O3"],
        .ovpnDNS03: ["O1", "A23"],
        .ovpnDNS04: ["O4"],
        .ovpnTOPO01: ["O1"],
        .ovpnNetstat01: ["N1"],
        .ovpnNetstat02: ["N1"],
        .ovpnNetstat05: ["N1"],
        .ovpnNetstat07: ["N2"],
        .stub01: ["L1"],
        .stub02: ["L1"],
        .stub03: ["L2"],
        .stub04: ["W1", "W2"],
        .stub05: ["A10", "L2"],
        .stub06: ["L1"],
        .stub08: ["L1"],
        .stub09: ["L1"],
        .stub10: ["A24"],
        .stub11: ["L3", "A24"],
        .stub12: ["I4", "O1"],
        .stub13: ["O5"],
        .vpcDNS01: ["V1"],
        .vpcDNS02: ["V1"],
        .vpcDNS03: ["V1", "R1"],
        .vpcDNS04: ["V1", "R2"],
        .vpcDNS05: ["V1", "V2", "V3"],
        .vpcDNS06: ["V1", "V5"],
        .vpcDNS07: ["V1"],
        .vpcDNS08: ["P1", "R2", "V1"],
        .vpcDNS09: ["R3"],
        .vpcDNS10: ["V6"],
        .ec2Name01: ["V1"],
        .ec2Name02: ["V1"],
        .ec2Name03: ["P2"],
        .ec2Name04: ["T1", "T2", "T3"],
        .ec2Name05: ["V1"],
        .ec2Name06: ["D1", "A10"],
        .ec2Name07: ["V1", "E1"],
        .ec2Name08: ["E1"],
        .ec2Name09: ["R2"],
        .ec2Name10: ["V1"],
        .ec2Name11: ["D2"],
        .ec2Name12: ["D3"],
        .r53PHZ01: ["R4", "R1"],
        .r53PHZ02: ["R1"],
        .r53PHZ03: ["R1"],
        .r53PHZ04: ["R1", "R5"],
        .r53PHZ05: ["R4"],
        .r53PHZ06: ["V1", "R1"],
        .r53PHZ07: ["V1", "T2"],
        .r53PHZ08: ["R6"],
        .r53PHZ10: ["R1"],
        .r53PHZ11: ["R1", "R7"],
        .r53PHZ12: ["R4"],
        .r53PHZ14: ["R8"],
        .r53Inbound01: ["R9", "R8"],
        .r53Inbound02: ["R2"],
        .r53Inbound03: ["R9"],
        .r53Inbound04: ["V2"],
        .r53Inbound05: ["R8", "R10"],
        .r53Inbound07: ["R2", "R9"],
        .r53Inbound08: ["R11"],
        .r53Inbound09: ["R7"],
        .r53Inbound11: ["R8"],
        .r53Fwrule01: ["R2"],
        .r53Fwrule02: ["R2"],
        .r53Fwrule03: ["R1", "R2"],
        .r53Fwrule04: ["R2"],
        .r53Fwrule05: ["R2"],
        .r53Fwrule07: ["R8", "R12"],
        .r53Fwrule08: ["R12"],
        .r53Fwrule09: ["R2"],
        .r53Fwrule10: ["R7"],
        .r53Fwrule11: ["R8"],
        .r53Outbound01: ["R2", "R13"],
        .r53Outbound02: ["R2", "R12"],
        .r53Outbound03: ["R8"],
        .r53Auto01: ["R2"],
        .r53Auto02: ["R2"],
        .r53Auto03: ["R2"],
        .r53Auto04: ["R2"],
        .r53RDNS01: ["R2", "R14"],
        .r53RDNS02: ["R2", "R14"],
        .r53Prof01: ["R15"],
        .r53Prof02: ["R15"],
        .r53FW01: ["R16"],
        .r53FW02: ["R17"],
        .r53FW03: ["R16"],
        .r53FW04: ["R18"],
        .r53FW05: ["R8"],
        .vpce01: ["V1", "A10"],
        .vpce02: ["X1"],
        .vpce03: ["X2", "X1"],
        .vpce06: ["X3"],
        .vpce08: ["X2"],
        .vpce10: ["A9", "P1", "X2"],
        .vpce11: ["X4"],
        .peer01: ["P1", "A16"],
        .peer02: ["P1"],
        .peer03: ["P1"],
        .peerDNS01: ["P1"],
        .peerDNS02: ["P2"],
        .peerDNS03: ["P1"],
        .peerDNS04: ["V1", "X1"],
        .tgw01: ["T2"],
        .tgw02: ["T2"],
        .tgwDNS01: ["T1", "T5", "T6"],
        .tgwDNS03: ["T2"],
        .tgwDNS04: ["T3"],
        .tgwDNS05: ["R2"],
        .sg01: ["V3"],
        .sg02: ["V8"],
        .sg03: ["T2", "T6", "P1"],
        .sg04: ["R9"],
        .sg05: ["V7"],
        .nacl01: ["V2"],
        .nacl02: ["V2"],
        .nacl03: ["V2", "V7"],
        .dnsmsg01: ["R19"],
        .dnsmsg03: ["R3", "L2"],
        .dnsmsg06: ["R5"],
        .dnsmsg07: ["R20"],
        .ibmAddr01: ["I5"],
        .ibmAddr02: ["I6", "I1"],
        .ibmRoute01: ["I1", "I2"],
        .ibmRoute03: ["I1", "I2", "I3", "I7"],
        .ibmRoute05: ["I2", "I3"],
        .ibmRoute06: ["I8", "I9"],
        .ibmRoute07: ["I9"],
        .ibmRoute08: ["I1"],
        .ibmRoute09: ["I1", "I3"],
        .ibmRoute10: ["I2", "I10"],
        .ibmOPS01: ["I2", "I8"],
        .ibmDNS01: ["I6"],
        .ibmDNS02: ["I1", "I8"],
        .ibmDNS03: ["I1", "I3"],
        .ibmDNS04: ["I11"],
        .ibmDNS05: ["I11", "I12"],
        .ibmDNS06: ["I13"],
        .ibmDNS07: ["I12", "I14", "I15"],
        .ibmDNS08: ["I4"],
        .ibmSG01: ["I16"],
        .ibmLimit01: ["I10", "I1", "I6"],
        .ibmName01: ["I5"],
        .aliAddr01: ["C1"],
        .aliAddr02: ["C1", "C2"],
        .aliRoute03: ["C1"],
        .aliPath05: ["C1"],
        .aliRoute01: ["C1"],
        .aliDNS01: ["C2", "C3"],
        .aliDNS02: ["C4"],
        .aliLimit01: ["C2", "C3"],
    ]
}

extension RuleSource {
    fileprivate static let library: [String: RuleSource] = [
        "A1": RuleSource(
            title: "What is AWS Client VPN?",
            url: "https://docs.aws.amazon.com/vpn/latest/clientvpn-admin/what-is.html"),
        "A2": RuleSource(
            title: "Rules and best practices",
            url: "https://docs.aws.amazon.com/vpn/latest/clientvpn-admin/what-is-best-practices.html"),
        "A3": RuleSource(
            title: "User Guide, Linux troubleshooting",
            url: "https://docs.aws.amazon.com/vpn/latest/clientvpn-user/linux-troubleshooting.html"),
        "A4": RuleSource(
            title: "Split-tunnel",
            url: "https://docs.aws.amazon.com/vpn/latest/clientvpn-admin/split-tunnel-vpn.html"),
        "A5": RuleSource(
            title: "Routes",
            url: "https://docs.aws.amazon.com/vpn/latest/clientvpn-admin/cvpn-working-routes.html"),
        "A6": RuleSource(
            title: "Endpoints",
            url: "https://docs.aws.amazon.com/vpn/latest/clientvpn-admin/cvpn-working-endpoints.html"),
        "A7": RuleSource(
            title: "Target networks",
            url: "https://docs.aws.amazon.com/vpn/latest/clientvpn-admin/cvpn-working-target.html"),
        "A8": RuleSource(
            title: "Client-to-client access",
            url: "https://docs.aws.amazon.com/vpn/latest/clientvpn-admin/scenario-client-to-client.html"),
        "A9": RuleSource(
            title: "Troubleshooting",
            url: "https://docs.aws.amazon.com/vpn/latest/clientvpn-admin/troubleshooting.html"),
        "A10": RuleSource(
            title: "re:Post Knowledge Center, How does DNS work with my AWS Client VPN endpoint?",
            url: "https://repost.aws/knowledge-center/client-vpn-how-dns-works-with-endpoint"),
        "A11": RuleSource(
            title: "Client Route Enforcement",
            url: "https://docs.aws.amazon.com/vpn/latest/clientvpn-admin/cvpn-working-cre.html"),
        "A12": RuleSource(
            title: "API ClientRouteEnforcementOptions",
            url: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ClientRouteEnforcementOptions.html"),
        "A13": RuleSource(
            title: "terraform-provider-aws pull request 22367",
            url: "https://github.com/hashicorp/terraform-provider-aws/pull/22367"),
        "A14": RuleSource(
            title: "API CreateClientVpnEndpoint",
            url: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateClientVpnEndpoint.html"),
        "A15": RuleSource(
            title: "Authorization rules and example scenarios",
            url: "https://docs.aws.amazon.com/vpn/latest/clientvpn-admin/auth-rule-example-scenarios.html"),
        "A16": RuleSource(
            title: "Access to a peered VPC",
            url: "https://docs.aws.amazon.com/vpn/latest/clientvpn-admin/scenario-peered.html"),
        "A17": RuleSource(
            title: "Access to the internet",
            url: "https://docs.aws.amazon.com/vpn/latest/clientvpn-admin/scenario-internet.html"),
        "A18": RuleSource(
            title: "Client authorization",
            url: "https://docs.aws.amazon.com/vpn/latest/clientvpn-admin/client-authorization.html"),
        "A19": RuleSource(
            title: "Quotas",
            url: "https://docs.aws.amazon.com/vpn/latest/clientvpn-admin/limits.html"),
        "A20": RuleSource(
            title: "Export client configuration",
            url: "https://docs.aws.amazon.com/vpn/latest/clientvpn-admin/cvpn-working-endpoint-export.html"),
        "A21": RuleSource(
            title: "IPv6 considerations",
            url: "https://docs.aws.amazon.com/vpn/latest/clientvpn-admin/ipv6-considerations.html"),
        "A22": RuleSource(
            title: "Endpoints, IP address types",
            url: "https://docs.aws.amazon.com/vpn/latest/clientvpn-admin/cvpn-working-endpoints.html"),
        "A23": RuleSource(
            title: "AWS provided client, supported directives",
            url: "https://docs.aws.amazon.com/vpn/latest/clientvpn-user/connect-aws-client-vpn-connect.html"),
        "A24": RuleSource(
            title: "User Guide, Linux: DNS queries go to a default nameserver",
            url: "https://docs.aws.amazon.com/vpn/latest/clientvpn-user/linux-troubleshooting.html"),
        "F1": RuleSource(
            title: "CyberAgent SRG, default route taken by AWS Client VPN",
            url: "https://ca-srg.dev/1c94358b43f78033b30ffcf7cbac344b"),
        "V1": RuleSource(
            title: "DNS attributes for your VPC",
            url: "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-dns.html"),
        "V2": RuleSource(
            title: "Network ACLs",
            url: "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html"),
        "V3": RuleSource(
            title: "Security group rules",
            url: "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html"),
        "V4": RuleSource(
            title: "Route tables",
            url: "https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html"),
        "V5": RuleSource(
            title: "re:Post, VPC DNS throttling",
            url: "https://repost.aws/knowledge-center/vpc-find-cause-of-failed-dns-queries"),
        "V6": RuleSource(
            title: "DNS64 and NAT64",
            url: "https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-nat64-dns64.html"),
        "V7": RuleSource(
            title: "VPC quotas",
            url: "https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html"),
        "V8": RuleSource(
            title: "Default security groups for your VPCs",
            url: "https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html"),
        "P1": RuleSource(
            title: "VPC peering basics and limitations",
            url: "https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html"),
        "P2": RuleSource(
            title: "Peering DNS resolution",
            url: "https://docs.aws.amazon.com/vpc/latest/peering/modify-peering-connections.html"),
        "T1": RuleSource(
            title: "Transit gateways, DNS support",
            url: "https://docs.aws.amazon.com/vpc/latest/tgw/tgw-transit-gateways.html"),
        "T2": RuleSource(
            title: "VPC attachments",
            url: "https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html"),
        "T3": RuleSource(
            title: "Transit gateway peering",
            url: "https://docs.aws.amazon.com/vpc/latest/tgw/tgw-peering.html"),
        "T4": RuleSource(
            title: "Client VPN attachments",
            url: "https://docs.aws.amazon.com/vpc/latest/tgw/tgw-client-vpn-attachments.html"),
        "T5": RuleSource(
            title: "CloudFormation TransitGatewayVpcAttachment Options",
            url:
                "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-ec2-transitgatewayvpcattachment-options.html"
        ),
        "T6": RuleSource(
            title: "API CreateTransitGatewayVpcAttachmentRequestOptions",
            url:
                "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateTransitGatewayVpcAttachmentRequestOptions.html"
        ),
        "E1": RuleSource(
            title: "EC2 hostname types",
            url: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-instance-naming.html"),
        "D1": RuleSource(
            title: "RDS DB instance in a VPC",
            url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html"),
        "D2": RuleSource(
            title: "EFS mounting with a DNS name",
            url: "https://docs.aws.amazon.com/efs/latest/ug/mounting-fs-mount-cmd-dns-name.html"),
        "D3": RuleSource(
            title: "EKS cluster API endpoint access",
            url: "https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html"),
        "R1": RuleSource(
            title: "Considerations for private hosted zones",
            url: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zone-private-considerations.html"),
        "R2": RuleSource(
            title: "Resolving DNS queries between VPCs and your network",
            url: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-overview-DSN-queries-to-vpc.html"),
        "R3": RuleSource(
            title: "DNSSEC validation",
            url: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-dnssec-validation.html"),
        "R4": RuleSource(
            title: "Working with private hosted zones",
            url: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zones-private.html"),
        "R5": RuleSource(
            title: "NS and SOA records",
            url: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/SOA-NSrecords.html"),
        "R6": RuleSource(
            title: "DNS domain name format",
            url: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DomainNameFormat.html"),
        "R7": RuleSource(
            title: "Resolver delegation rules",
            url: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/outbound-delegation-tutorial.html"),
        "R8": RuleSource(
            title: "Quotas",
            url: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DNSLimitations.html"),
        "R9": RuleSource(
            title: "Inbound queries",
            url: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-forwarding-inbound-queries.html"),
        "R10": RuleSource(
            title: "Endpoint scaling",
            url:
                "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/best-practices-resolver-endpoint-scaling.html"
        ),
        "R11": RuleSource(
            title: "Avoid loops",
            url: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/best-practices-resolver-endpoints.html"),
        "R12": RuleSource(
            title: "Outbound queries",
            url: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-forwarding-outbound-queries.html"),
        "R13": RuleSource(
            title: "Outbound endpoint values",
            url: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-forwarding-outbound-queries.html"),
        "R14": RuleSource(
            title: "Reverse DNS rules",
            url:
                "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-automatic-forwarding-rules-reverse-dns.html"
        ),
        "R15": RuleSource(
            title: "Profiles",
            url: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/profiles.html"),
        "R16": RuleSource(
            title: "DNS Firewall, how it works",
            url: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-dns-firewall-overview.html"),
        "R17": RuleSource(
            title: "Rule actions",
            url: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-dns-firewall-rule-actions.html"),
        "R18": RuleSource(
            title: "VPC configuration",
            url:
                "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-dns-firewall-vpc-configuration.html"
        ),
        "R19": RuleSource(
            title: "DNS constraints",
            url: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DNSBehavior.html"),
        "R20": RuleSource(
            title: "Query logs",
            url: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-query-logs.html"),
        "X1": RuleSource(
            title: "Integrating transit gateway with PrivateLink and Resolver",
            url:
                "https://aws.amazon.com/blogs/networking-and-content-delivery/integrating-aws-transit-gateway-with-aws-privatelink-and-amazon-route-53-resolver/"
        ),
        "X2": RuleSource(
            title: "PrivateLink for S3",
            url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/privatelink-interface-endpoints.html"),
        "X3": RuleSource(
            title: "Private APIs",
            url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-apis.html"),
        "X4": RuleSource(
            title: "API DnsOptionsSpecification",
            url: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DnsOptionsSpecification.html"),
        "O1": RuleSource(
            title: "OpenVPN manual, virtual network options",
            url: "https://github.com/OpenVPN/openvpn/blob/master/doc/man-sections/vpn-network-options.rst"),
        "O2": RuleSource(
            title: "OpenVPN source, routing",
            url: "https://github.com/OpenVPN/openvpn/blob/master/src/openvpn/route.c"),
        "O3": RuleSource(
            title: "OpenVPN manual, client options",
            url: "https://github.com/OpenVPN/openvpn/blob/master/doc/man-sections/client-options.rst"),
        "O4": RuleSource(
            title: "OpenVPN manual, Windows options",
            url: "https://github.com/OpenVPN/openvpn/blob/master/doc/man-sections/windows-options.rst"),
        "O5": RuleSource(
            title: "OpenVPN macOS DNS script",
            url: "https://github.com/OpenVPN/openvpn/blob/master/distro/dns-scripts/macos-dns-updown.sh"),
        "N1": RuleSource(
            title: "Apple network_cmds, netstat route.c",
            url: "https://github.com/apple-oss-distributions/network_cmds/blob/main/netstat.tproj/route.c"),
        "N2": RuleSource(
            title: "net-tools, inet_gr.c",
            url: "https://github.com/ecki/net-tools/blob/master/lib/inet_gr.c"),
        "L1": RuleSource(
            title: "resolv.conf",
            url: "https://man7.org/linux/man-pages/man5/resolv.conf.5.html"),
        "L2": RuleSource(
            title: "dig manual and source",
            url: "https://github.com/isc-projects/bind9/blob/main/bin/dig/dig.rst"),
        "L3": RuleSource(
            title: "update-systemd-resolved",
            url: "https://github.com/jonathanio/update-systemd-resolved"),
        "W1": RuleSource(
            title: "How Windows chooses a DNS server",
            url: "https://newbetuts.com/84291-how-does-windows-decide-which-dns-server-to-use-when-resolving-names"),
        "W2": RuleSource(
            title: "Windows VPN name resolution",
            url:
                "https://learn.microsoft.com/windows/security/operating-system-security/network-security/vpn/vpn-name-resolution"
        ),
        "I1": RuleSource(
            title: "Planning considerations for VPN servers",
            url: "https://cloud.ibm.com/docs/vpc?topic=vpc-client-to-site-vpn-planning"),
        "I2": RuleSource(
            title: "Managing VPN routes",
            url: "https://cloud.ibm.com/docs/vpc?topic=vpc-vpn-client-to-site-routes"),
        "I3": RuleSource(
            title: "Routing and reachability issues",
            url: "https://cloud.ibm.com/docs/vpc?topic=vpc-troubleshoot-c2s-traffic-flow"),
        "I4": RuleSource(
            title: "DNS request not sent to the configured server",
            url: "https://cloud.ibm.com/docs/vpc?topic=vpc-troubleshoot-dns-request"),
        "I5": RuleSource(
            title: "About client-to-site VPN servers",
            url: "https://cloud.ibm.com/docs/vpc?topic=vpc-vpn-client-to-site-overview"),
        "I6": RuleSource(
            title: "Creating a VPN server",
            url: "https://cloud.ibm.com/docs/vpc?topic=vpc-vpn-create-server"),
        "I7": RuleSource(
            title: "Security groups and NACLs for a VPN server",
            url: "https://cloud.ibm.com/docs/vpc?topic=vpc-vpn-client-to-site-security-groups"),
        "I8": RuleSource(
            title: "FAQ",
            url: "https://cloud.ibm.com/docs/vpc?topic=vpc-faqs-vpn-server"),
        "I9": RuleSource(
            title: "Route propagation",
            url: "https://cloud.ibm.com/docs/vpc?topic=vpc-vpn-client-to-site-route-propagation"),
        "I10": RuleSource(
            title: "Quotas",
            url: "https://cloud.ibm.com/docs/vpc?topic=vpc-quotas"),
        "I11": RuleSource(
            title: "Cannot access a VPE in split tunnel",
            url: "https://cloud.ibm.com/docs/vpc?topic=vpc-troubleshoot-cannot-connect-to-vpe-split-tunnel"),
        "I12": RuleSource(
            title: "Custom resolver use cases",
            url: "https://cloud.ibm.com/docs/dns-svcs?topic=dns-svcs-custom-resolver"),
        "I13": RuleSource(
            title: "DNS Services known limitations, zones",
            url: "https://cloud.ibm.com/docs/dns-svcs?topic=dns-svcs-limitations-known-issues"),
        "I14": RuleSource(
            title: "DNS Services quotas and limits",
            url: "https://cloud.ibm.com/docs/dns-svcs?topic=dns-svcs-dns-quotas-service-limits"),
        "I15": RuleSource(
            title: "NXDOMAIN troubleshooting",
            url: "https://github.com/ibm-cloud-docs/dns-svcs/blob/master/ts-nxdomain.md"),
        "I16": RuleSource(
            title: "Security groups and NACLs for a VPN server",
            url: "https://cloud.ibm.com/docs/vpc?topic=vpc-vpn-client-to-site-security-groups"),
        "C1": RuleSource(
            title: "Create and manage an SSL server",
            url: "https://www.alibabacloud.com/help/en/vpn/modify-an-ssl-server"),
        "C2": RuleSource(
            title: "CreateSslVpnServer",
            url: "https://www.alibabacloud.com/help/en/vpc/developer-reference/api-vpc-2016-04-28-createsslvpnserver"),
        "C3": RuleSource(
            title: "ALIYUN::VPC::SslVpnServer",
            url: "https://help.aliyun.com/en/ros/developer-reference/aliyun-vpc-sslvpnserver"),
        "C4": RuleSource(
            title: "Cloud Firewall private DNS",
            url:
                "https://www.alibabacloud.com/help/en/cloud-firewall/cloudfirewall/user-guide/configure-a-private-dns-domain-name-resolution-endpoint"
        ),
    ]
}
