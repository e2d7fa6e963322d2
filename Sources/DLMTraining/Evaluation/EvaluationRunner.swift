import DLMData
import DLMSystem
import DLMTensor

/// Runs an `evaluate` or a `predict` block.
public struct EvaluationRunner {
    private let job: EvaluationJob
    private let host: RunHost
    private let evaluation: PartEvaluation

    /// - Throws: `TrainingFault` for a job that cannot run.
    public init(_ job: EvaluationJob, runtime: Runtime, host: RunHost = RunHost()) throws {
        guard job.batch > 0 else { throw TrainingFault("batch must be at least 1") }
        self.job = job
        self.host = host
        evaluation = PartEvaluation(
            part: job.part, dataset: job.data, batch: job.batch, seed: job.seed,
            plans: StepPlans(runtime, job.data, job.step), host: host, workers: runtime.threads)
    }

    /// Measures loss and metrics; nil when the user interrupted.
    ///
    /// - Parameter epoch: epochs that the weights were trained for, for the record.
    /// - Throws: `TrainingFault`, `DataError`, `RunError`.
    public func measure(epoch: Int = 0) throws -> EpochRecord? {
        guard let (sums, seconds) = try evaluation.run(epoch: 0, progress: progress) else {
            return nil
        }
        return EpochRecord(
            epoch: epoch, part: job.part, values: sums.values, samples: sums.samples,
            seconds: seconds)
    }

    /// Writes the prediction's CSV in one atomic step.
    ///
    /// - Returns: its path and the number of rows; nil when the user interrupted, and then nothing
    ///   is written.
    /// - Throws: `TrainingFault`, `DataError`, `RunError`.
    public func predict(in directory: RunDirectory) throws -> (path: String, rows: Int)? {
        guard let output = job.output else {
            throw TrainingFault("the block writes no file", help: "add write \"FILE.csv\" { … }")
        }
        let path = directory.resolve(output)
        try job.checkOutput(in: directory)
        try directory.create()
        try directory.makeFolder(FilePath.parent(path), help: PredictionFolder.help)
        let writer = PredictionWriter(path, in: directory.files)
        let measured = try evaluation.run(epoch: 0, progress: progress) { batch, step, run in
            try writer.add(batch, step.graph.columns, step.columnArrays(run))
        }
        guard measured != nil else { return nil }
        return (path, try writer.finish())
    }

    private func progress(
        _ done: Int, _ total: Int, _ sums: MetricSums, _ seconds: Double
    ) -> BatchProgress {
        let left = seconds / Double(max(done, 1)) * Double(total - done)
        return BatchProgress(
            epoch: nil, epochs: 0, part: job.part, done: done, total: total, values: sums.values,
            samplesPerSecond: seconds > 0 ? Double(sums.samples) / seconds : 0, secondsLeft: left)
    }
}
