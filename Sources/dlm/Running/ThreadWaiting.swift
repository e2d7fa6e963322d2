import Glibc

/// How long idle threads of libgomp spin before they sleep.
///
/// By default they spin for about a millisecond. With a processor of one's own that costs nothing;
/// where others compute too, the spinning thread holds up the one it waits for, and a small network
/// trains ten times slower. A few microseconds bridge the gaps between two kernels as well.
enum ThreadWaiting {
    private static let spins = "5000"

    /// Starts the program again with the setting, which libgomp reads when it is loaded; whoever
    /// set one has it kept. Returns when there is nothing to do.
    static func settle() {
        guard getenv("GOMP_SPINCOUNT") == nil, getenv("OMP_WAIT_POLICY") == nil,
            setenv("GOMP_SPINCOUNT", spins, 1) == 0
        else { return }
        // The same process goes on: its number, its files and its terminal stay.
        execv("/proc/self/exe", CommandLine.unsafeArgv)
    }
}
