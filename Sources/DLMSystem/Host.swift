import Glibc

/// What dlm has of the world around it: files, a place for words, the environment and a clock. Each
/// can be replaced; nothing goes past it.
public struct Host: Sendable {
    /// Where files are read and written.
    public var files: any FileSystem
    /// Takes a line for the user: what a `show` line prints, or that sample data is being drawn.
    public var write: @Sendable (_ line: String) -> Void
    /// A variable of the environment; nil when it is not set.
    public var environment: @Sendable (_ name: String) -> String?
    /// Seconds from any fixed point, never going back.
    public var now: @Sendable () -> Double

    /// The system's own files, environment and clock, and nobody who listens.
    public init(
        files: any FileSystem = SystemFiles(),
        write: @escaping @Sendable (_ line: String) -> Void = { _ in },
        environment: @escaping @Sendable (_ name: String) -> String? = Host.systemEnvironment,
        now: @escaping @Sendable () -> Double = Host.monotonicSeconds
    ) {
        self.files = files
        self.write = write
        self.environment = environment
        self.now = now
    }

    /// A variable of the process's environment; nil when it is not set or empty.
    @Sendable public static func systemEnvironment(_ name: String) -> String? {
        guard let value = getenv(name) else { return nil }
        let text = String(cString: value)
        return text.isEmpty ? nil : text
    }

    /// The system's monotonic clock, in seconds.
    @Sendable public static func monotonicSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}
