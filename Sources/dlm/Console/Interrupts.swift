import Glibc
import Synchronization

/// How often the user has asked to stop. A plain atomic: the only thing a handler may touch.
private let requests = Atomic<Int>(0)

/// Ctrl-C and the system's request to end: the first stops the run cleanly after the step it is
/// at, a second one ends the process at once.
enum Interrupts {
    /// Takes over SIGINT and SIGTERM.
    static func install() {
        // The first use of a global may allocate, so it happens here.
        _ = requests.load(ordering: .relaxed)
        var action = sigaction()
        action.__sigaction_handler.sa_handler = { _ in
            if requests.add(1, ordering: .relaxed).oldValue > 0 { _exit(1) }
        }
        action.sa_flags = SA_RESTART
        sigemptyset(&action.sa_mask)
        sigaction(SIGINT, &action, nil)
        sigaction(SIGTERM, &action, nil)
    }

    /// Whether the user has asked to stop.
    static var isRequested: Bool { requests.load(ordering: .relaxed) > 0 }
}
