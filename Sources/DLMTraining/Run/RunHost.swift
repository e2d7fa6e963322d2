import DLMSystem

/// What a run needs of the world around it; tests and embedding programs give their own.
public struct RunHost: Sendable {
    /// Where checkpoints, metrics and predictions go.
    public var files: any FileSystem
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
        files: any FileSystem = SystemFiles(),
        now: @escaping @Sendable () -> Double = Host.monotonicSeconds,
        isInterrupted: @escaping @Sendable () -> Bool = { false },
        report: @escaping @Sendable (TrainingEvent) -> Void = { _ in }
    ) {
        self.files = files
        self.now = now
        self.isInterrupted = isInterrupted
        self.report = report
    }
}
