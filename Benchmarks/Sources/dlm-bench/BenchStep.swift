import DLM

/// One training step of a program, planned for batches of one shape.
struct BenchStep {
    let plan: Plan
    private let factor: HostArray

    init(_ job: TrainingJob, types: [String: TensorType], runtime: Runtime) throws {
        let graph = try job.trainingStep(types)
        guard let loss = graph.loss else { throw BenchError("the program has no loss") }
        var outputs = [loss.sum, loss.weight]
        if let norm = graph.gradientNorm { outputs.append(norm) }
        plan = try runtime.plan(Computation(outputs: outputs, updates: graph.updates))
        factor = HostArray(.float32, [], [Float(1)])
    }

    /// Runs and commits one step; gives the mean loss.
    func run(_ fields: [String: HostArray], indices: [Int], step: Int, measures: Bool) throws
        -> Double
    {
        var inputs = fields
        inputs[RandomState.step] = HostArray(.int64, [3], [Int64(0), 0, Int64(step)])
        inputs[RandomState.samples] = HostArray(
            .int64, [indices.count], indices.map { Int64($0) })
        inputs[StepScalar.scheduleFactor] = factor
        let pending = try plan.run(inputs, measuresTime: measures)
        let figures = pending.outputs.map { $0.doubles.first ?? .nan }
        pending.commit()
        return figures[0] / figures[1]
    }

    /// Types of a batch's fields, labels with their number of classes.
    static func types(_ fields: [String: HostArray], of dataset: Dataset) -> [String: TensorType] {
        var types: [String: TensorType] = [:]
        for field in dataset.fields {
            guard var type = field.tensorType, let array = fields[field.name] else { continue }
            type.shape = array.shape.map { Dim($0) }
            types[field.name] = type
        }
        return types
    }
}
