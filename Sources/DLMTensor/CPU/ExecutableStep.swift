import Glibc

/// A step ready to run: a kernel with its operands' places, or a loop program.
protocol ExecutableStep: Sendable {
    /// What runs, for people.
    var name: String { get }
    /// Floating-point operations.
    var flops: Double { get }
    /// Bytes read and written.
    var traffic: Int { get }

    /// Bytes of workspace with this number of threads.
    func workspace(threads: Int) -> Int

    /// Computes the results. One that takes long asks `Stop` now and then and returns early.
    func run(_ context: StepContext) throws(RunError)
}

extension ExecutableStep {
    func workspace(threads: Int) -> Int { 0 }
    var flops: Double { 0 }
}

/// What a step is given at each run.
struct StepContext {
    /// Addresses of the plan's buffers.
    let buffers: UnsafeMutablePointer<UnsafeMutableRawPointer?>
    let workspace: UnsafeMutableRawPointer
    let threads: Int
}

/// The monotonic clock.
enum Clock {
    static var seconds: Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}
