/// How a training run ended.
public struct TrainingResult: Sendable {
    /// False when the user interrupted; `last.safetensors` then holds what is needed to go on.
    public let isComplete: Bool
    /// Epochs done.
    public let epochs: Int
    /// Steps done of the epoch after those.
    public let stepInEpoch: Int
    /// The figure that decided which epoch is kept, when one was measured.
    public let best: TrainingProgress.Best?
    /// What was measured in the last epoch of this run.
    public let lastRecords: [EpochRecord]
    public let directory: RunDirectory
    /// Seconds this run took, without what it resumed.
    public let seconds: Double
}
