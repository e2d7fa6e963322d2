import DLMData
import DLMTensor
import DLMTraining
import DLMTypes

/// A small perceptron with dropout, momentum, a running buffer and a schedule that halves the rate
/// when the validation loss does not fall: everything a resumed run must carry.
struct SyntheticJob {
    var hidden = 16
    var samples = 50
    var batch = 8
    var epochs = 3
    var rate = 0.2
    var broken = -1
    /// Step at which the loss is divided by zero; nil for never.
    var explodesAt: Double?
    /// What the buffer `Points.seen` begins with.
    var seen: Float = 0
    var keep: (metric: MetricReference, direction: Direction)?

    func make() throws -> TrainingJob {
        let model = Variables(hidden: hidden)
        model.seen.value = HostArray(.float32, [], [seen])
        let (rate, explodesAt) = (rate, explodesAt)
        let plateau = try model.schedule()
        return TrainingJob(
            model: "Points",
            settings: TrainingSettings(batch: batch, epochs: epochs, seed: 7, keep: keep),
            parts: [
                "train": try SyntheticSource.open(samples, broken: broken),
                "valid": try SyntheticSource.open(21),
            ],
            variables: model.all,
            trainingStep: { types in
                try model.step(types, isTraining: true, rate: rate, explodesAt: explodesAt)
            },
            evaluationStep: { types in
                try model.step(types, isTraining: false, rate: rate, explodesAt: nil)
            },
            schedule: plateau, metrics: [("accuracy", .max)],
            record: ProgramRecord(
                sources: [("points.dlm", "model Points { }\n# a \"quoted\" line")],
                overrides: [("epochs", "3")], facts: ["points.classes": "4"]))
    }

    /// The evaluation step alone, as a program's predict block has it.
    func prediction(_ variables: [Variable], output: String) throws -> EvaluationJob {
        let model = Variables(hidden: hidden, variables)
        return EvaluationJob(
            model: "Points", part: "points.test", data: try SyntheticSource.open(13), batch: 4,
            output: output,
            step: { types in
                var graph = try model.step(types, isTraining: false, rate: 0, explodesAt: nil)
                let logits = try model.logits(types, isTraining: false)
                graph.columns = [
                    ("id", .field("name")), ("score", .tensor(try logits.softmax())),
                    ("class", .names(try logits.argmax(), ["a", "b,c", "d", "e"])),
                ]
                return graph
            })
    }

    final class Variables: Sendable {
        let w1, b1, w2, momentum, seen, factor, lowest: Variable

        init(hidden: Int, _ given: [Variable] = []) {
            func variable(_ path: String, _ role: Variable.Role, _ shape: [Int]) -> Variable {
                if let known = given.first(where: { $0.path == path }) { return known }
                var random = CounterRandom(RandomKey(seed: 1).child(path))
                let count = shape.reduce(1, *)
                let values = (0..<count).map { _ -> Float in
                    role == .parameter ? random.uniform(-0.5, 0.5) : 0
                }
                return Variable(
                    path: path, role: role, type: TensorType(.float32, shape.map { Dim($0) }),
                    value: HostArray(floats: values, shape: shape))
            }
            w1 = variable("Points.hidden.weight", .parameter, [hidden, 8])
            b1 = variable("Points.hidden.bias", .parameter, [hidden])
            w2 = variable("Points.out.weight", .parameter, [4, hidden])
            momentum = variable("optimizer.hidden.velocity", .optimizer, [hidden, 8])
            seen = variable("Points.seen", .buffer, [])
            factor = variable("schedule.reduction", .schedule, [])
            lowest = variable("schedule.lowest", .schedule, [])
            reads = (.variable(w1), .variable(b1), .variable(w2))
        }

        /// Handles that a graph and its gradients share.
        let reads: (w1: Tensor, b1: Tensor, w2: Tensor)

        var all: [Variable] { [w1, b1, w2, momentum, seen, factor, lowest] }

        func logits(_ types: [String: TensorType], isTraining: Bool) throws -> Tensor {
            guard let type = types["x"] else { throw TrainingFault("no x") }
            let x = Tensor.placeholder("x", type)
            var hidden = try x.linear(reads.w1, reads.b1).relu()
            if isTraining { hidden = try hidden.dropout(0.25, path: "hidden.dropout") }
            return try hidden.linear(reads.w2)
        }

        func step(
            _ types: [String: TensorType], isTraining: Bool, rate: Double, explodesAt: Double?
        ) throws -> StepGraph {
            guard let labelType = types["label"] else { throw TrainingFault("no label") }
            let count = Double(labelType.knownShape?.first ?? 0)
            let label = Tensor.placeholder("label", labelType)
            let logits = try logits(types, isTraining: isTraining)
            let picked = try logits.logSoftmax().gather(
                try label.reshape([labelType.shape[0], Dim(1)]))
            var sum = try picked.sum().negate()
            if let explodesAt {
                let step = Tensor.placeholder(StepScalar.step, TensorType(.float32, []))
                sum = try Origin.$current.withValue(
                    Origin(location: "points.dlm:12", path: "loss.divide")
                ) {
                    try sum / (step - .scalar(explodesAt))
                }
            }
            let correct = try logits.argmax().equals(label).cast(to: .float32).sum()
            let weight = Tensor.scalar(count)
            var graph = StepGraph(
                loss: Average(sum: sum, weight: weight),
                metrics: [("accuracy", Average(sum: correct, weight: weight))])
            guard isTraining else { return graph }

            let gradients = try (sum / weight).gradients(with: [reads.w1, reads.b1, reads.w2])
            let scale = Tensor.placeholder(
                StepScalar.scheduleFactor, TensorType(.float32, []))
            let lr = try scale * .scalar(rate)
            let velocity = try Tensor.variable(momentum) * .scalar(0.9) + gradients[0]
            graph.updates = [
                .init(momentum, velocity), .init(w1, try reads.w1 - lr * velocity),
                .init(b1, try reads.b1 - lr * gradients[1]),
                .init(w2, try reads.w2 - lr * gradients[2]),
                .init(seen, try Tensor.variable(seen) + weight),
            ]
            return graph
        }

        /// Halves the rate whenever the validation loss is not below its lowest.
        func schedule() throws -> ScheduleGraph {
            let scalar = TensorType(.float32, [])
            let name = StepScalar.metric(part: "valid", name: "loss")
            let loss = Tensor.placeholder(name, scalar)
            let best = Tensor.variable(lowest)
            // Both buffers begin at zero: `lowest` holds minus the inverse of the loss.
            let score = try Tensor.scalar(-1) / loss
            let improves = try score < best
            let more = try Tensor.variable(factor) + .scalar(1)
            let reduction = try Tensor.select(improves, .variable(factor), more)
            return ScheduleGraph(
                factor: try (Tensor.variable(factor) * .scalar(-0.6931)).exp(),
                updates: [
                    .init(factor, reduction), .init(lowest, try score.minimum(best)),
                ],
                reads: [MetricReference(part: "valid", name: "loss")])
        }
    }
}
