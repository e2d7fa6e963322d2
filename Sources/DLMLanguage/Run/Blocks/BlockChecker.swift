import DLMData
import DLMSyntax
import DLMTensor
import DLMTraining
import DLMTypes

/// Checks one run block: its settings evaluated on symbolic batches, once for training and once for
/// evaluation where both happen.
struct BlockChecker {
    let environment: RunEnvironment
    let models: ElaboratedModels
    let block: RunBlock

    /// Gives the definitions that were evaluated.
    func check(_ diagnostics: inout Diagnostics) -> Set<ObjectIdentifier> {
        switch block.kind {
        case .train:
            let evaluator = evaluator(isTraining: true)
            if let data = BlockData(block, evaluator) {
                checkTraining(data, evaluator)
                diagnostics.addNew(evaluator.diagnostics)
                for part in data.measuredParts.prefix(1) { checkStep(part, &diagnostics) }
            } else {
                diagnostics.addNew(evaluator.diagnostics)
            }
            return evaluator.visited
        case .evaluate, .predict:
            let evaluator = evaluator(isTraining: false)
            let data = BlockData(block, evaluator)
            diagnostics.addNew(evaluator.diagnostics)
            if let part = data?.part { checkStep(part, &diagnostics) }
            return evaluator.visited
        }
    }

    private func evaluator(isTraining: Bool) -> Evaluator {
        let evaluator = environment.evaluator(.check, isTraining: isTraining)
        evaluator.elaborated = models
        return evaluator
    }

    private var batch: Dim { Dim(DimSymbol("B")) }

    private func checkTraining(_ data: BlockData, _ evaluator: Evaluator) {
        guard let part = data.value.part("train") else { return }
        let plain = PlainSettings(evaluator: evaluator, block: block)
        _ = plain.count("batch", default: PlainSettings.defaultBatch)
        _ = plain.count("epochs", default: PlainSettings.defaultEpochs)
        _ = plain.count("accumulate", default: 1)
        _ = plain.seed()
        let batch = batch
        guard
            let step = StepElaboration(
                block, fields: part.fields.batched(batch), batch: batch, evaluator: evaluator)
        else { return }
        let loss = step.loss()
        let metrics = step.metrics()
        let figures = step.metricNames + ["loss"]
        let kept = plain.keep(parts: data.figureParts, figures: figures)
        var directions: [String: Direction] = ["loss": .min]
        for metric in metrics { directions[metric.name] = metric.value.direction }
        if let kept, metrics.contains(where: { $0.name == kept.name }),
            directions[kept.name] == nil, let span = block["keep"]?.span
        {
            _ = evaluator.fail(
                .typeMismatch, "whether more or less of \(kept.name) is better is not said",
                at: span, "best wants to know",
                help: "say it where the metric is made: average(sum, weight, better: .max)")
        }
        let parameters = evaluator.context.parameters
        if let loss, !evaluator.diagnostics.hasErrors, let span = block["loss"]?.span {
            evaluator.checkReach(loss.average, parameters, at: span)
        }
        let optimization = Optimization(
            evaluator: evaluator, block: block, model: block.node.model.name,
            scope: Scope(block.module))
        let gradients = parameters.map { Tensor.unplaced("gradient", $0.tensor.type) }
        let clipped = optimization.clip(gradients)?.gradients ?? gradients
        let items = zip(parameters, clipped).map {
            Optimization.Item(path: $0.path, value: $0.tensor, gradient: $1)
        }
        let next = optimization.step(items) ?? parameters.map(\.tensor)
        if let average = WeightAverage(block, evaluator) {
            for (parameter, weight) in zip(parameters, next) {
                let stand = Tensor.unplaced("average", parameter.tensor.type.plain)
                guard average.step(parameter.path, average: stand, weight: weight) != nil else {
                    break
                }
            }
        }
        _ = ScheduleEvaluation(
            evaluator: evaluator, block: block, parts: data.figureParts, figures: figures,
            directions: directions
        ).factor()
    }

    private func checkStep(_ part: DataBlockValue.Part, _ diagnostics: inout Diagnostics) {
        let evaluator = evaluator(isTraining: false)
        let batch = batch
        let fields = part.fields.batched(batch)
        if let step = StepElaboration(block, fields: fields, batch: batch, evaluator: evaluator) {
            _ = step.loss()
            _ = step.metrics()
            for write in block.writes {
                _ = PlainSettings(evaluator: evaluator, block: block).path(write)
                _ = step.columns(write)
            }
        }
        diagnostics.addNew(evaluator.diagnostics)
    }
}

extension Diagnostics {
    /// Adds those that do not speak of a place about which the same was said before, in whatever
    /// words: a second elaboration sees the same mistake with other lengths.
    mutating func addNew(_ other: Diagnostics) {
        struct Place: Hashable {
            let code: DiagnosticCode
            let span: Span
        }
        var known = Set(all.map { Place(code: $0.code, span: $0.primary.span) })
        for diagnostic in other.all {
            let place = Place(code: diagnostic.code, span: diagnostic.primary.span)
            if known.insert(place).inserted { add(diagnostic) }
        }
    }
}
