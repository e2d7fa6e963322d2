import Glibc

/// Keeps those who read a session's weights apart from those who write them: any number may read at
/// once, one alone may write.
///
/// A writer that waits is let in before readers that come later, or steady readers would keep it out
/// for good. They wait for it a second at most: a Swift function that a model calls may read again
/// while its caller, which the writer waits for, reads.
final class WeightsGate: @unchecked Sendable {
    private let lock: UnsafeMutablePointer<pthread_mutex_t>
    private let change: UnsafeMutablePointer<pthread_cond_t>
    private var readers = 0
    private var waitingWriters = 0
    private var isWriting = false

    init() {
        lock = .allocate(capacity: 1)
        change = .allocate(capacity: 1)
        pthread_mutex_init(lock, nil)
        pthread_cond_init(change, nil)
    }

    deinit {
        pthread_cond_destroy(change)
        pthread_mutex_destroy(lock)
        change.deallocate()
        lock.deallocate()
    }

    func reading<T, Failure: Error>(_ work: () throws(Failure) -> T) throws(Failure) -> T {
        locked {
            var patience = 1000
            while isWriting || waitingWriters > 0 && patience > 0 {
                if isWriting {
                    pthread_cond_wait(change, lock)
                } else {
                    // Counted, not timed: the clock is the host's.
                    pthread_mutex_unlock(lock)
                    usleep(1000)
                    pthread_mutex_lock(lock)
                    patience -= 1
                }
            }
            readers += 1
        }
        defer { locked { readers -= 1 } }
        return try work()
    }

    func writing<T, Failure: Error>(_ work: () throws(Failure) -> T) throws(Failure) -> T {
        locked {
            waitingWriters += 1
            while isWriting || readers > 0 { pthread_cond_wait(change, lock) }
            waitingWriters -= 1
            isWriting = true
        }
        defer { locked { isWriting = false } }
        return try work()
    }

    /// Changes who is inside, and tells everybody.
    private func locked(_ work: () -> Void) {
        pthread_mutex_lock(lock)
        work()
        pthread_cond_broadcast(change)
        pthread_mutex_unlock(lock)
    }
}
