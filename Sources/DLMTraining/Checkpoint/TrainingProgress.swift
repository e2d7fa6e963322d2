/// Where a run stands: all that, beside the variables, is needed to go on with the same bits.
///
/// Randomness is a function of (seed, epoch, step, …), so its state is this position and no more.
public struct TrainingProgress: Sendable, Hashable {
    public var seed: UInt64
    public var batch: Int
    /// Samples of the training part; another number would mean other batches.
    public var trainingSamples: Int
    /// Batches whose gradients add up to one step; the last step of an epoch may have fewer.
    public var accumulate: Int
    /// Epochs done.
    public var epoch = 0
    /// Batches done of the epoch after those.
    public var stepInEpoch = 0
    /// Optimizer steps done in all.
    public var steps = 0
    /// Sums of the epoch that was begun.
    public var running: MetricSums?
    /// Seconds spent on the epoch that was begun.
    public var runningSeconds = 0.0
    /// The best figure so far and the epoch (from 1) that gave it.
    public var best: Best?
    /// Figures of the last epoch by `part.name`, which a schedule reads.
    public var figures: [String: Double] = [:]

    /// The best value of the kept metric so far, and the epoch, from 1, that reached it.
    public struct Best: Sendable, Hashable {
        public var value: Double
        public var epoch: Int
        /// `valid.accuracy`
        public var name: String
    }

    public init(seed: UInt64, batch: Int, trainingSamples: Int, accumulate: Int = 1) {
        self.seed = seed
        self.batch = batch
        self.trainingSamples = trainingSamples
        self.accumulate = accumulate
    }

    /// Whether the next batch is the last of its step.
    func endsStep(batchesPerEpoch: Int) -> Bool {
        stepInEpoch % accumulate == accumulate - 1 || stepInEpoch == batchesPerEpoch - 1
    }

    /// Optimizer steps of an epoch.
    func stepsPerEpoch(batches: Int) -> Int {
        batches / accumulate + (batches % accumulate == 0 ? 0 : 1)
    }

    /// Whether the counts agree with one another; those of a file may not.
    public func isConsistent(batchesPerEpoch: Int) -> Bool {
        guard accumulate > 0, (0...batchesPerEpoch).contains(stepInEpoch) else { return false }
        let perEpoch = stepsPerEpoch(batches: batchesPerEpoch)
        let (before, isTooLarge) = epoch.multipliedReportingOverflow(by: perEpoch)
        let begun = stepInEpoch == batchesPerEpoch ? perEpoch : stepInEpoch / accumulate
        guard !isTooLarge, epoch < Int.max, steps >= before, steps - before == begun
        else { return false }
        guard let running else { return stepInEpoch == 0 }
        let (seen, isTooMany) = stepInEpoch.multipliedReportingOverflow(by: batch)
        return stepInEpoch > 0
            && running.samples == (isTooMany ? trainingSamples : min(seen, trainingSamples))
    }
}
