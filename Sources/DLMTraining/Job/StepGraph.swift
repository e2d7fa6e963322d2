import DLMTensor
import DLMTypes

/// One elaboration of a program for batches of one shape: what a step computes.
///
/// Placeholders are the batch's fields by name, `RandomState.step`, `RandomState.samples`, and the
/// scalars of `StepScalar`.
public struct StepGraph: Sendable {
    public var loss: Average?
    /// In the order the program states them.
    public var metrics: [(name: String, value: Average)]
    /// New values of parameters, buffers and optimizer state; empty when evaluating.
    public var updates: [Computation.Update]
    /// What is updated instead by a batch that is not the last of its group, where the gradients of
    /// several batches add up to one step.
    public var accumulation: [Computation.Update]?
    /// The norm of all gradients before clipping, when the program clips.
    public var gradientNorm: Tensor?
    /// Columns of a prediction by name, each with one row a sample.
    public var columns: [(name: String, value: Column)]

    public init(
        loss: Average? = nil, metrics: [(name: String, value: Average)] = [],
        updates: [Computation.Update] = [], accumulation: [Computation.Update]? = nil,
        gradientNorm: Tensor? = nil,
        columns: [(name: String, value: Column)] = []
    ) {
        self.loss = loss
        self.metrics = metrics
        self.updates = updates
        self.accumulation = accumulation
        self.gradientNorm = gradientNorm
        self.columns = columns
    }
}

/// What one column of a CSV holds for each sample of a batch.
public enum Column: Sendable {
    /// The sample's string field of that name, as it is.
    case field(String)
    /// Numbers `[B]` or `[B, …]`; several numbers a sample are written with spaces between.
    case tensor(Tensor)
    /// Labels `[B]`, written as the names they index.
    case names(Tensor, [String])
}

/// Names of the scalar placeholders (Float) that a training step may read.
public enum StepScalar {
    /// The schedule's factor; 1 when there is none.
    public static let scheduleFactor = "schedule.factor"
    /// Optimizer steps done before this one.
    public static let step = "schedule.step"
    /// Epochs done, with the fraction of the current one.
    public static let epoch = "schedule.epoch"

    /// The placeholder of a metric's last value: `metric.valid.accuracy`.
    public static func metric(part: String, name: String) -> String { "metric.\(part).\(name)" }
}

/// The schedule of a run: evaluated before each step for the factor; its updates commit once at
/// the end of an epoch, when the metrics of that epoch are known.
public struct ScheduleGraph: Sendable {
    /// Float scalar that multiplies the learning rate.
    public var factor: Tensor
    public var updates: [Computation.Update]
    /// The metrics it reads, as (part, name).
    public var reads: [MetricReference]

    public init(factor: Tensor, updates: [Computation.Update], reads: [MetricReference]) {
        self.factor = factor
        self.updates = updates
        self.reads = reads
    }
}

/// `valid.accuracy`
public struct MetricReference: Hashable, Sendable {
    public let part: String
    public let name: String

    public init(part: String, name: String) {
        self.part = part
        self.name = name
    }
}
