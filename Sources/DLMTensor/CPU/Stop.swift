import CKernels

/// Giving a computation up in the middle of a kernel: kernels ask between slabs of work and return
/// early, and whoever watches throws their results away.
enum Stop {
    /// Elements of a simple loop between two questions.
    static let slab = 1 << 16

    /// Whether the kernel that runs on this thread is to return.
    static var isRequested: Bool { dlm_stopped() != 0 }

    /// Does something whose kernels, on this thread and on those that help it, ask `question`.
    ///
    /// - Returns: whether they were stopped.
    static func watching(
        _ question: () -> Bool, _ body: () throws(RunError) -> Void
    ) throws(RunError) -> Bool {
        try withoutActuallyEscaping(question) { question throws(RunError) in
            let asked = Question(ask: question)
            var watch = dlm_stop_watch()
            return try withUnsafeMutablePointer(to: &watch) { watch throws(RunError) in
                begin(watch, asked)
                do throws(RunError) {
                    try body()
                } catch {
                    // What a stopped kernel left behind may be refused by the next one.
                    if end(watch, asked) { return true }
                    throw error
                }
                return end(watch, asked)
            }
        }
    }

    private static func begin(_ watch: UnsafeMutablePointer<dlm_stop_watch>, _ asked: Question) {
        dlm_stop_begin(
            watch,
            { context in
                guard let context else { return 0 }
                let asked = Unmanaged<Question>.fromOpaque(context).takeUnretainedValue()
                return asked.ask() ? 1 : 0
            }, Unmanaged.passUnretained(asked).toOpaque())
    }

    private static func end(
        _ watch: UnsafeMutablePointer<dlm_stop_watch>, _ asked: Question
    ) -> Bool {
        withExtendedLifetime(asked) { dlm_stop_end(watch) != 0 }
    }

    /// Counts up to `count` in slabs; returns early when stopped.
    @inline(__always)
    static func slabs(_ count: Int, _ body: (Range<Int>) -> Void) {
        var start = 0
        while start < count, !isRequested {
            let end = min(start + slab, count)
            body(start..<end)
            start = end
        }
    }

    private final class Question {
        let ask: () -> Bool
        init(ask: @escaping () -> Bool) { self.ask = ask }
    }
}
