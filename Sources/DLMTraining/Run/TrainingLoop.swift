import DLMData
import DLMTensor
import DLMTypes

/// A training run whose loop the caller writes: one step at a time, on the job's data or on batches
/// of the caller's own.
///
/// Steps are what `Trainer` does, to the bit: the same order of samples, randomness, schedule and
/// clipping. Nothing is written to files. Not for several threads at once.
public final class TrainingLoop {
    private let trainer: Trainer
    private var stream: BatchStream?
    private var measured: [EpochRecord] = []

    /// - Throws: `TrainingFault` for a job that cannot be trained.
    public init(_ job: TrainingJob, runtime: Runtime, host: RunHost = RunHost()) throws {
        trainer = try Trainer(
            job, runtime: runtime, options: RunOptions(directory: ""), host: host)
        trainer.noteUnboundedState()
        trainer.beginAverages()
    }

    /// Epochs done.
    public var epoch: Int { trainer.progress.epoch }

    /// Optimizer steps done.
    public var steps: Int { trainer.progress.steps }

    /// Trains on the next batch of the data; nil once the epochs of the program are done.
    ///
    /// Behind the last batch of an epoch the next call begins the next one: the schedule is told
    /// what `evaluate` measured in between.
    ///
    /// - Throws: `CancellationError` when the host interrupts, before anything changed; otherwise
    ///   what a run throws: `TrainingFault`, `DataError`, `RunError`.
    public func step() throws -> StepFigures? {
        try finishEpochIfDone()
        guard trainer.progress.epoch < trainer.job.settings.epochs else { return nil }
        if stream == nil {
            stream = trainer.loader.batches(
                epoch: trainer.progress.epoch, skipping: trainer.progress.stepInEpoch)
        }
        guard let batch = try stream?.next() else { return nil }
        do {
            return try step(batch)
        } catch {
            // The batch is not lost: the next call begins with it again.
            stream = nil
            throw error
        }
    }

    /// Trains on a batch of the caller's own. For the schedule, as many of them are an epoch as the
    /// data has batches.
    ///
    /// - Parameter fields: arrays `[B, …]` by the names of the data's fields.
    /// - Throws: `TrainingFault` for fields that are not those of the data; see `step()` for more.
    public func step(_ fields: [String: HostArray]) throws -> StepFigures {
        let batch = try OwnBatch.checked(fields, trainer.dataset.fields)
        try finishEpochIfDone()
        return try step(batch)
    }

    private func step(_ batch: Batch) throws -> StepFigures {
        guard let figures = try trainer.step(batch, of: trainer.batchesPerEpoch) else {
            throw CancellationError()
        }
        return figures
    }

    /// Loss and metrics of the other parts of the data with the weights as they are.
    ///
    /// - Throws: as `step()`.
    @discardableResult
    public func evaluate() throws -> [EpochRecord] {
        guard let records = try trainer.evaluateParts() else { throw CancellationError() }
        measured = records
        return records
    }

    private func finishEpochIfDone() throws {
        guard trainer.progress.stepInEpoch >= trainer.batchesPerEpoch,
            let sums = trainer.progress.running
        else { return }
        let record = EpochRecord(
            epoch: epoch + 1, part: "train", values: sums.values, samples: sums.samples,
            seconds: trainer.progress.runningSeconds)
        if measured.isEmpty, trainer.needsEvaluation { try evaluate() }
        _ = try trainer.closeEpoch([record] + measured)
        measured = []
        stream = nil
    }
}

extension Trainer {
    /// Whether the schedule, or the figure that decides on the best epoch, is one of another part
    /// than `train`.
    fileprivate var needsEvaluation: Bool {
        guard !evaluations.isEmpty else { return false }
        return job.schedule?.reads.contains { $0.part != "train" } ?? false
            || job.settings.keep.map { $0.metric.part != "train" } ?? true
    }
}
