import Synchronization

/// Decoded samples kept in memory up to a budget, first come, first kept: every epoch reads all of
/// them, so evicting one for another would gain nothing.
final class SampleCache: Sendable {
    private struct State {
        var samples: [Sample?]
        var byteCount = 0
    }

    private let state: Mutex<State>
    private let limit: Int

    init(count: Int, limit: Int) {
        state = Mutex(State(samples: Array(repeating: nil, count: count)))
        self.limit = limit
    }

    subscript(index: Int) -> Sample? { state.withLock { $0.samples[index] } }

    func keep(_ sample: Sample, at index: Int) {
        let size = sample.byteCount
        state.withLock { state in
            guard state.samples[index] == nil, size <= limit - state.byteCount else { return }
            state.samples[index] = sample
            state.byteCount += size
        }
    }

    /// Bytes in use.
    var byteCount: Int { state.withLock(\.byteCount) }
}
