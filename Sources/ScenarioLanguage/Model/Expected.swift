/// What an expectation says about something that may be missing from a result.
public enum Expected<Value: Hashable & Sendable>: Hashable, Sendable {
    /// There must be none, written `null`.
    case absent
    /// It must be this.
    case value(Value)
}
