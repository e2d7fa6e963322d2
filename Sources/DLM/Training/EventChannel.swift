import DLMTraining
import Synchronization

/// Events on their way from the thread that trains to the task that reads them.
///
/// The sender never waits: of news on progress only the latest is kept, everything else arrives.
final class EventChannel: Sendable {
    private struct State {
        var events: [TrainingEvent] = []
        var waiting: CheckedContinuation<TrainingEvent?, any Error>?
        var end: Result<Void, any Error>?
        var isCancelled = false
    }

    private let state = Mutex(State())

    /// Whether the reader wants the run to stop.
    var isCancelled: Bool { state.withLock { $0.isCancelled } }

    /// Asks the sender to stop; what it still sends arrives.
    func cancel() { state.withLock { $0.isCancelled = true } }

    func send(_ event: TrainingEvent) {
        let waiting = state.withLock { state -> CheckedContinuation<TrainingEvent?, any Error>? in
            if let waiting = state.waiting {
                state.waiting = nil
                return waiting
            }
            if case .progressed = event, case .progressed? = state.events.last {
                state.events.removeLast()
            }
            state.events.append(event)
            return nil
        }
        waiting?.resume(returning: event)
    }

    /// The last thing sent.
    func finish(_ end: Result<Void, any Error>) {
        let waiting = state.withLock { state -> CheckedContinuation<TrainingEvent?, any Error>? in
            state.end = state.end ?? end
            defer { state.waiting = nil }
            return state.waiting
        }
        waiting?.resume(with: end.map { nil })
    }

    /// The next event; nil after the last. When the task is cancelled the sender is asked to stop,
    /// and its last events are given all the same.
    ///
    /// - Throws: what the run failed with.
    func next() async throws -> TrainingEvent? {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let ready = state.withLock { state -> Result<TrainingEvent?, any Error>? in
                    if !state.events.isEmpty { return .success(state.events.removeFirst()) }
                    if let end = state.end { return end.map { nil } }
                    state.waiting = continuation
                    return nil
                }
                if let ready { continuation.resume(with: ready) }
            }
        } onCancel: {
            cancel()
        }
    }
}
