import Glibc

/// Independent pieces of work on all cores.
enum Parallel {
    private struct State: Sendable {
        var next = 0
        var error: (any Error)?
    }

    /// Calls the body for each of `0 ..< count` and waits; throws an error of the body after the
    /// others have stopped.
    static func forEach(count: Int, _ body: @escaping @Sendable (Int) throws -> Void) throws {
        let monitor = Monitor(State())
        let work: @Sendable () -> Void = {
            while true {
                let claimed: Int? = monitor.wait { state in
                    guard state.error == nil, state.next < count else { return .some(nil) }
                    state.next += 1
                    return state.next - 1
                }
                guard let index = claimed else { return }
                do {
                    try body(index)
                } catch {
                    monitor.update { $0.error = $0.error ?? error }
                }
            }
        }
        let cores = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
        let threads = (1..<max(2, min(cores, count))).compactMap { _ in WorkerThread(work) }
        work()
        for thread in threads { thread.join() }
        if let error = monitor.read(\.error) { throw error }
    }
}
