import DLMTensor
import DLMTraining

/// A checked program with its data opened and its variables made: what a run executes.
public struct PreparedProgram: Sendable {
    /// The job of the `train` block; nil when the program has none or it was not asked for.
    public let train: TrainingJob?
    /// One job an `evaluate` block, in order.
    public let evaluations: [EvaluationJob]
    /// One job a `write` statement of the `predict` blocks, in order.
    public let predictions: [EvaluationJob]
    /// The `show` and `expect` lines of the program; nil when it has none.
    public let script: ScriptJob?
    /// Every variable of the program, shared by all jobs: loading weights into these serves
    /// evaluation and prediction without training.
    public let variables: [Variable]
    /// What a checkpoint records of the program and its data.
    public let record: ProgramRecord

    /// Whether it shows and expects and has nothing to train, evaluate or predict.
    public var isScript: Bool {
        script != nil && train == nil && evaluations.isEmpty && predictions.isEmpty
    }
}

/// Which blocks of a program to prepare; data that only others use is not opened.
public struct PreparedBlocks: OptionSet, Sendable {
    public let rawValue: Int

    public init(rawValue: Int) { self.rawValue = rawValue }

    public static let train = PreparedBlocks(rawValue: 1)
    public static let evaluate = PreparedBlocks(rawValue: 2)
    public static let predict = PreparedBlocks(rawValue: 4)
    public static let all: PreparedBlocks = [.train, .evaluate, .predict]
}

/// An option or setting given from outside: `--set NAME=VALUE`.
public struct Override: Sendable, Hashable {
    public let name: String
    public let value: String

    public init(name: String, value: String) {
        self.name = name
        self.value = value
    }

    /// Splits `NAME=VALUE`; nil when there is no name or no equals sign.
    public init?(_ text: String) {
        guard let equals = text.firstIndex(of: "="), equals != text.startIndex else { return nil }
        name = String(text[..<equals])
        value = String(text[text.index(after: equals)...])
    }
}
