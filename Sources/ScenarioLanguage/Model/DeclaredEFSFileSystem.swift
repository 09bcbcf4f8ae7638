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
