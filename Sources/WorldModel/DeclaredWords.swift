public import ScenarioLanguage

/// What makes a resolver go on to its next server.
public typealias FailoverTrigger = DeclaredFailoverCause

/// What an injected fault does.
public typealias FaultKind = DeclaredFaultKind

/// The operating system of a device.
public typealias OperatingSystem = DeclaredOperatingSystem
