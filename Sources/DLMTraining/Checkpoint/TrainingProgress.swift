/// Where a run stands: all that, beside the variables, is needed to go on with the same bits.
///
/// Randomness is a function of (seed, epoch, step, …), so its state is this position and no more.
public struct TrainingProgress: Sendable, Hashable {
    public var seed: UInt64
    public var batch: Int
    /// Samples of the training part; another number would mean other batches.
    public var trainingSamples: Int
    /// Epochs done.
    public var epoch = 0
    /// Steps done of the epoch after those.
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

    public struct Best: Sendable, Hashable {
        public var value: Double
        public var epoch: Int
        /// `valid.accuracy`
        public var name: String
    }

    public init(seed: UInt64, batch: Int, trainingSamples: Int) {
        self.seed = seed
        self.batch = batch
        self.trainingSamples = trainingSamples
    }

    /// Whether the counts agree with one another; those of a file may not.
    public func isConsistent(stepsPerEpoch: Int) -> Bool {
        let (before, isTooLarge) = epoch.multipliedReportingOverflow(by: stepsPerEpoch)
        guard !isTooLarge, epoch < Int.max, (0...stepsPerEpoch).contains(stepInEpoch),
            steps >= before,
            steps - before == stepInEpoch
        else { return false }
        guard let running else { return stepInEpoch == 0 }
        let (seen, isTooMany) = stepInEpoch.multipliedReportingOverflow(by: batch)
        return stepInEpoch > 0
            && running.samples == (isTooMany ? trainingSamples : min(seen, trainingSamples))
    }
}
