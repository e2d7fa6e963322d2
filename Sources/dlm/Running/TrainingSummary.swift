import DLM

/// The last words of a run.
enum TrainingSummary {
    /// What was reached, and where it lies.
    static func lines(_ result: TrainingResult) -> [String] {
        var lines: [String] = []
        if let best = result.best {
            lines.append(
                "best \(best.name) \(Figures.short(best.value)) in epoch \(best.epoch) of "
                    + "\(result.epochs), trained in \(Figures.duration(result.seconds))")
        }
        if result.epochs > 0 {
            lines.append(
                "\(result.directory.path): best.safetensors, last.safetensors, metrics.jsonl")
        }
        return lines
    }

    /// Where an interrupted run stands, and how to go on.
    static func interruption(
        _ result: TrainingResult, verb: String, words: [String]
    ) -> [String] {
        guard result.epochs > 0 || result.stepInEpoch > 0 else {
            return ["interrupted before the first step was done; nothing was written"]
        }
        let place =
            result.stepInEpoch > 0
            ? "in epoch \(result.epochs + 1), after step \(result.stepInEpoch)"
            : "after epoch \(result.epochs)"
        let command = (["dlm", verb] + words + ["--resume"]).map(quoted).joined(separator: " ")
        return [
            "interrupted \(place); saved \(result.directory.last)", "to go on: \(command)",
        ]
    }

    /// `faces.pairs  loss 0.3812  accuracy 0.8710  300 samples  0.42 s`
    static func line(_ record: EpochRecord) -> String {
        var parts = [record.part]
        parts += record.values.map { "\($0.name) \(Figures.short($0.value))" }
        parts.append("\(Figures.grouped(record.samples)) samples")
        parts.append(Figures.duration(record.seconds))
        return parts.joined(separator: "  ")
    }

    /// A word as a shell takes it.
    static func quoted(_ word: String) -> String {
        let plain = word.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                true
            default: "-_./=:,+@%".utf8.contains(byte)
            }
        }
        if plain, !word.isEmpty { return word }
        return "'"
            + word.split(separator: "'", omittingEmptySubsequences: false)
            .joined(separator: "'\\''") + "'"
    }
}
