import DLMSyntax
import DLMTensor
import DLMTraining
import DLMTypes

/// What the `schedule` setting means: a factor of the learning rate computed from the step, the
/// epoch and measured figures.
struct ScheduleEvaluation {
    let evaluator: Evaluator
    let block: RunBlock
    /// Names of the data's parts with figures, and of the figures.
    let parts: [String]
    let figures: [String]
    /// Whether more or less of a figure is better, where it says so; a check compares.
    var directions: [String: Direction] = [:]

    /// The factor of the rate; nil when the program has no schedule or it was refused.
    func factor() -> Tensor? {
        guard let expr = block["schedule"] else { return nil }
        let scope = Scope(block.module)
        for part in parts {
            scope.bind(part, .object(PartMetrics(part: part, names: figures, asTensor: true)))
        }
        var value = evaluator.evaluate(expr, in: scope)
        if case .block(let name) = value {
            value = evaluator.instantiate(name, [], at: expr.span, rename: nil)
        }
        switch value {
        case .error: return nil
        case .int, .float:
            let number = value.number ?? 1
            guard number < 0 else { return Tensor.scalar(number) }
            _ = evaluator.fail(
                .typeMismatch, "a schedule is a factor from 0 up", at: expr.span,
                "this is \(value.noun)")
            return nil
        case .instance(let schedule) where schedule.declaration.inputs.count == 2:
            if !directions.isEmpty {
                PlateauCheck(evaluator: evaluator, directions: directions).check(schedule)
            }
            return ScheduleEvaluation.factor(schedule, evaluator)
        default:
            _ = evaluator.fail(
                .typeMismatch, "a schedule is wanted", at: expr.span, "this is \(value.noun)",
                help: "as in schedule = CosineAnnealingLR(30 epochs)")
            return nil
        }
    }

    /// Applies a schedule to the counters of the run.
    static func factor(_ schedule: BlockInstance, _ evaluator: Evaluator) -> Tensor? {
        let outerRole = evaluator.context.bufferRole
        evaluator.context.bufferRole = .schedule
        defer { evaluator.context.bufferRole = outerRole }
        let scalar = TensorType(.float32, [])
        let layer = BlockInstance(
            schedule.declaration, schedule.module, configuration: schedule.configuration,
            path: "schedule.\(schedule.path)", span: schedule.span, places: schedule.places)
        let arguments = [StepScalar.step, StepScalar.epoch].map { name in
            CallArgument(
                .tensor(TensorValue(.placeholder(name, scalar), schedule.span)), schedule.span)
        }
        let value = evaluator.apply(
            .instance(layer), arguments, at: schedule.span, result: schedule.span)
        switch value {
        case .error: return nil
        case .int, .float: return Tensor.scalar(value.number ?? 1)
        case .tensor(let factor) where factor.type.rank == 0 && factor.type.dtype.isFloating:
            return factor.tensor
        default:
            _ = evaluator.fail(
                .typeMismatch, "a schedule gives one number", at: schedule.span,
                "this is \(value.noun)")
            return nil
        }
    }

    /// The figures that a graph reads.
    static func reads(_ roots: [Tensor]) -> [MetricReference] {
        var result: [MetricReference] = []
        for node in Node.inOrder(roots.map(\.node)) {
            guard let placeholder = node.operation as? Placeholder,
                placeholder.name.hasPrefix("metric.")
            else { continue }
            let parts = placeholder.name.split(separator: ".", maxSplits: 2)
            guard parts.count == 3 else { continue }
            let reference = MetricReference(part: String(parts[1]), name: String(parts[2]))
            if !result.contains(reference) { result.append(reference) }
        }
        return result
    }
}
