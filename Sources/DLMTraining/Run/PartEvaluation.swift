import DLMData
import DLMTensor

/// Runs a step over a whole part of the data without changing anything.
struct PartEvaluation {
    let part: String
    let dataset: Dataset
    let batch: Int
    var seed: UInt64
    let plans: StepPlans
    let host: RunHost
    let workers: Int

    /// Loss and metrics of the part; nil when the user interrupted.
    ///
    /// - Parameters:
    ///   - epoch: epochs done, for the random state.
    ///   - progress: makes what is reported from batches done and in all, the sums so far and the
    ///     seconds spent.
    ///   - visit: sees each batch with its results, in order.
    func run(
        epoch: Int, progress: (Int, Int, MetricSums, Double) -> BatchProgress,
        visit: (Batch, PlannedStep, PendingRun) throws -> Void = { _, _, _ in }
    ) throws -> (sums: MetricSums, seconds: Double)? {
        let loader = Loader(
            dataset, Loader.Options(batchSize: batch, seed: seed, workers: workers))
        let start = host.now()
        let stream = loader.batches(epoch: epoch)
        var sums: MetricSums?
        var done = 0
        while let batch = try stream.next() {
            if host.isInterrupted() { return nil }
            let step = try plans.plan(for: batch)
            let inputs = StepInputs(seed: seed, epoch: epoch, step: done).arrays(batch)
            let pending: PendingRun
            do throws(RunError) {
                pending = try step.plan.run(inputs, isCancelled: host.isInterrupted)
            } catch {
                if error.reason == .cancelled { return nil }
                throw StepFault.describe(error, batch, in: dataset, part: part)
            }
            var total = sums ?? MetricSums(names: step.names)
            total.add(step.averages(pending), samples: batch.count)
            sums = total
            try visit(batch, step, pending)
            done += 1
            host.report(
                .progressed(progress(done, loader.batchCount, total, host.now() - start)))
        }
        guard let sums else {
            throw TrainingFault("\(part) has no samples", help: "check the path of its data")
        }
        return (sums, host.now() - start)
    }
}
