/// What a run tells while it goes on.
public enum TrainingEvent: Sendable {
    /// Before the first step.
    case began(RunFacts)
    /// After each batch; a receiver that draws should drop most of them.
    case progressed(BatchProgress)
    /// A part of an epoch is done.
    case measured(EpochRecord, epochs: Int)
    /// A checkpoint was written.
    case saved(path: String, isBest: Bool)
    /// Something the user should know.
    case note(String)
    /// The run is over: the last event of one that did not fail.
    case ended(TrainingResult)
}

/// Facts of a run that is about to begin.
public struct RunFacts: Sendable, Hashable {
    public let model: String
    /// Number of trainable values.
    public let parameters: Int
    public let trainingSamples: Int
    public let batch: Int
    public let epochs: Int
    public let directory: String
    /// Epochs and steps that an earlier run has done, when this one resumes it.
    public let resumed: ResumePoint?

    /// A place in a run.
    public struct ResumePoint: Sendable, Hashable {
        /// Epochs done.
        public let epoch: Int
        /// Steps done of the next one.
        public let step: Int
    }
}

/// How far a pass over a part of the data is.
public struct BatchProgress: Sendable, Hashable {
    /// 1 is the first; nil when evaluating outside of training.
    public var epoch: Int?
    public var epochs: Int
    public var part: String
    /// Batches done and in all.
    public var done: Int
    public var total: Int
    /// Loss and metrics of this pass so far.
    public var values: [MetricValue]
    public var samplesPerSecond: Double
    /// Seconds until the whole run is done, once that can be said.
    public var secondsLeft: Double?

    public init(
        epoch: Int?, epochs: Int, part: String, done: Int, total: Int, values: [MetricValue],
        samplesPerSecond: Double, secondsLeft: Double?
    ) {
        self.epoch = epoch
        self.epochs = epochs
        self.part = part
        self.done = done
        self.total = total
        self.values = values
        self.samplesPerSecond = samplesPerSecond
        self.secondsLeft = secondsLeft
    }
}
