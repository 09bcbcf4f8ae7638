import DNSCore
import IPCore
import WorldModel

/// The names by which a Region calls addresses: `ip-10-0-1-5` and `ec2-203-0-113-7`.
enum ComputeNames {
    /// The private IP name of an address (rule EC2-NAME-07).
    static func privateName(of address: IPAddress, region: String) -> DomainName? {
        name("ip", address, region, .internal)
    }

    /// The public name of an address (rule EC2-NAME-01).
    static func publicName(of address: IPAddress, region: String) -> DomainName? {
        name("ec2", address, region, .public)
    }

    /// The address that the first label of a private IP name spells, or `nil`.
    static func address(ofPrivateName name: DomainName) -> IPAddress? {
        let label = name.labelText(at: 0).lowercased()
        guard label.hasPrefix("ip-") else { return nil }
        let text = label.dropFirst(3).split(separator: "-", omittingEmptySubsequences: false).joined(separator: ".")
        return IPv4Address(text).map(IPAddress.v4)
    }

    private static func name(
        _ word: String, _ address: IPAddress, _ region: String, _ kind: ComputeDomain.Kind
    ) -> DomainName? {
        guard case .v4(let ipv4) = address,
            let domain = ComputeDomain.domains(ofRegion: region).first(where: { $0.kind == kind }),
            let label = DomainLabel("\(word)-\(ipv4.description.split(separator: ".").joined(separator: "-"))")
        else { return nil }
        return domain.name.prepending(label: label)
    }
}
