import NIOPosix
import Synchronization

/// Threads that compute, apart from those that serve connections. Beyond some requests that wait
/// for one, more are refused: a late answer helps nobody.
final class ComputePool: TaskExecutor {
    let workers: Int
    /// The most requests that compute or wait.
    let capacity: Int
    private let threads: NIOThreadPool
    private let admitted = Atomic(0)

    /// - Parameter queue: the most requests that wait for a thread.
    init(workers: Int, queue: Int) {
        self.workers = workers
        capacity = workers + queue
        threads = NIOThreadPool(numberOfThreads: workers)
        threads.start()
    }

    /// Requests that compute or wait now.
    var load: Int { admitted.load(ordering: .relaxed) }

    /// Does some work for a client, on threads of the pool where it computes. It is cancelled with
    /// the task, and when the client goes away.
    ///
    /// - Throws: `Refusal` when too many wait; `CancellationError`; what the work throws.
    func run<Result: Sendable>(
        for client: Client, _ work: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        guard admitted.add(1, ordering: .relaxed).newValue <= capacity else {
            admitted.subtract(1, ordering: .relaxed)
            throw Refusal.busy
        }
        defer { admitted.subtract(1, ordering: .relaxed) }
        let task = Task(executorPreference: self) {
            try Task.checkCancellation()
            return try await work()
        }
        client.onDisconnect { task.cancel() }
        defer { client.onDisconnect(nil) }
        return try await withTaskCancellationHandler {
            try await task.value
        } onCancel: {
            task.cancel()
        }
    }

    /// Does some work on a thread of the pool, in its turn.
    func submit(_ work: @escaping @Sendable () -> Void) { threads.submit { _ in work() } }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        submit { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
