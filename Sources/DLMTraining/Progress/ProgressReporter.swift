import DLMSystem
import Synchronization

/// Shows a run's events: one rewritten line on a terminal, else one line an epoch and part.
public final class ProgressReporter: Sendable {
    /// Where lines go. Tests give their own.
    public struct Output: Sendable {
        /// Lasting lines, without a line feed at the end.
        public var line: @Sendable (String) -> Void
        /// Replaces the current line of the terminal; the empty string clears it. Nil when there
        /// is no terminal.
        public var rewrite: (@Sendable (String) -> Void)?
        /// Columns of the terminal.
        public var width: @Sendable () -> Int

        public init(
            line: @escaping @Sendable (String) -> Void,
            rewrite: (@Sendable (String) -> Void)? = nil,
            width: @escaping @Sendable () -> Int = { 80 }
        ) {
            self.line = line
            self.rewrite = rewrite
            self.width = width
        }
    }

    private let output: Output
    private let isQuiet: Bool
    private let now: @Sendable () -> Double
    private let lastDrawn = Mutex<Double?>(nil)

    /// A quiet reporter shows nothing but notes that matter for the result.
    public init(
        output: Output, isQuiet: Bool = false,
        now: @escaping @Sendable () -> Double = Host.monotonicSeconds
    ) {
        self.output = output
        self.isQuiet = isQuiet
        self.now = now
    }

    /// The most lines drawn a second.
    static let drawsPerSecond = 10.0

    /// Shows an event; give this to `RunHost`.
    public func show(_ event: TrainingEvent) {
        if isQuiet { return }
        switch event {
        case .began(let facts): line(ProgressReporter.opening(facts))
        case .progressed(let progress): draw(progress)
        case .measured(let record, let epochs): line(ProgressLine.summary(record, epochs: epochs))
        case .saved, .ended: break
        case .note(let text): line(text)
        }
    }

    /// Clears the line that is being rewritten; call before anything else writes.
    public func clear() {
        lastDrawn.withLock { drawn in
            if drawn != nil { output.rewrite?("") }
            drawn = nil
        }
    }

    private func line(_ text: String) {
        clear()
        output.line(text)
    }

    private func draw(_ progress: BatchProgress) {
        guard let rewrite = output.rewrite else { return }
        let time = now()
        lastDrawn.withLock { drawn in
            if let drawn, time - drawn < 1 / ProgressReporter.drawsPerSecond { return }
            drawn = time
            rewrite(ProgressLine.text(progress, width: output.width() - 1))
        }
    }

    /// `ResNet34: 21,286,211 parameters, 1,200 training samples in batches of 64, 3 epochs`
    static func opening(_ facts: RunFacts) -> String {
        let epochs = "\(facts.epochs) epoch\(facts.epochs == 1 ? "" : "s")"
        var text =
            "\(facts.model): \(Figures.grouped(facts.parameters)) parameters, "
            + "\(Figures.grouped(facts.trainingSamples)) training samples in batches of "
            + "\(facts.batch), \(epochs), in \(facts.directory)"
        if let point = facts.resumed {
            text += "\nresuming "
            text +=
                point.step > 0
                ? "in epoch \(point.epoch + 1), after step \(point.step)"
                : "after epoch \(point.epoch)"
        }
        return text
    }
}
