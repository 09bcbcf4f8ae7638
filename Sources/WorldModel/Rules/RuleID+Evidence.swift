/// How well founded a rule is.
public enum Evidence: String, Hashable, Sendable {
    /// A vendor document, standard or source code states it.
    case documented
    /// It was observed on a real system.
    case observed
    /// It follows from documented or observed rules; no source says it outright.
    case inferred
    /// General knowledge of the field without a stored source.
    case generalKnowledge
    /// Sources contradict each other; a switch decides.
    case conflicting
}

extension RuleID {
    /// How well founded the rule is; the strongest evidence where there are several.
    public var evidence: Evidence {
        switch self {
        case .cvpnAddr01, .cvpnAddr02, .cvpnRoute01, .cvpnRoute03, .cvpnRoute04, .cvpnRoute05, .cvpnRoute07,
            .cvpnRoute08, .cvpnRoute09, .cvpnRoute10, .cvpnRoute11, .cvpnRoute12, .cvpnLAN04, .cvpnCRE01,
            .cvpnCRE02, .cvpnCRE03, .cvpnDNS01, .cvpnDNS02, .cvpnDNS03, .cvpnDNS04, .cvpnDNS05, .cvpnDNS06,
            .cvpnDNS07, .cvpnDNS08, .cvpnDNS10, .cvpnDNS12, .cvpnDNS14, .cvpnFWD01, .cvpnENI01, .cvpnENI04,
            .cvpnSNAT01, .cvpnSNAT02, .cvpnSubnet01, .cvpnSubnet02, .cvpnAssoc01, .cvpnAssoc02, .cvpnAssoc03,
            .cvpnAssoc05, .cvpnAuth01, .cvpnAuth02, .cvpnAuth03, .cvpnAuth06, .cvpnAuth07, .cvpnSG01, .cvpnSG03,
            .cvpnName01, .cvpnProto01, .cvpnProto02, .cvpnOPS01, .cvpnLimit01, .cvpnLimit02, .cvpnLimit03,
            .cvpnLimit05, .cvpnLimit06, .cvpnLimit07, .cvpnLimit08, .cvpnLimit09, .cvpnLimit10, .cvpnLimit11,
            .cvpnTGW01, .cvpnV601, .cvpnV602, .cvpnV604, .ovpnGW01, .ovpnGW02, .ovpnGW03, .ovpnGW04, .ovpnDNS01,
            .ovpnDNS02, .ovpnDNS03, .ovpnDNS04, .ovpnTOPO01, .ovpnNetstat01, .ovpnNetstat02, .ovpnNetstat05,
            .ovpnNetstat07, .stub01, .stub02, .stub03, .stub04, .stub06, .stub08, .stub09, .stub10, .stub11,
            .stub12, .stub13, .vpcDNS01, .vpcDNS02, .vpcDNS03, .vpcDNS04, .vpcDNS05, .vpcDNS06, .vpcDNS07,
            .vpcDNS08, .vpcDNS09, .vpcDNS10, .ec2Name01, .ec2Name02, .ec2Name03, .ec2Name04, .ec2Name05,
            .ec2Name06, .ec2Name07, .ec2Name08, .ec2Name09, .ec2Name10, .ec2Name11, .ec2Name12, .r53PHZ01,
            .r53PHZ02, .r53PHZ03, .r53PHZ05, .r53PHZ06, .r53PHZ07, .r53PHZ08, .r53PHZ10, .r53PHZ11, .r53PHZ12,
            .r53PHZ14, .r53Inbound01, .r53Inbound02, .r53Inbound03, .r53Inbound04, .r53Inbound05, .r53Inbound07,
            .r53Inbound08, .r53Inbound09, .r53Inbound11, .r53Fwrule01, .r53Fwrule02, .r53Fwrule03, .r53Fwrule04,
            .r53Fwrule05, .r53Fwrule07, .r53Fwrule09, .r53Fwrule10, .r53Fwrule11, .r53Outbound01,
            .r53Outbound02, .r53Outbound03, .r53Auto01, .r53Auto02, .r53Auto03, .r53Auto04, .r53RDNS01,
            .r53RDNS02, .r53Prof01, .r53Prof02, .r53FW01, .r53FW02, .r53FW03, .r53FW04, .r53FW05, .vpce01,
            .vpce02, .vpce03, .vpce06, .vpce08, .vpce10, .vpce11, .peer01, .peer02, .peer03, .peerDNS01,
            .peerDNS02, .peerDNS03, .peerDNS04, .tgw01, .tgw02, .tgwDNS01, .tgwDNS03, .tgwDNS04, .tgwDNS05,
            .sg01, .sg02, .sg03, .sg04, .sg05, .nacl01, .nacl02, .nacl03, .dnsmsg01, .dnsmsg03, .dnsmsg06,
            .dnsmsg07, .ibmAddr01, .ibmAddr02, .ibmRoute01, .ibmRoute03, .ibmRoute05, .ibmRoute06, .ibmRoute07,
            .ibmRoute08, .ibmRoute09, .ibmRoute10, .ibmOPS01, .ibmDNS01, .ibmDNS02, .ibmDNS03, .ibmDNS04,
            .ibmDNS05, .ibmDNS06, .ibmDNS07, .ibmDNS08, .ibmSG01, .ibmLimit01, .ibmName01, .aliAddr01,
            .aliAddr02, .aliRoute01, .aliRoute03, .aliPath05, .aliDNS01, .aliDNS02, .aliLimit01:
            .documented
        case .cvpnRoute02, .cvpnLAN01, .cvpnENI02, .cvpnENI03, .cvpnName02, .ovpnNetstat03, .ovpnNetstat04,
            .ovpnNetstat06, .r53RDNS03, .nacl04, .ibmRoute02, .ibmRoute04, .aliRoute02, .aliPath01, .aliPath02,
            .aliPath03, .aliPath04, .aliOPS01, .aliMTU01:
            .observed
        case .cvpnAddr03, .cvpnLAN02, .cvpnLAN03, .cvpnCRE04, .cvpnDNS09, .cvpnDNS11, .cvpnDNS13, .cvpnSNAT03,
            .cvpnAssoc04, .cvpnAuth04, .cvpnSG02, .cvpnName03, .cvpnV603, .ovpnNetstat09, .stub14, .stub16,
            .vpcDNS11, .r53PHZ13, .r53Inbound06, .r53Inbound10, .r53Fwrule06, .r53Fwrule08, .r53Auto05,
            .r53RDNS04, .r53RDNS05, .vpce04, .vpce05, .vpce07, .vpce09, .vpce12, .vpce14, .tgwDNS02, .dnsmsg04,
            .dnsmsg05, .dnsmsg08, .dnsmsg09, .dnsmsg13:
            .inferred
        case .cvpnDNS15, .ovpnNetstat08, .stub07, .stub15, .ec2Name13, .r53PHZ09, .r53Prof03, .vpce13, .dnsmsg02,
            .dnsmsg10, .dnsmsg11, .dnsmsg12, .aliAddr03:
            .generalKnowledge
        case .cvpnRoute06, .cvpnFWD02, .cvpnAuth05, .cvpnLimit04, .stub05, .r53PHZ04:
            .conflicting
        }
    }
}
