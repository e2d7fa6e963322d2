import DLMSyntax
import DLMTraining

extension StepElaboration {
    /// Whether a metric has the name of something else that a record of an epoch holds: a line of
    /// `metrics.jsonl` would have it twice. Refused at the name.
    func isReserved(_ metric: String, in expr: Expr) -> Bool {
        let isLoss = metric == MetricSums.loss && block["loss"] != nil
        guard isLoss || EpochRecord.ownNames.contains(metric) else { return false }
        var span = expr.span
        if case .record(let entries) = expr.kind {
            span = entries.first { $0.key.text == metric }?.key.span ?? span
        }
        _ = evaluator.fail(
            .duplicateName, "a metric cannot be called \(metric)", at: span,
            isLoss ? "the loss is reported as \(metric)" : "every record has one of its own",
            help: isLoss ? "leave it out, or rename it" : "rename it")
        return true
    }
}

extension RecordKey {
    /// The name as a program uses it.
    var text: String {
        switch self {
        case .name(let name): name.name
        case .string(let text, _): text
        case .otherwise: "else"
        }
    }
}
