import DLMTraining

/// A training run as a sequence of its events.
///
///     for try await event in session.train(in: "runs/faces") {
///         if case .measured(let record, _) = event { print(record) }
///     }
///
/// The run begins when it is first iterated, on a thread of its own, and goes on whether or not
/// events are taken out quickly. It stops as at Ctrl-C, between two steps and with its state saved,
/// when the task that iterates is cancelled or leaves the loop: the run can be resumed to the same
/// bits. A cancelled task gets the last events, `.ended` among them, and then `CancellationError`.
public struct TrainingRun: AsyncSequence, Sendable {
    public typealias Element = TrainingEvent

    /// Runs to the end on the calling thread.
    let body: @Sendable (RunHost) throws -> TrainingResult
    let host: RunHost

    public func makeAsyncIterator() -> Iterator { Iterator(self) }

    /// Runs to the end without looking at events.
    ///
    /// - Throws: `CancellationError` when the task is cancelled; what the run failed with otherwise.
    @discardableResult
    public func result() async throws -> TrainingResult {
        var last: TrainingResult?
        for try await event in self {
            if case .ended(let result) = event { last = result }
        }
        guard let last else { throw CancellationError() }
        return last
    }

    public struct Iterator: AsyncIteratorProtocol {
        private let holder: Holder

        init(_ run: TrainingRun) { holder = Holder(run) }

        public mutating func next() async throws -> TrainingEvent? { try await holder.next() }
    }

    /// Stops the run when the iterator is gone.
    private final class Holder: Sendable {
        private let channel = EventChannel()

        init(_ run: TrainingRun) {
            let channel = channel
            var host = run.host
            host.isInterrupted = { channel.isCancelled }
            host.report = { channel.send($0) }
            let (body, given) = (run.body, host)
            let isStarted = BackgroundThread.start {
                do {
                    let result = try body(given)
                    channel.finish(
                        result.isComplete ? .success(()) : .failure(CancellationError()))
                } catch {
                    channel.finish(.failure(error))
                }
            }
            if !isStarted {
                channel.finish(
                    .failure(TrainingFault("the system gives no thread to train on")))
            }
        }

        deinit { channel.cancel() }

        func next() async throws -> TrainingEvent? { try await channel.next() }
    }
}
