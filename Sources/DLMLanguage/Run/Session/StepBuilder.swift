import DLMData
import DLMSyntax
import DLMTensor
import DLMTraining
import DLMTypes
import Synchronization

/// Elaborates the steps of one run block for batches of any shape, over the run's variables.
final class StepBuilder: Sendable {
    let environment: RunEnvironment
    let block: RunBlock
    let store: VariableStore
    /// Fields that hold text, in no batch as a tensor.
    let textFields: [String]
    /// Position of the `write` statement whose columns are wanted.
    let write: Int?
    private let cache = Mutex<[Key: StepGraph]>([:])

    private struct Key: Hashable {
        let fields: [String: TensorType]
        let isTraining: Bool
    }

    init(
        _ environment: RunEnvironment, _ block: RunBlock, _ store: VariableStore,
        fields: [DataField], write: Int? = nil
    ) {
        self.environment = environment
        self.block = block
        self.store = store
        self.write = write
        textFields = fields.filter { $0.tensorType == nil }.map(\.name)
    }

    /// The step for batches of these fields; the same graph for the same shapes.
    func step(_ fields: [String: TensorType], isTraining: Bool) throws(ProgramFault) -> StepGraph {
        let key = Key(fields: fields, isTraining: isTraining)
        if let known = cache.withLock({ $0[key] }) { return known }
        let made = try elaborate(fields, isTraining: isTraining)
        cache.withLock { $0[key] = made }
        return made
    }

    private func elaborate(
        _ types: [String: TensorType], isTraining: Bool
    ) throws(ProgramFault) -> StepGraph {
        let evaluator = environment.evaluator(.run(store), isTraining: isTraining)
        evaluator.context.readsAverages = !isTraining && block["average"] != nil
        let batch = types.values.first?.shape.first ?? 1
        var fields: [StepElaboration.Field] = textFields.map { ($0, nil) }
        fields += types.keys.sorted().map { ($0, types[$0]) }
        guard
            let step = StepElaboration(block, fields: fields, batch: batch, evaluator: evaluator)
        else { throw evaluator.fault }
        var graph = StepGraph()
        let loss = step.loss()
        graph.loss = loss?.average
        graph.metrics = step.metrics().map { ($0.name, $0.value.average) }
        if let write { graph.columns = step.columns(block.writes[write]) }
        if isTraining, let loss {
            try evaluator.throwErrors()
            try train(loss.average, &graph, evaluator)
        }
        try evaluator.throwErrors()
        return graph
    }

    private func train(
        _ loss: Average, _ graph: inout StepGraph, _ evaluator: Evaluator
    ) throws(ProgramFault) {
        let parameters = evaluator.context.parameters
        let gradients = try gradients(loss, parameters, &graph, evaluator)
        let optimization = Optimization(
            evaluator: evaluator, block: block, model: block.node.model.name,
            scope: Scope(block.module))
        guard let clipped = optimization.clip(gradients) else { throw evaluator.fault }
        graph.gradientNorm = clipped.norm
        let items = zip(parameters, clipped.gradients).map {
            Optimization.Item(path: $0.path, value: $0.tensor, gradient: $1)
        }
        guard let next = optimization.step(items) else { throw evaluator.fault }
        for (parameter, value) in zip(parameters, next) {
            if let variable = parameter.variable {
                graph.updates.append(Computation.Update(variable, value))
            }
        }
        try average(zip(parameters, next).map { ($0, $1) }, &graph, evaluator)
        graph.updates += evaluator.context.commits
    }

    /// Gradients of the loss; with the `accumulate` setting those of a group of batches.
    private func gradients(
        _ loss: Average, _ parameters: [VariableUse], _ graph: inout StepGraph,
        _ evaluator: Evaluator
    ) throws(ProgramFault) -> [Tensor] {
        let span = block["loss"]?.span ?? block.node.span
        let plain = PlainSettings(evaluator: evaluator, block: block)
        guard let batches = plain.count("accumulate", default: 1) else { throw evaluator.fault }
        if batches > 1 {
            guard let sums = GradientAccumulation(loss, parameters, store, evaluator, at: span)
            else { throw evaluator.fault }
            // Buffers of layers change with every batch, those of the optimizer do not.
            graph.accumulation = sums.partial + evaluator.context.commits
            graph.updates = sums.resets
            return sums.gradients
        }
        do throws(OpError) {
            let mean = try loss.sum / loss.weight
            if let gradients = try evaluator.gradients(of: mean, parameters, at: span) {
                return gradients
            }
        } catch {
            _ = evaluator.fail(error, at: span, name: "the loss", operands: [])
        }
        throw evaluator.fault
    }

    /// Averages of the new weights, where the `average` setting wants them.
    private func average(
        _ weights: [(use: VariableUse, value: Tensor)], _ graph: inout StepGraph,
        _ evaluator: Evaluator
    ) throws(ProgramFault) {
        guard let average = WeightAverage(block, evaluator) else {
            return try evaluator.throwErrors()
        }
        for (use, value) in weights {
            guard let parameter = use.variable else { continue }
            guard let variable = average.variable(parameter, store),
                let next = average.step(
                    use.path, average: .variable(variable), weight: value)
            else { throw evaluator.fault }
            graph.updates.append(Computation.Update(variable, next))
        }
    }
}

extension ElaborationContext {
    /// The updates of buffers as a run commits them.
    var commits: [Computation.Update] {
        updates.compactMap { update in
            update.variable.map { Computation.Update($0, update.value) }
        }
    }
}

extension Evaluator {
    /// What was reported so far, as the reason why a run cannot go on. The program did check: its
    /// data has other lengths than it can take.
    var fault: ProgramFault { ProgramFault(stage: .data, diagnostics: diagnostics.sorted) }

    func throwErrors() throws(ProgramFault) {
        if diagnostics.hasErrors { throw fault }
    }
}
