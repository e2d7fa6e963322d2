/// What one training step gave.
public struct StepFigures: Sendable, Hashable {
    /// 1 is the first.
    public let epoch: Int
    /// Batches done of the epoch, this one among them.
    public let step: Int
    public let stepsPerEpoch: Int
    /// Loss and metrics of this batch, before its weights changed.
    public let values: [MetricValue]
    /// Samples of the batch.
    public let samples: Int
    /// The norm of all gradients before clipping, when the program clips.
    public let gradientNorm: Double?

    /// The loss; NaN when the step has none.
    public var loss: Double { self[MetricSums.loss] ?? .nan }

    /// Whether it was the last batch of its epoch.
    public var endsEpoch: Bool { step == stepsPerEpoch }

    /// A figure by name; nil when it was not measured.
    public subscript(name: String) -> Double? { values.first { $0.name == name }?.value }
}
