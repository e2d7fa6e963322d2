import Glibc

/// What a run needs of the world around it; tests and embedding programs give their own.
public struct RunHost: Sendable {
    /// Seconds from any fixed point, never going back.
    public var now: @Sendable () -> Double
    /// Polled often: true once the user wants the run to stop.
    public var isInterrupted: @Sendable () -> Bool
    /// Told what happens, in order, on the thread that runs.
    public var report: @Sendable (TrainingEvent) -> Void
    /// Carries out the writing of new weights; others who read them at that moment are kept away
    /// by it. It must call what it is given, once, before it returns.
    public var commit: @Sendable (() -> Void) -> Void = { $0() }

    public init(
        now: @escaping @Sendable () -> Double = RunHost.monotonicSeconds,
        isInterrupted: @escaping @Sendable () -> Bool = { false },
        report: @escaping @Sendable (TrainingEvent) -> Void = { _ in }
    ) {
        self.now = now
        self.isInterrupted = isInterrupted
        self.report = report
    }

    /// The system's monotonic clock, in seconds.
    @Sendable public static func monotonicSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}
