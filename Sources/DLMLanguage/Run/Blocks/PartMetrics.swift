import DLMSyntax
import DLMTensor
import DLMTraining
import DLMTypes

/// `valid`, `train` or `test` in a schedule or in `keep`: its members are the figures measured on
/// that part of the data.
struct PartMetrics: HostObject {
    let part: String
    /// Names of the figures, the loss among them.
    let names: [String]
    /// A schedule computes with figures, so it gets numbers given at run time.
    let asTensor: Bool

    var noun: String { "the part \(part)" }
    var memberNames: [String] { names }

    func member(_ name: String, _ evaluator: Evaluator) -> Value? {
        guard names.contains(name) else { return nil }
        let reference = MetricReference(part: part, name: name)
        guard asTensor else { return .metric(reference) }
        return .tensor(
            TensorValue(
                .placeholder(
                    StepScalar.metric(part: part, name: name), TensorType(.float32, [])), nil))
    }
}

/// `best(valid.accuracy)`: which epoch a run keeps.
struct KeepPolicy: HostObject {
    let metric: MetricReference

    var noun: String { "a choice of the best epoch" }

    /// `best` as the setting `keep` sees it.
    static let best = Builtin(
        "best", [BuiltinParameter("metric", nil)],
        documentation: "Keeps the epoch with the best figure: best(valid.accuracy)."
    ) { evaluator, call in
        switch call.values[0] {
        case .metric(let metric): return .object(KeepPolicy(metric: metric))
        case .error: return .error
        default:
            return evaluator.fail(
                .typeMismatch, "best takes a figure of a part", at: call.span,
                "is given \(call.values[0].noun)", help: "as in best(valid.loss)")
        }
    }
}
