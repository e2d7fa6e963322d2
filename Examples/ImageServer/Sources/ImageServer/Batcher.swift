import DLM
import Synchronization

/// Computes images that wait at the same time together: a network reads its weights once for all
/// of them. No image waits for company; what arrives while the workers compute makes the next batch.
final class Batcher: Sendable {
    private struct Job {
        let id: Int
        let image: HostArray
        let reply: CheckedContinuation<Classifier.Answer, any Error>
    }

    private struct State {
        var waiting: [Job] = []
        /// Batches that compute, or are about to.
        var running = 0
        var lastID = 0
    }

    private let classifier: Classifier
    private let pool: ComputePool
    private let largest: Int
    private let state = Mutex(State())

    /// - Parameter largest: the most images of a batch.
    init(_ classifier: Classifier, on pool: ComputePool, largest: Int) {
        self.classifier = classifier
        self.pool = pool
        self.largest = largest
    }

    /// What the network says of an image.
    ///
    /// - Throws: what `Classifier.answers` throws; `CancellationError` when the task is cancelled
    ///   while the image waits.
    func answer(_ image: HostArray) async throws -> Classifier.Answer {
        let id = state.withLock { state in
            state.lastID += 1
            return state.lastID
        }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { reply in
                let isOneMore = state.withLock { state in
                    state.waiting.append(Job(id: id, image: image, reply: reply))
                    guard state.running < pool.workers else { return false }
                    state.running += 1
                    return true
                }
                if isOneMore { pool.submit(compute) }
                // It may have been cancelled before there was anything to drop.
                if Task.isCancelled { drop(id) }
            }
        } onCancel: {
            drop(id)
        }
    }

    private func drop(_ id: Int) {
        let job = state.withLock { state in
            state.waiting.firstIndex { $0.id == id }.map { state.waiting.remove(at: $0) }
        }
        job?.reply.resume(throwing: CancellationError())
    }

    /// One batch, and then another turn where images wait: those that are being decoded come first.
    @Sendable private func compute() {
        let batch = state.withLock { take(from: &$0) }
        if !batch.isEmpty {
            let answers = Result { try classifier.answers(to: batch.map(\.image)) }
            for (index, job) in batch.enumerated() {
                job.reply.resume(with: answers.map { $0[index] })
            }
        }
        let goesOn = state.withLock { state in
            if state.waiting.isEmpty { state.running -= 1 }
            return !state.waiting.isEmpty
        }
        if goesOn { pool.submit(compute) }
    }

    /// The images that wait longest and are of one size. Their number is a power of two: a network
    /// is planned for each number of images.
    private func take(from state: inout State) -> [Job] {
        guard let shape = state.waiting.first?.image.shape else { return [] }
        let fitting = state.waiting.filter { $0.image.shape == shape }
        let count = Classifier.batchSizes(to: min(largest, fitting.count)).last ?? 1
        let batch = Array(fitting.prefix(count))
        let taken = Set(batch.map(\.id))
        state.waiting.removeAll { taken.contains($0.id) }
        return batch
    }
}
