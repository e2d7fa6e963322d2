import Synchronization

/// Something that one task at a time may use. `Mutex` alone would want to know that nothing of it
/// gets out of a closure it is handed to; here the closures are this target's own.
final class Guarded<Value>: @unchecked Sendable {
    private let access = Mutex(())
    private let value: Value

    init(_ value: sending Value) { self.value = value }

    func withLock<Result, Failure: Error>(
        _ work: (Value) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try access.withLock { _ throws(Failure) in try work(value) }
    }
}
