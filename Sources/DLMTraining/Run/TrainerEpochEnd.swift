import DLMTensor

/// What happens once the steps of an epoch are done: measuring, the schedule, checkpoints.
extension Trainer {
    /// Measures the other parts; nil when the user interrupted.
    func evaluateParts() throws -> [EpochRecord]? {
        let start = host.now()
        var records: [EpochRecord] = []
        let epoch = progress.epoch + 1
        for evaluation in evaluations {
            let measured = try evaluation.run(epoch: progress.epoch) { done, total, sums, time in
                BatchProgress(
                    epoch: epoch, epochs: job.settings.epochs, part: evaluation.part, done: done,
                    total: total, values: sums.values,
                    samplesPerSecond: time > 0 ? Double(sums.samples) / time : 0,
                    secondsLeft: nil)
            }
            guard let (sums, seconds) = measured else { return nil }
            records.append(
                EpochRecord(
                    epoch: epoch, part: evaluation.part, values: sums.values,
                    samples: sums.samples, seconds: seconds))
        }
        clock.evaluationSeconds = host.now() - start
        return records
    }

    /// Tells the schedule, moves on to the next epoch, and saves.
    func finishEpoch(_ records: [EpochRecord]) throws {
        let isBest = try closeEpoch(records)

        // Before the first line: it may set the files of an earlier run aside.
        try claimDirectory()
        let metrics = MetricsFile(directory.metrics, in: host.files)
        for record in records {
            try metrics.append(record)
            host.report(.measured(record, epochs: job.settings.epochs))
        }
        if isBest { try save(to: directory.best, isBest: true) }
        try save()
    }

    /// Tells the schedule and moves on to the next epoch; says whether this one is the best so far.
    func closeEpoch(_ records: [EpochRecord]) throws -> Bool {
        var figures: [String: Double] = [:]
        for record in records {
            for item in record.values { figures["\(record.part).\(item.name)"] = item.value }
        }
        // First: a broken weight is the cause of a broken figure.
        try requireFiniteState()
        try schedule?.finishEpoch(
            steps: progress.steps, epoch: progress.epoch + 1, figures: figures,
            saved: savedSentence)
        progress.figures = figures
        progress.epoch += 1
        progress.stepInEpoch = 0
        progress.running = nil
        progress.runningSeconds = 0
        return try noteBest(figures)
    }

    /// Whether the epoch that just ended is the best so far; ties stay with the earlier one.
    private func noteBest(_ figures: [String: Double]) throws -> Bool {
        let part = evaluations.contains { $0.part == "valid" } ? "valid" : "train"
        let keep =
            job.settings.keep
            ?? (MetricReference(part: part, name: MetricSums.loss), Direction.min)
        let name = "\(keep.metric.part).\(keep.metric.name)"
        guard let value = figures[name] else {
            throw TrainingFault(
                "keep reads \(name), which this run does not give",
                help: "known are \(figures.keys.sorted().joined(separator: ", "))")
        }
        guard value.isFinite else { return progress.best == nil }
        if let best = progress.best, best.name == name {
            let isBetter = keep.direction == .max ? value > best.value : value < best.value
            guard isBetter else { return false }
        }
        progress.best = TrainingProgress.Best(value: value, epoch: progress.epoch, name: name)
        return true
    }
}
