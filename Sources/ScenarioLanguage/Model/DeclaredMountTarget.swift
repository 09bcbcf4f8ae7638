public import IPCore

/// A mount target of an EFS file system.
public struct DeclaredMountTarget: Sendable {
    /// Where the element and its keys were written.
    public var marks: Marks
    /// The subnet that it is in.
    public var subnet = ""
    /// Its address.
    public var ipAddress = Placeholder.address

    init(marks: Marks) { self.marks = marks }
}

extension DeclaredMountTarget: DeclaredMapping {
    static let table = KeyTable<Self>("mount_target", "A mount target of an EFS file system.") {
        Key("subnet", \.subnet, .name, "The subnet that it is in.", required: true)
        Key("ip_address", \.ipAddress, .address, "Its address.", required: true)
    }
}
