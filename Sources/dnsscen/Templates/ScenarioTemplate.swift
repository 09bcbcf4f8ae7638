/// The scenarios that `init` prints.
enum ScenarioTemplate: String, CaseIterable {
    case minimal
    case awsSplit = "aws-split"
    case awsFull = "aws-full"
    case ibm, alibaba, openvpn

    /// What it shows, in a few words.
    var summary: String {
        switch self {
        case .minimal: "a device, its router's resolver and one name, without a VPN"
        case .awsSplit: "AWS, split tunnel, inbound endpoint behind a transit gateway"
        case .awsFull: "AWS, full tunnel, the device's own resolver and the VPC's"
        case .ibm: "IBM Cloud, split tunnel with the VPC's private DNS"
        case .alibaba: "Alibaba Cloud SSL-VPN, always split"
        case .openvpn: "an OpenVPN server of one's own with a DNS server on premises"
        }
    }

    /// The scenario, which loads and whose expectations hold.
    var text: String {
        switch self {
        case .minimal: Self.minimalText
        case .awsSplit: Self.awsSplitText
        case .awsFull: Self.awsFullText
        case .ibm: Self.ibmText
        case .alibaba: Self.alibabaText
        case .openvpn: Self.openvpnText
        }
    }
}
