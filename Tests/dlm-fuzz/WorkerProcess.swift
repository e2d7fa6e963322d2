import Glibc

/// A worker in a process of its own, as its supervisor sees it.
final class WorkerProcess {
    let process: pid_t
    /// What it says.
    let output: Int32
    private let errorPath: String
    private var unread: [UInt8] = []

    /// The program it is at; nil before the first.
    private(set) var current: Int?
    private var sinceWall = ProcessorTime.wall
    private var sinceProcessor = 0.0

    /// Starts this program again with other arguments; nil when that is not possible.
    init?(_ arguments: [String], errors: String) {
        errorPath = errors
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { return nil }
        // The next worker must not hold this pipe open.
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        output = ends[0]
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
        let flags = O_WRONLY | O_CREAT | O_TRUNC
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, errors, flags, 0o600)
        var words: [UnsafeMutablePointer<CChar>?] = (["dlm-fuzz"] + arguments).map { strdup($0) }
        words.append(nil)
        defer { for word in words { free(word) } }
        var started: pid_t = 0
        let status = posix_spawn(&started, "/proc/self/exe", &actions, nil, words, environ)
        close(ends[1])
        process = started
        guard status == 0 else {
            close(ends[0])
            return nil
        }
    }

    deinit { close(output) }

    /// Reads what it said: numbers of findings with a text each, and how many programs it began;
    /// nil when it has ended.
    func read() -> (findings: [(number: Int, text: String)], begun: Int)? {
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        let count = Glibc.read(output, &chunk, chunk.count)
        guard count > 0 else { return nil }
        unread += chunk[..<count]
        var findings: [(Int, String)] = []
        var begun = 0
        while let end = unread.firstIndex(of: UInt8(ascii: "\n")) {
            let line = String(decoding: unread[..<end], as: UTF8.self)
            unread.removeSubrange(...end)
            let parts = line.split(separator: " ", maxSplits: 2)
            guard parts.count > 1, let number = Int(parts[1]) else { continue }
            if parts.count == 3 {
                findings.append((number, String(parts[2])))
            } else {
                current = number
                begun += 1
            }
        }
        sinceWall = ProcessorTime.wall
        sinceProcessor = ProcessorTime.of(process) ?? 0
        return (findings, begun)
    }

    /// Why it is to be ended; nil while it may go on.
    func overdue(_ limit: Double) -> String? {
        let used = (ProcessorTime.of(process) ?? 0) - sinceProcessor
        // The worker says itself when a program was too slow; this is for one that never ends.
        if used > 5 * limit + 5 { return "it did not end within \(Int(used)) s of processor time" }
        let waited = ProcessorTime.wall - sinceWall
        return waited > 60 * limit + 60 ? "it did not end within \(Int(waited)) s" : nil
    }

    /// Waits for its end and says how that came: nil when it ended well.
    func ending() -> String? {
        var status: Int32 = 0
        waitpid(process, &status, 0)
        if status == 0 { return nil }
        let signal = status & 0x7F
        let how = signal == 0 ? "it ended with status \(status >> 8 & 0xFF)" : "signal \(signal)"
        let lines = SmallFile.text(errorPath).split(separator: "\n")
        let why = lines.first { $0.contains("atal error") || $0.contains("rror:") } ?? lines.first
        return ([how] + (why.map { [String($0.prefix(300))] } ?? [])).joined(separator: ": ")
    }
}
