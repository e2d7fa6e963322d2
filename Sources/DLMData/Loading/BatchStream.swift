/// The batches of one epoch in their order, made ahead by worker threads.
public final class BatchStream: Sendable {
    /// Makes the batch of a number; asks now and then whether it may stop, and then yields nil.
    typealias Make = @Sendable (Int, _ isCancelled: () -> Bool) throws -> Batch?

    private struct State {
        var nextToMake: Int
        var nextToDeliver: Int
        var made: [Int: Result<Batch?, any Error>] = [:]
        var isCancelled = false
    }

    private let monitor: Monitor<State>
    private let threads: [WorkerThread]
    private let end: Int

    init(first: Int, end: Int, ahead: Int, workers: Int, make: @escaping Make) {
        let monitor = Monitor(State(nextToMake: first, nextToDeliver: first))
        self.monitor = monitor
        self.end = end
        threads = (0..<min(workers, max(0, end - first))).compactMap { _ in
            WorkerThread { BatchStream.work(monitor, end: end, ahead: ahead, make) }
        }
        if threads.isEmpty, first < end {
            // No thread to be had: the caller's must do, so nothing is limited by what is ahead.
            BatchStream.work(monitor, end: end, ahead: .max, make)
        }
    }

    deinit {
        cancel()
        for thread in threads { thread.join() }
    }

    /// The next batch; nil after the last one and after `cancel`. An error of a sample is thrown
    /// in the place of its batch and ends the stream.
    public func next() throws -> Batch? {
        let result: Result<Batch?, any Error>? = monitor.wait { state in
            if state.isCancelled || state.nextToDeliver >= end { return .some(nil) }
            guard let made = state.made.removeValue(forKey: state.nextToDeliver) else {
                return nil
            }
            state.nextToDeliver += 1
            if case .failure = made { state.isCancelled = true }
            return made
        }
        return try result?.get()
    }

    /// Stops the threads after the sample they are at; may be called from any thread.
    public func cancel() {
        monitor.update { state in
            state.isCancelled = true
            state.made = [:]
        }
    }

    private static func work(_ monitor: Monitor<State>, end: Int, ahead: Int, _ make: Make) {
        while true {
            let claimed: Int? = monitor.wait { state in
                if state.isCancelled || state.nextToMake >= end { return .some(nil) }
                guard state.nextToMake - state.nextToDeliver < ahead else { return nil }
                state.nextToMake += 1
                return state.nextToMake - 1
            }
            guard let number = claimed else { return }
            let result = Result<Batch?, any Error> {
                try make(number) { monitor.read(\.isCancelled) }
            }
            monitor.update { state in
                if !state.isCancelled { state.made[number] = result }
            }
        }
    }
}
