import DLMData
import DLMTensor
import DLMTypes

/// The plans of a step, one for each shape of batch: a full batch and a short last one.
final class StepPlans {
    typealias Build = @Sendable ([String: TensorType]) throws -> StepGraph

    private let runtime: Runtime
    private let fields: [DataField]
    private let build: Build
    private var planned: [[String: [Int]]: PlannedStep] = [:]

    init(_ runtime: Runtime, _ dataset: Dataset, _ build: @escaping Build) {
        self.runtime = runtime
        fields = dataset.fields
        self.build = build
    }

    /// The plan for batches of this one's shapes, made at the first.
    func plan(for batch: Batch) throws -> PlannedStep {
        let shapes = batch.tensors.mapValues(\.shape)
        if let known = planned[shapes] { return known }
        let step = try PlannedStep(try build(types(of: batch)), runtime)
        planned[shapes] = step
        return step
    }

    /// Field types with the batch axis in front; labels keep their number of classes.
    private func types(of batch: Batch) -> [String: TensorType] {
        var types: [String: TensorType] = [:]
        for field in fields {
            guard var type = field.tensorType, let array = batch.tensors[field.name] else {
                continue
            }
            type.shape = array.shape.map { Dim($0) }
            types[field.name] = type
        }
        return types
    }
}

/// A step ready to run: which output of the plan is what.
struct PlannedStep {
    let graph: StepGraph
    let plan: Plan
    let computation: Computation
    /// For batches that are not the last of their group.
    private let accumulation: Plan?
    /// `loss` first, when there is one, then the metrics.
    let names: [String]
    private let hasNorm: Bool

    init(_ graph: StepGraph, _ runtime: Runtime) throws {
        self.graph = graph
        var averages: [Average] = []
        var names: [String] = []
        if let loss = graph.loss {
            names.append(MetricSums.loss)
            averages.append(loss)
        }
        for metric in graph.metrics {
            names.append(metric.name)
            averages.append(metric.value)
        }
        self.names = names
        hasNorm = graph.gradientNorm != nil
        var outputs = averages.flatMap { [$0.sum, $0.weight] }
        if let norm = graph.gradientNorm { outputs.append(norm) }
        for column in graph.columns {
            switch column.value {
            case .field: continue
            case .tensor(let tensor), .names(let tensor, _): outputs.append(tensor)
            }
        }
        computation = Computation(outputs: outputs, updates: graph.updates)
        plan = try runtime.plan(computation)
        let figures = Array(outputs.prefix(2 * names.count))
        accumulation = try graph.accumulation.map { updates in
            try runtime.plan(Computation(outputs: figures, updates: updates))
        }
    }

    /// The plan of a batch that ends a step, or only adds to it.
    func plan(endsStep: Bool) -> Plan { endsStep ? plan : accumulation ?? plan }

    /// Sum and weight of loss and metrics, in the order of `names`.
    func averages(_ run: PendingRun) -> [(sum: Double, weight: Double)] {
        names.indices.map { index in
            (number(run.outputs[2 * index]), number(run.outputs[2 * index + 1]))
        }
    }

    /// The norm of the gradients, when the program clips them.
    func gradientNorm(_ run: PendingRun) -> Double? {
        hasNorm && run.outputs.count > 2 * names.count
            ? number(run.outputs[2 * names.count]) : nil
    }

    /// Arrays of the prediction's columns that are tensors, in their order.
    func columnArrays(_ run: PendingRun) -> [HostArray] {
        Array(run.outputs.dropFirst(2 * names.count + (hasNorm ? 1 : 0)))
    }

    private func number(_ array: HostArray) -> Double { array.doubles.first ?? .nan }
}
