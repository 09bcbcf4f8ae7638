/// An EFS file system.
public struct DeclaredEFSFileSystem: Sendable {
    /// Where the element and its keys were written.
    public var marks: Marks
    /// Its id, which is part of its name.
    public var id = ""
    /// Its mount targets.
    public var mountTargets: [DeclaredMountTarget] = []

    init(marks: Marks) { self.marks = marks }
}

extension DeclaredEFSFileSystem: DeclaredMapping {
    static let table = KeyTable<Self>("efs_file_system", "An EFS file system.") {
        Key("id", \.id, .name, "Its id, which is part of its name.", required: true)
        Key("mount_targets", \.mountTargets, .list(of: DeclaredMountTarget.self), "Its mount targets.")
    }
}
