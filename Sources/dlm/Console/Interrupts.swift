import Glibc
import Synchronization

/// How often the user has asked to stop. A plain atomic: the only thing a handler may touch.
private let requests = Atomic<Int>(0)
/// Whether steps are being run, which look at the requests.
private let isRunning = Atomic<Bool>(false)

/// Ctrl-C and the system's request to end: the first stops the run cleanly after the step it is
/// at, a second one ends the process at once. While the data is being opened there is nothing to
/// save, and the first ends it.
enum Interrupts {
    /// Takes over SIGINT, SIGTERM and SIGHUP.
    static func install() {
        // The first use of a global may allocate, so it happens here.
        _ = requests.load(ordering: .relaxed)
        var action = sigaction()
        _ = isRunning.load(ordering: .relaxed)
        action.__sigaction_handler.sa_handler = { _ in
            if requests.add(1, ordering: .relaxed).oldValue > 0 { _exit(1) }
            if isRunning.load(ordering: .relaxed) { return }
            var words: StaticString { "interrupted before the first step; nothing was written\n" }
            _ = write(STDERR_FILENO, words.utf8Start, words.utf8CodeUnitCount)
            _exit(1)
        }
        action.sa_flags = SA_RESTART
        sigemptyset(&action.sa_mask)
        sigaction(SIGINT, &action, nil)
        sigaction(SIGTERM, &action, nil)
        // A terminal that closes ends the run too, unless nohup said otherwise.
        var present = sigaction()
        sigaction(SIGHUP, nil, &present)
        let isIgnored = unsafeBitCast(present.__sigaction_handler.sa_handler, to: Int.self) == 1
        if !isIgnored { sigaction(SIGHUP, &action, nil) }
    }

    /// At the prompt Ctrl-C stops what is being computed, however often it is pressed, and nothing
    /// else; the other signals keep their meaning.
    static func installForPrompt() {
        _ = requests.load(ordering: .relaxed)
        var action = sigaction()
        action.__sigaction_handler.sa_handler = { _ in requests.add(1, ordering: .relaxed) }
        action.sa_flags = SA_RESTART
        sigemptyset(&action.sa_mask)
        sigaction(SIGINT, &action, nil)
    }

    /// Forgets earlier requests: they were about something else.
    static func reset() { requests.store(0, ordering: .relaxed) }

    /// From here on the run itself looks at `isRequested`.
    static func beginRun() { isRunning.store(true, ordering: .relaxed) }

    /// Whether the user has asked to stop.
    static var isRequested: Bool { requests.load(ordering: .relaxed) > 0 }
}
