import DLMData
import DLMTensor
import DLMTypes

/// The steps of one epoch.
extension Trainer {
    /// Trains what is left of the epoch; nil when the user interrupted.
    func trainEpoch() throws -> EpochRecord? {
        let total = batchesPerEpoch
        let earlier = progress.runningSeconds
        let start = host.now()
        let firstStep = progress.stepInEpoch
        let stream = loader.batches(epoch: progress.epoch, skipping: firstStep)
        defer { stream.cancel() }
        while progress.stepInEpoch < total {
            if host.isInterrupted() { return nil }
            guard let batch = try stream.next() else { break }
            guard try step(batch, of: total) != nil else { return nil }
            let elapsed = host.now() - start
            progress.runningSeconds = earlier + elapsed
            report(total, secondsPerBatch: elapsed / Double(progress.stepInEpoch - firstStep))
        }
        guard let sums = progress.running else {
            throw TrainingFault("train has no samples", help: "check the path of its data")
        }
        return EpochRecord(
            epoch: progress.epoch + 1, part: "train", values: sums.values,
            samples: sums.samples, seconds: progress.runningSeconds)
    }

    /// One step: computed, judged, committed. Nil when the user interrupted before the commit.
    func step(_ batch: Batch, of total: Int) throws -> StepFigures? {
        let planned = try training.plan(for: batch)
        if let begun = progress.running { try requireSameFigures(begun.names, planned.names) }
        let inputs = try stepInputs(batch, of: total)
        let endsStep = progress.endsStep(batchesPerEpoch: total)
        let pending: PendingRun
        do throws(RunError) {
            pending = try planned.plan(endsStep: endsStep)
                .run(inputs, isCancelled: host.isInterrupted)
        } catch {
            if error.reason == .cancelled { return nil }
            throw StepFault.describe(error, batch, in: dataset, part: "train")
        }
        let averages = planned.averages(pending)
        try requireFinite(planned, pending, averages, inputs, total)
        host.commit { pending.commit() }

        var sums = progress.running ?? MetricSums(names: planned.names)
        sums.add(averages, samples: batch.count)
        progress.running = sums
        progress.stepInEpoch += 1
        if endsStep { progress.steps += 1 }
        var own = MetricSums(names: planned.names)
        own.add(averages, samples: batch.count)
        return StepFigures(
            epoch: progress.epoch + 1, step: progress.stepInEpoch, stepsPerEpoch: total,
            values: own.values, samples: batch.count, gradientNorm: planned.gradientNorm(pending))
    }

    /// The sums of an epoch that another run began go on only with the same figures.
    private func requireSameFigures(_ begun: [String], _ now: [String]) throws {
        guard begun != now else { return }
        throw TrainingFault(
            "\(directory.last): the run stopped within an epoch that measured "
                + "\(begun.joined(separator: ", ")); now they are \(now.joined(separator: ", "))",
            help: "resume with the same metrics, or begin anew with --weights \(directory.last)")
    }

    private func stepInputs(_ batch: Batch, of total: Int) throws -> [String: HostArray] {
        // Batches of one group are at one place, as if they were one batch.
        let step = progress.stepInEpoch / progress.accumulate
        let fraction = Double(step) / Double(max(progress.stepsPerEpoch(batches: total), 1))
        let epoch = Double(progress.epoch) + fraction
        let state = StepInputs(seed: progress.seed, epoch: progress.epoch, step: step)
        var inputs = state.arrays(batch)
        let factor: Double? = try schedule?.factor(
            steps: progress.steps, epoch: epoch, figures: progress.figures)
        inputs[StepScalar.scheduleFactor] = StepInputs.scalar(factor ?? 1)
        inputs[StepScalar.step] = StepInputs.scalar(Double(progress.steps))
        inputs[StepScalar.epoch] = StepInputs.scalar(epoch)
        return inputs
    }

    private func requireFinite(
        _ planned: PlannedStep, _ pending: PendingRun,
        _ averages: [(sum: Double, weight: Double)], _ inputs: [String: HostArray], _ total: Int
    ) throws {
        var broken: (what: String, value: Double)?
        if planned.names.first == MetricSums.loss, let loss = averages.first {
            let value = loss.sum / loss.weight
            if !loss.sum.isFinite || !loss.weight.isFinite { broken = ("the loss", value) }
        }
        if broken == nil, let norm = planned.gradientNorm(pending), !norm.isFinite {
            broken = ("the norm of the gradients", norm)
        }
        guard let broken else { return }
        let finding = try? NonFiniteLocator.locate(
            planned.computation, inputs: inputs, runtime: runtime)
        throw StepFault.notFinite(
            broken.what, broken.value,
            place: "epoch \(progress.epoch + 1), step \(progress.stepInEpoch + 1) of \(total)",
            finding: finding, saved: savedSentence)
    }

    private func report(_ total: Int, secondsPerBatch: Double) {
        guard let sums = progress.running else { return }
        let epochsAfter = job.settings.epochs - progress.epoch - 1
        // Whatever number of epochs was asked for: as Double it cannot overflow.
        let left = clock.secondsLeft(
            batchesLeft: Double(total - progress.stepInEpoch)
                + Double(epochsAfter) * Double(total),
            secondsPerBatch: secondsPerBatch, evaluationsLeft: Double(epochsAfter) + 1)
        let rate = progress.runningSeconds > 0 ? Double(sums.samples) / progress.runningSeconds : 0
        host.report(
            .progressed(
                BatchProgress(
                    epoch: progress.epoch + 1, epochs: job.settings.epochs, part: "train",
                    done: progress.stepInEpoch, total: total, values: sums.values,
                    samplesPerSecond: rate, secondsLeft: left)))
    }
}
