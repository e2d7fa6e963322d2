import DLMLanguage
import DLMSyntax
import Glibc
import Synchronization

/// Something that one task at a time may use. `Mutex` alone would want to know that nothing of it
/// gets out of a closure it is handed to; here the closures are this target's own.
final class Guarded<Value>: @unchecked Sendable {
    private let access = Mutex(())
    private let value: Value
    /// The thread that is inside, 0 for none.
    private let owner = Atomic<UInt>(0)

    init(_ value: sending Value) { self.value = value }

    /// Whether this thread is inside already: a Swift function that an evaluation calls.
    private var isHeldHere: Bool { owner.load(ordering: .relaxed) == UInt(pthread_self()) }

    /// Throws where going in again would change what is at work further out.
    func requireFree() throws(ProgramFault) {
        guard isHeldHere else { return }
        let nowhere = Span(SourceFile(path: "session", text: ""), 0, 0)
        throw ProgramFault(
            stage: .data,
            diagnostics: [
                Diagnostic.error(
                    .runFailed, "the session is at work: a function that it calls cannot ask it",
                    at: nowhere
                ).help("give the function a session or a frozen model of its own")
            ])
    }

    /// Does something while nobody else is inside. Who is inside already may look again.
    func withLock<Result, Failure: Error>(
        _ work: (Value) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        if isHeldHere { return try work(value) }
        return try access.withLock { _ throws(Failure) in
            owner.store(UInt(pthread_self()), ordering: .relaxed)
            defer { owner.store(0, ordering: .relaxed) }
            return try work(value)
        }
    }
}
