import DLMData
import DLMLanguage
import DLMTensor
import DLMTraining
import DLMTypes
import Synchronization

/// A program at work: names and their values, models and their weights.
///
/// It may be used from several tasks: evaluations come one after another, and see the weights of
/// some whole step while training goes on. Made by `Engine.session`.
public final class Session: Sendable {
    /// What it is a session of; nil for an empty one.
    public let program: Program?
    let engine: Engine
    let gate = WeightsGate()
    let prompt: Guarded<PromptSession>
    /// Held by the run that trains.
    let training = Mutex(())

    init(_ engine: Engine, _ program: Program?, seed: UInt64) {
        self.engine = engine
        self.program = program
        prompt = Guarded(
            PromptSession(
                runtime: engine.runtime, seed: seed, host: engine.host,
                extensions: engine.extensions, isInterrupted: { Task.isCancelled }))
    }

    /// The value of an expression, as the prompt would give it. A definition or a binding
    /// (`x = 3`, `def f(x) = 2 * x`) is taken in and gives `.none`.
    ///
    ///     try session.evaluate("softmax(Net(x).logits)", ["x": image])
    ///
    /// - Parameter values: arrays by the names under which the expression reads them, for this one
    ///   evaluation.
    /// - Throws: `ProgramFault` with diagnostics; everything then is as it was. So it is when a Swift
    ///   function that this session is calling asks it again.
    ///   `CancellationError` when the task was cancelled.
    @discardableResult
    public func evaluate(
        _ expression: String, _ values: [String: HostArray] = [:]
    ) throws -> EvaluatedValue {
        try withPrompt { prompt throws(ProgramFault) in
            try prompt.evaluate(expression, given: values)
        }
    }

    /// A model whose weights are the session's own, whatever they are at each call.
    ///
    /// - Throws: `ProgramFault` when there is none of that name.
    public func model(_ name: String) throws -> Model {
        let runner = try withPrompt { prompt throws(ProgramFault) in
            try prompt.model(name, isFrozen: false)
        }
        return Model(runner: runner, gate: gate)
    }

    /// A model with a copy of the weights as they are now, which nothing changes any more.
    ///
    /// - Parameter threads: threads for each call; nil for the engine's. With as many callers as
    ///   the machine has processors, one thread a call gives the most answers.
    /// - Throws: `ProgramFault` when there is none of that name.
    public func freeze(_ name: String, threads: Int? = nil) throws -> Model {
        let runner = try withPrompt { prompt throws(ProgramFault) in
            try prompt.model(name, isFrozen: true)
        }
        return Model(runner: threads.map { runner.on(Runtime(threads: $0)) } ?? runner, gate: nil)
    }

    /// Calls a model by its name: `model(_:)` and a call in one.
    ///
    /// - Throws: as `Model.callAsFunction`.
    public func call(
        _ model: String, _ inputs: HostArray..., reading taps: [String] = []
    ) throws -> Outputs {
        try self.model(model).call(inputs, reading: taps)
    }

    /// What is known of a data block: `classes`, `classNames`, `height`. It comes from the weights
    /// that were loaded; without those the data is opened.
    ///
    /// - Throws: `ProgramFault` when the data cannot be opened.
    public func facts(_ data: String) throws -> DataFacts {
        try withPrompt { prompt throws(ProgramFault) in DataFacts(try prompt.facts(data)) }
    }

    /// Brings single samples into the form that a part of the data has: `faces.valid`.
    ///
    /// - Throws: `ProgramFault` when there is no such part.
    public func preparation(_ part: String) throws -> Preparation {
        Preparation(
            pipeline: try withPrompt { prompt throws(ProgramFault) in try prompt.pipeline(part) })
    }

    /// Does something with the session's state while nobody else does, and while no weights are
    /// written.
    func withPrompt<T: Sendable>(
        _ work: (PromptSession) throws(ProgramFault) -> T
    ) throws -> T {
        try cancellable { () throws(ProgramFault) in
            try prompt.requireFree()
            return try prompt.withLock { prompt throws(ProgramFault) in
                try gate.reading { () throws(ProgramFault) in try work(prompt) }
            }
        }
    }
}
