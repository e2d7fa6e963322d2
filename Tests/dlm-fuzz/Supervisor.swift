import Glibc
import ProgramFuzz

/// Keeps workers busy until every program was tried, and begins again behind one that fails.
struct Supervisor {
    private let options: Main
    private let mutator: Mutator
    private let workers: Int
    private let folder: String
    private let isTerminal = isatty(STDERR_FILENO) == 1
    private let start = ProcessorTime.wall
    private var running: [Int: WorkerProcess] = [:]
    private var tried = 0
    private var failed: Set<Int> = []
    private var nextLine = 0.0

    init(_ options: Main, _ mutator: Mutator) {
        self.options = options
        self.mutator = mutator
        let processors = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
        workers = options.workers > 0 ? options.workers : processors
        folder = options.findings
    }

    /// Tries all programs; true when none of them failed.
    mutating func run() -> Bool {
        guard mkdir(folder, 0o755) == 0 || errno == EEXIST else {
            Descriptor.write("dlm-fuzz: \(folder) cannot be made\n", to: STDERR_FILENO)
            return false
        }
        for worker in 0..<workers { begin(worker, at: options.first + worker) }
        while !running.isEmpty { wait() }
        finish()
        return failed.isEmpty && tried == max(0, options.count - options.first)
    }

    private mutating func begin(_ worker: Int, at number: Int) {
        guard number < options.count else { return }
        let arguments = [
            "--first", "\(number)", "--count", "\(options.count)", "--step", "\(workers)",
            "--seed", "\(options.seed)", "--limit", "\(options.limit)", "--root", options.root,
            "--evaluate-each", "\(options.evaluateEach)",
        ]
        running[worker] = WorkerProcess(arguments, errors: "\(folder)/worker-\(worker).txt")
        if running[worker] == nil {
            Descriptor.write("dlm-fuzz: no process can be started\n", to: STDERR_FILENO)
        }
    }

    /// Waits a moment for words of the workers.
    private mutating func wait() {
        let order = running.keys.sorted()
        var polled = order.compactMap { running[$0] }.map {
            pollfd(fd: $0.output, events: Int16(POLLIN), revents: 0)
        }
        poll(&polled, nfds_t(polled.count), 200)
        for (worker, answer) in zip(order, polled) {
            guard let process = running[worker] else { continue }
            if answer.revents == 0 {
                if let why = process.overdue(options.limit) {
                    kill(process.process, SIGKILL)
                    ended(worker, process, why)
                }
            } else if let (findings, begun) = process.read() {
                tried += begun
                for finding in findings { report(finding.number, finding.text) }
            } else {
                ended(worker, process, nil)
            }
        }
        showProgress()
    }

    /// A worker is gone; another goes on behind the program it was at.
    private mutating func ended(_ worker: Int, _ process: WorkerProcess, _ why: String?) {
        running[worker] = nil
        guard let ending = process.ending() else { return }
        let number = process.current ?? options.first + worker
        report(number, why ?? ending)
        // One that fails before its first program would fail for ever.
        if process.current != nil { begin(worker, at: number + workers) }
    }

    private mutating func report(_ number: Int, _ text: String) {
        failed.insert(number)
        let path = "\(folder)/\(options.seed)-\(number).dlm"
        SmallFile.write(mutator.program(number), to: path)
        clearLine()
        Descriptor.write(
            "\(number): \(text)\n    \(path); again: make fuzz SEED=\(options.seed) ONLY=\(number)\n",
            to: STDOUT_FILENO)
    }

    private func clearLine() {
        if isTerminal { Descriptor.write("\r\u{1B}[K", to: STDERR_FILENO) }
    }

    private mutating func showProgress() {
        let now = ProcessorTime.wall
        guard isTerminal, now >= nextLine, tried > 0 else { return }
        nextLine = now + 0.5
        let rate = Double(tried) / max(now - start, 1e-3)
        let left = Int(Double(options.count - options.first - tried) / max(rate, 1e-3))
        let line =
            "\(tried) of \(options.count - options.first), \(Int(rate))/s, "
            + "\(failed.count) failed, \(left / 60) min \(left % 60) s left"
        Descriptor.write("\r\u{1B}[K" + line, to: STDERR_FILENO)
    }

    private func finish() {
        clearLine()
        let seconds = ProcessorTime.wall - start
        let rate = Int(Double(tried) / max(seconds, 1e-3))
        Descriptor.write(
            "\(tried) programs of seed \(options.seed) in \(Int(seconds)) s (\(rate)/s): "
                + "\(failed.count) failed\n", to: STDOUT_FILENO)
    }
}
