import DLMData
import DLMSystem
import DLMTensor
import DLMTypes

/// Trains a job: epochs, checkpoints, metrics, and stopping without loss.
///
/// Every step is computed, judged, then committed: a step whose loss is not finite, or that the
/// user interrupts, changes nothing.
public final class Trainer {
    let job: TrainingJob
    let runtime: Runtime
    let options: RunOptions
    let host: RunHost
    let directory: RunDirectory
    let dataset: Dataset
    let training: StepPlans
    let schedule: SchedulePlans?
    var evaluations: [PartEvaluation] = []
    var progress: TrainingProgress
    /// Whether this run has written a checkpoint, or goes on from one.
    var ownsDirectory = false
    /// Paths of variables whose initial values are not finite.
    var unbounded: Set<String> = []
    var clock: RunClock
    /// Batches of an epoch.
    var batchesPerEpoch: Int { loader.batchCount }

    /// - Throws: `TrainingFault` for a job that cannot be trained.
    public init(
        _ job: TrainingJob, runtime: Runtime, options: RunOptions, host: RunHost = RunHost()
    ) throws {
        self.job = job
        self.runtime = runtime
        self.options = options
        self.host = host
        directory = RunDirectory(options.directory, in: host.files)
        guard let dataset = job.parts["train"], dataset.count > 0 else {
            throw TrainingFault(
                "the data has no training samples",
                help: "give the data block a part `train` with at least one sample")
        }
        guard job.settings.batch > 0, job.settings.epochs >= 0, job.settings.accumulate > 0 else {
            throw TrainingFault("batch and accumulate must be at least 1, epochs at least 0")
        }
        self.dataset = dataset
        training = StepPlans(runtime, dataset, job.trainingStep)
        schedule = try job.schedule.map { try SchedulePlans($0, runtime) }
        progress = TrainingProgress(
            seed: job.settings.seed, batch: job.settings.batch, trainingSamples: dataset.count,
            accumulate: job.settings.accumulate)
        clock = RunClock(host.now())
        for part in ["valid", "test"] {
            guard let data = job.parts[part], data.count > 0 else { continue }
            evaluations.append(
                PartEvaluation(
                    part: part, dataset: data, batch: job.settings.batch,
                    seed: job.settings.seed,
                    plans: StepPlans(runtime, data, job.evaluationStep), host: host,
                    workers: runtime.threads))
        }
    }

    var loader: Loader {
        Loader(
            dataset,
            Loader.Options(
                batchSize: progress.batch, shuffles: true, seed: progress.seed,
                workers: runtime.threads))
    }

    /// Trains until the last epoch is done or the user interrupts.
    ///
    /// - Throws: `TrainingFault`, `DataError`, `RunError`, `OpError`; the variables then are those
    ///   of the last good step, and every checkpoint written before is whole.
    public func run() throws -> TrainingResult {
        try checkOptions()
        let lock = options.lock ?? RunLock(directory)
        try lock.acquire()
        // What the caller does not hold ends with this run.
        defer { if options.lock == nil { lock.release() } }
        try begin()
        var records: [EpochRecord] = []
        while progress.epoch < job.settings.epochs {
            guard let trained = try keepingWork(trainEpoch) else { return try interrupted() }
            guard let measured = try keepingWork(evaluateParts) else { return try interrupted() }
            records = [trained] + measured
            try finishEpoch(records)
        }
        return result(isComplete: true, records)
    }

    /// Saves where the run stands, mid-epoch, so that it can be resumed with the same bits.
    private func interrupted() throws -> TrainingResult {
        if progress.steps > 0 || progress.stepInEpoch > 0 {
            try requireFiniteState()
            try save()
        }
        return result(isComplete: false, [])
    }

    /// Does a part of an epoch. A file of the data that turns out bad does not cost the steps done
    /// before it: they are saved, so that the run goes on once the file is repaired.
    private func keepingWork<T>(_ work: () throws -> T) throws -> T {
        do {
            return try work()
        } catch let error as DataError {
            throw saveFor(error) ?? error
        }
    }

    /// The error of the data together with where the run was saved; nil when it could not be.
    private func saveFor(_ error: DataError) -> (any Error)? {
        guard progress.steps > 0 || progress.stepInEpoch > 0 else { return nil }
        do {
            try requireFiniteState()
            try save()
        } catch { return nil }
        let place =
            progress.stepInEpoch > 0
            ? "epoch \(progress.epoch + 1), step \(progress.stepInEpoch)"
            : "epoch \(progress.epoch)"
        return TrainingFault(
            "\(error.path): \(error.problem)",
            notes: ["\(directory.last) holds the run after \(place)"],
            help: [error.help, "then go on with --resume"].compactMap(\.self)
                .joined(separator: "; "))
    }

    private func result(isComplete: Bool, _ records: [EpochRecord]) -> TrainingResult {
        let result = TrainingResult(
            isComplete: isComplete, epochs: progress.epoch, stepInEpoch: progress.stepInEpoch,
            best: progress.best, lastRecords: records, directory: directory,
            seconds: host.now() - clock.start)
        host.report(.ended(result))
        return result
    }
}
