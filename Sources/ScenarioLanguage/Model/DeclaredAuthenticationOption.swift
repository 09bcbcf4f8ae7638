/// One way in which users prove who they are.
public struct DeclaredAuthenticationOption: Sendable {
    /// Where the element and its keys were written.
    public var marks: Marks
    /// The way.
    public var type = DeclaredAuthenticationType.certificate

    init(marks: Marks) { self.marks = marks }
}

extension DeclaredAuthenticationOption: DeclaredMapping {
    static let table = KeyTable<Self>("authentication_option", "One way in which users prove who they are.") {
        Key("type", \.type, .choice(alsoWritten: terraformTypes), "The way.", required: true)
    }

    /// What the Terraform AWS provider calls the ways (`aws_ec2_client_vpn_endpoint`, `authentication_options`).
    private static let terraformTypes: KeyValuePairs<String, DeclaredAuthenticationType> = [
        "certificate-authentication": .certificate,
        "directory-service-authentication": .directoryService,
        "federated-authentication": .federated,
    ]
}
