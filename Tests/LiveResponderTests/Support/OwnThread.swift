import Foundation

/// Runs a body that waits for a server on a thread of its own.
///
/// The server may need the threads of Swift's concurrency, which as many waiting tests as there are processors would all hold.
func onOwnThread<Success: Sendable>(_ body: @escaping @Sendable () throws -> Success) async throws -> Success {
    try await withCheckedThrowingContinuation { continuation in
        Thread.detachNewThread { continuation.resume(with: Result(catching: body)) }
    }
}
