import Glibc

/// A thread of the system.
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
        let status = pthread_create(
            &handle, nil,
            { opaque in
                if let opaque { Unmanaged<Body>.fromOpaque(opaque).takeRetainedValue().run() }
                return nil
            }, body.toOpaque())
        guard status == 0 else {
            body.release()
            return nil
        }
        self.handle = handle
    }

    /// Waits for its end; called once.
    func join() { pthread_join(handle, nil) }
}
