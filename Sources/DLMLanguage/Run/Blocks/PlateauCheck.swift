import DLMSyntax
import DLMTraining

/// What the types of `ReduceLROnPlateau` cannot say: figures are measured once an epoch, and some
/// of them grow when a model gets better.
struct PlateauCheck {
    let evaluator: Evaluator
    /// Whether more or less of a figure is better.
    let directions: [String: Direction]

    /// Looks at a schedule and at those it is made of.
    func check(_ schedule: BlockInstance) {
        for value in schedule.configuration.values { inner(value) }
        guard schedule.module.isLibrary, schedule.name == "ReduceLROnPlateau" else { return }
        for name in ["patience", "cooldown"] {
            guard case .duration(_, .steps)? = schedule.configuration[name] else { continue }
            _ = evaluator.fail(
                .typeMismatch, "\(name) of \(schedule.name) counts epochs", at: schedule.span,
                "is given steps; figures are measured once an epoch",
                help: "write \(name): 2 epochs")
        }
        guard case .tensor(let metric)? = schedule.configuration["metric"],
            case .enumCase(let mode)? = schedule.configuration["mode"],
            let figure = ScheduleEvaluation.reads([metric.tensor]).first,
            let direction = directions[figure.name], direction.rawValue != mode
        else { return }
        let better = direction == .max ? "larger" : "smaller"
        _ = evaluator.fail(
            .typeMismatch, "\(figure.name) is better when \(better), and mode is .\(mode)",
            at: schedule.span, help: "write mode: .\(direction.rawValue)")
    }

    private func inner(_ value: Value) {
        switch value {
        case .instance(let schedule): check(schedule)
        case .list(let items): items.forEach(inner)
        default: break
        }
    }
}
