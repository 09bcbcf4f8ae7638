public enum FailoverTrigger: String, Hashable, Sendable { case timeout }
public enum FaultKind: String, Hashable, Sendable { case drop }
public enum OperatingSystem: String, Hashable, Sendable { case linux }
public struct DeclaredFault: Hashable, Sendable {}
public struct DeclaredLookup: Hashable, Sendable {}
public struct DeclaredConnection: Hashable, Sendable {}
public struct DeclaredAssumptions: Hashable, Sendable {}
