import DLMData
import DLMTensor
import DLMTypes

/// A checked and elaborated program, ready to train: all that the trainer knows of it.
///
/// The language makes one; a Swift program may make its own.
public struct TrainingJob: Sendable {
    /// The model's name, for messages and parameter paths.
    public var model: String
    public var settings: TrainingSettings
    /// Data sets by part: `train`, and `valid`, `test` where the program has them with labels.
    public var parts: [String: Dataset]
    /// Every variable of the run: parameters, buffers, optimizer and schedule state, by path.
    public var variables: [Variable]
    /// The step that trains on batches with fields of these types. Called once a batch shape.
    public var trainingStep: @Sendable ([String: TensorType]) throws -> StepGraph
    /// The step that evaluates loss and metrics on a batch.
    public var evaluationStep: @Sendable ([String: TensorType]) throws -> StepGraph
    public var schedule: ScheduleGraph?
    /// Metrics in order, the loss (direction `min`) not among them.
    public var metrics: [(name: String, direction: Direction)]
    /// What a checkpoint records of the program and its data.
    public var record: ProgramRecord

    public init(
        model: String, settings: TrainingSettings, parts: [String: Dataset],
        variables: [Variable],
        trainingStep: @escaping @Sendable ([String: TensorType]) throws -> StepGraph,
        evaluationStep: @escaping @Sendable ([String: TensorType]) throws -> StepGraph,
        schedule: ScheduleGraph? = nil,
        metrics: [(name: String, direction: Direction)] = [], record: ProgramRecord
    ) {
        self.model = model
        self.settings = settings
        self.parts = parts
        self.variables = variables
        self.trainingStep = trainingStep
        self.evaluationStep = evaluationStep
        self.schedule = schedule
        self.metrics = metrics
        self.record = record
    }
}

/// The settings of a `train` block that are plain values.
public struct TrainingSettings: Sendable {
    public var batch: Int
    public var epochs: Int
    public var seed: UInt64
    /// Batches whose gradients add up to one step.
    public var accumulate: Int
    /// The figure that decides which epoch is kept as the best.
    public var keep: (metric: MetricReference, direction: Direction)?

    public init(
        batch: Int, epochs: Int, seed: UInt64 = 0, accumulate: Int = 1,
        keep: (metric: MetricReference, direction: Direction)? = nil
    ) {
        self.batch = batch
        self.epochs = epochs
        self.seed = seed
        self.accumulate = accumulate
        self.keep = keep
    }
}

/// Facts stored with a checkpoint: the program's text and what the data said.
public struct ProgramRecord: Sendable {
    /// Text of the program and of the files beside it that it imports, by path as written.
    public var sources: [(path: String, text: String)]
    /// Options and settings given on the command line.
    public var overrides: [(name: String, value: String)]
    /// Facts of the data by name: `faces.classes` = 158, class names joined, image size.
    public var facts: [String: String]

    public init(
        sources: [(path: String, text: String)], overrides: [(name: String, value: String)],
        facts: [String: String]
    ) {
        self.sources = sources
        self.overrides = overrides
        self.facts = facts
    }
}

/// A program's `evaluate` block (or the evaluation part of `train`), ready to run on one part.
public struct EvaluationJob: Sendable {
    public var model: String
    /// As written: `faces.valid`.
    public var part: String
    public var data: Dataset
    public var batch: Int
    public var step: @Sendable ([String: TensorType]) throws -> StepGraph
    /// Parameters and buffers that the step reads.
    public var variables: [Variable]
    public var seed: UInt64
    /// Where a prediction is written, relative to the run's folder unless absolute; nil when the
    /// job only measures.
    public var output: String?

    public init(
        model: String, part: String, data: Dataset, batch: Int, output: String? = nil,
        variables: [Variable] = [], seed: UInt64 = 0,
        step: @escaping @Sendable ([String: TensorType]) throws -> StepGraph
    ) {
        self.model = model
        self.part = part
        self.data = data
        self.batch = batch
        self.output = output
        self.variables = variables
        self.seed = seed
        self.step = step
    }
}
