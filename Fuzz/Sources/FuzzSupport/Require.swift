/// Ends the process, which libFuzzer takes for a crash, unless what must hold does.
public func require(_ condition: Bool, _ message: @autoclosure () -> String) {
    guard !condition else { return }
    fatalError(message())
}
