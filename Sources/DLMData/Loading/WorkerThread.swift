import Glibc

/// A thread of the system. It takes no signals: Ctrl-C is for the thread that trains.
struct WorkerThread: Sendable {
    private final class Body: Sendable {
        let run: @Sendable () -> Void

        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }

    private let handle: pthread_t

    /// Starts a thread; nil when the system has none to give.
    init?(_ run: @escaping @Sendable () -> Void) {
        let body = Unmanaged.passRetained(Body(run))
        var handle = pthread_t()
        var all = sigset_t()
        var previous = sigset_t()
        sigfillset(&all)
        pthread_sigmask(SIG_SETMASK, &all, &previous)
        let status = pthread_create(
            &handle, nil,
            { opaque in
                if let opaque { Unmanaged<Body>.fromOpaque(opaque).takeRetainedValue().run() }
                return nil
            }, body.toOpaque())
        pthread_sigmask(SIG_SETMASK, &previous, nil)
        guard status == 0 else {
            body.release()
            return nil
        }
        self.handle = handle
    }

    /// Waits for its end; called once.
    func join() { pthread_join(handle, nil) }

    /// Lets it end by itself; called once, and instead of `join`.
    func detach() { pthread_detach(handle) }
}

/// Work that takes long, away from the threads that a program's tasks share.
package enum BackgroundThread {
    /// Starts a thread that ends with its work; false when the system has none to give.
    package static func start(_ work: @escaping @Sendable () -> Void) -> Bool {
        guard let thread = WorkerThread(work) else { return false }
        thread.detach()
        return true
    }
}
