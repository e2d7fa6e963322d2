import DLM

/// Everything the command says: results on standard output, the rest on standard error.
struct Console: Sendable {
    let isQuiet: Bool
    private let reporter: ProgressReporter

    init(isQuiet: Bool) {
        self.isQuiet = isQuiet
        var output = ProgressReporter.Output(
            line: { Stream.output.write($0 + "\n") }, width: { Stream.error.columns })
        if Stream.error.isTerminal {
            output.rewrite = { Stream.error.write("\r\u{1B}[K" + $0) }
        }
        reporter = ProgressReporter(output: output, isQuiet: isQuiet)
    }

    /// Shows an event of a run.
    func show(_ event: TrainingEvent) { reporter.show(event) }

    /// A line of the result: shown even when quiet.
    func result(_ line: String) {
        reporter.clear()
        Stream.output.write(line + "\n")
    }

    /// A line about what goes on.
    func note(_ line: String) {
        guard !isQuiet else { return }
        reporter.clear()
        Stream.error.write(line + "\n")
    }

    /// Diagnostics as they are.
    func diagnostics(_ text: String) {
        reporter.clear()
        Stream.error.write(text)
    }

    /// Why the run failed.
    func failure(_ error: any Error) {
        reporter.clear()
        let title = Stream.error.isColoured ? "\u{1B}[1;31merror\u{1B}[0m" : "error"
        Stream.error.write("\(title): \(error)\n")
    }
}
