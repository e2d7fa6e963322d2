import CKernels

/// Kernels in Swift on the threads that the kernels in C use.
enum Parallel {
    private final class Body {
        let run: (_ thread: Int, _ threads: Int) -> Void
        init(_ run: @escaping (Int, Int) -> Void) { self.run = run }
    }

    /// Calls `body` for every thread at once; each writes places of its own. Denormals are flushed
    /// to zero while it runs.
    static func run(threads: Int, _ body: (_ thread: Int, _ threads: Int) -> Void) {
        withoutActuallyEscaping(body) { body in
            let shared = Body(body)
            withExtendedLifetime(shared) {
                dlm_parallel(
                    Int32(threads),
                    { context, thread, threads in
                        guard let context else { return }
                        Unmanaged<Body>.fromOpaque(context).takeUnretainedValue()
                            .run(Int(thread), Int(threads))
                    }, Unmanaged.passUnretained(shared).toOpaque())
            }
        }
    }

    /// Calls `body` with slabs of `0 ..< count` that begin at multiples of `Stop.slab`, on several
    /// threads where there is more than one; leaves the rest out when stopped.
    static func slabs(_ count: Int, threads: Int, _ body: (Range<Int>) -> Void) {
        let slabs = (count + Stop.slab - 1) / Stop.slab
        run(threads: min(threads, max(slabs, 1))) { thread, threads in
            for slab in slabs * thread / threads..<slabs * (thread + 1) / threads {
                if Stop.isRequested { return }
                body(slab * Stop.slab..<min((slab + 1) * Stop.slab, count))
            }
        }
    }
}
