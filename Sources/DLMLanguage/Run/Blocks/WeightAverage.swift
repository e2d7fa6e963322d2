import DLMSyntax
import DLMTensor
import DLMTypes

/// What the `average` setting does: a block from the average of a weight so far and its new value
/// to the new average. Evaluation, the epoch that is kept and predictions use the averages.
struct WeightAverage {
    let evaluator: Evaluator
    let block: RunBlock
    private let rule: BlockInstance
    private let span: Span

    /// Nil when the block has no such setting, or it was refused.
    init?(_ block: RunBlock, _ evaluator: Evaluator) {
        guard let expr = block["average"] else { return nil }
        var value = evaluator.evaluate(expr, in: Scope(block.module))
        if case .block(let name) = value {
            value = evaluator.instantiate(name, [], at: expr.span, rename: nil)
        }
        guard case .instance(let layer) = value, layer.declaration.inputs.count == 2 else {
            if !value.isError {
                _ = evaluator.fail(
                    .typeMismatch, "an average of the weights is wanted", at: expr.span,
                    "this is \(value.noun)", help: "as in average = EMA(decay: 0.999)")
            }
            return nil
        }
        self.evaluator = evaluator
        self.block = block
        rule = layer
        span = expr.span
    }

    /// The variable that holds a parameter's average; made with the parameter's value.
    func variable(_ parameter: Variable, _ store: VariableStore) -> Variable? {
        let path = Variable.averagePrefix + parameter.path
        if let known = store[path] { return known }
        let bytes = HostMemory.byteCount(parameter.type.dtype, parameter.type.knownShape ?? [])
        guard let bytes, HostMemory.canHold(2 * bytes) else {
            _ = evaluator.fail(
                .outOfMemory, "no memory for the average of \(parameter.path)", at: span,
                help: "leave out average")
            return nil
        }
        return store.variable(path, role: .average, type: parameter.type.plain) {
            parameter.value
        }
    }

    /// The new average of a parameter, nil when it was refused. Buffers of the block are updated in
    /// the evaluator's context.
    func step(_ path: String, average: Tensor, weight: Tensor) -> Tensor? {
        let outerRole = evaluator.context.bufferRole
        evaluator.context.bufferRole = .optimizer
        defer { evaluator.context.bufferRole = outerRole }
        let layer = BlockInstance(
            rule.declaration, rule.module, configuration: rule.configuration,
            path: Variable.averagePrefix + path, span: rule.span, places: rule.places)
        let arguments = [average, weight].map {
            CallArgument(.tensor(TensorValue($0, span)), span)
        }
        let value = evaluator.apply(.instance(layer), arguments, at: layer.span, result: span)
        switch value {
        case .error: return nil
        case .tensor(let next):
            let wanted = average.type
            if next.type.rank == wanted.rank, next.type.dtype == wanted.dtype,
                zip(next.type.shape, wanted.shape).allSatisfy({ $0.relation(to: $1) == .equal })
            {
                return next.tensor
            }
            _ = evaluator.fail(
                .shapeMismatch, "\(layer.name) must give an average of the weight's shape",
                at: span, "\(path) is \(wanted), this is \(next.type)")
        default:
            _ = evaluator.fail(
                .typeMismatch, "\(layer.name) must give the new average", at: span,
                "this is \(value.noun)")
        }
        return nil
    }
}
