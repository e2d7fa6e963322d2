/// The one line that a run rewrites on a terminal, and the lines it leaves behind.
public enum ProgressLine {
    /// `epoch 3/30 [=====>    ] 412/938  loss 0.3812  accuracy 0.8710  2,310 samples/s  12:31 left`,
    /// cut to `width` columns: the bar goes first, then what is last.
    public static func text(_ progress: BatchProgress, width: Int) -> String {
        var head = progress.epoch.map { "epoch \($0)/\(progress.epochs)" } ?? ""
        if progress.epoch == nil || progress.part != "train" {
            head += (head.isEmpty ? "" : " ") + progress.part
        }
        let count = "\(progress.done)/\(progress.total)"
        var tail = progress.values.map { "\($0.name) \(Figures.short($0.value))" }
        tail.append("\(Figures.rate(progress.samplesPerSecond)) samples/s")
        if let left = progress.secondsLeft { tail.append("\(clock(left)) left") }
        let rest = tail.joined(separator: "  ")

        let room = width - (head.count + count.count + rest.count + 7)
        if room >= 6 {
            let bar = bar(done: progress.done, total: progress.total, width: min(room, 24))
            return "\(head) \(bar) \(count)  \(rest)"
        }
        return String("\(head) \(count)  \(rest)".prefix(max(width, 0)))
    }

    /// `epoch 3/30  train  loss 0.3812  accuracy 0.8710  31.2 s  1,923 samples/s`
    public static func summary(_ record: EpochRecord, epochs: Int) -> String {
        var parts = ["epoch \(record.epoch)/\(epochs)", record.part]
        parts += record.values.map { "\($0.name) \(Figures.short($0.value))" }
        parts.append(Figures.duration(record.seconds))
        parts.append("\(Figures.rate(record.samplesPerSecond)) samples/s")
        return parts.joined(separator: "  ")
    }

    /// `[=====>    ]`
    static func bar(done: Int, total: Int, width: Int) -> String {
        let inner = max(width, 1)
        let share = total > 0 ? Double(min(max(done, 0), total)) / Double(total) : 0
        let filled = Int((share * Double(inner)).rounded(.down))
        var cells = String(repeating: "=", count: filled)
        if filled < inner { cells += ">" + String(repeating: " ", count: inner - filled - 1) }
        return "[\(cells)]"
    }

    /// Whole seconds, so that the line does not flicker.
    private static func clock(_ seconds: Double) -> String {
        seconds < 59.5 ? "\(Int(max(seconds, 0).rounded())) s" : Figures.duration(seconds)
    }
}
