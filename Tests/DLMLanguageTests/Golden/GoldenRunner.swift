import DLMSyntax
import DLMTensor
import DLMTypes

@testable import DLMLanguage

/// Runs golden cases in one element type: elaborates them with the library, differentiates, and
/// computes by the planner's kernels as well as by the reference.
struct GoldenRunner {
    let dtype: DType
    /// What `Float` of a parameter's declaration is: PyTorch's default element type.
    var tolerance: Double { dtype == .float64 ? 1e-10 : 1e-4 }

    private static let runtime = Runtime(threads: 2)

    /// The outcomes of a family. Its expressions are parsed as one program; cases with lines of
    /// their own, and all of a family with a mistake in it, each as their own.
    func run(_ family: GoldenFamily) -> [(GoldenCase, GoldenOutcome)] {
        let shared = TestProgram(
            family.cases.enumerated().map { number, golden in
                golden.setup.isEmpty ? "result\(number) = \(golden.expression)" : ""
            }.joined(separator: "\n"), host: Self.host([]))
        return family.cases.enumerated().compactMap { number, golden in
            if dtype == .float32, !golden.isTriedInFloat32 { return nil }
            if golden.setup.isEmpty, shared.diagnostics.isEmpty {
                return (golden, run(golden, shared, "result\(number)"))
            }
            let own = TestProgram(
                "\(golden.setup)\nresult = \(golden.expression)", host: Self.host([]))
            guard own.diagnostics.isEmpty else {
                return (golden, GoldenOutcome(problems: own.diagnostics.texts))
            }
            return (golden, run(golden, own, "result"))
        }
    }

    /// Names x0, x1, … for tensors; for what is only parsed, more of them than any case has.
    private static func host(_ operands: [Tensor]) -> EvaluatorHost {
        var host = EvaluatorHost()
        for number in 0..<max(operands.count, 16) {
            host.globals["x\(number)"] =
                number < operands.count ? .tensor(TensorValue(operands[number], nil)) : .error
        }
        return host
    }

    private func run(
        _ golden: GoldenCase, _ program: TestProgram, _ name: String
    ) -> GoldenOutcome {
        var inputs: [String: HostArray] = [:]
        var operands: [Tensor] = []
        for (number, recorded) in golden.operands.enumerated() {
            let value = converted(recorded)
            inputs["x\(number)"] = value
            operands.append(.placeholder("x\(number)", value.type))
        }
        let store = VariableStore(seed: 0)
        let evaluator = Evaluator(
            program.program,
            context: ElaborationContext(
                .run(store), isTraining: golden.isTraining, floatType: dtype),
            host: Self.host(operands))
        let value = evaluator.global(name, in: program.program.main) ?? .error
        let results = tensors(value, evaluator)
        guard evaluator.diagnostics.isEmpty, let results else {
            return GoldenOutcome(problems: evaluator.diagnostics.texts + ["gives \(value.noun)"])
        }
        var outcome = GoldenOutcome()
        let variables = GoldenVariables(golden, store)
        outcome.problems = variables.problems
        variables.fill { converted($0) }
        guard outcome.problems.isEmpty else { return outcome }
        do {
            try compare(
                golden, results, operands, variables, evaluator.context.updates, inputs, &outcome)
        } catch {
            outcome.problems.append("\(error)")
        }
        return outcome
    }

    /// Floating-point numbers in the element type of this run; others as they are.
    private func converted(_ array: HostArray) -> HostArray {
        guard array.dtype.isFloating else { return array }
        return HostArray(dtype, array.shape, doubles: array.doubles)
    }

    /// A tensor, an average, a number, or several of them, in order.
    private func tensors(_ value: Value, _ evaluator: Evaluator) -> [Tensor]? {
        switch value {
        case .tuple(let items):
            let parts = items.compactMap { tensors($0, evaluator) }
            return parts.count == items.count ? parts.flatMap(\.self) : nil
        case .list(let items):
            let parts = items.compactMap { tensors($0, evaluator) }
            return parts.count == items.count ? parts.flatMap(\.self) : nil
        case .error: return nil
        default: return evaluator.tensor(value).map { [$0] }
        }
    }

    private func compare(
        _ golden: GoldenCase, _ results: [Tensor], _ operands: [Tensor],
        _ variables: GoldenVariables, _ updates: [StateUpdate], _ inputs: [String: HostArray],
        _ outcome: inout GoldenOutcome
    ) throws {
        guard results.count == golden.results.count else {
            outcome.problems.append(
                "gives \(results.count) tensors, wanted \(golden.results.count)")
            return
        }
        var parts: [GoldenPart] = []
        let isFloating =
            !variables.parameters.isEmpty || golden.operands.contains(where: \.dtype.isFloating)
        for (number, (result, recorded)) in zip(results, golden.results).enumerated() {
            var wanted = recorded.dtype
            if wanted.isFloating { wanted = isFloating ? dtype : result.dtype }
            if result.dtype != wanted || result.dtype.isFloating != wanted.isFloating {
                outcome.problems.append(
                    "result \(number) is \(result.type), wanted \(wanted.name)")
            }
            parts.append(GoldenPart("result \(number)", result, recorded, .forward))
        }
        for update in updates {
            guard let recorded = GoldenVariables.entry(update.path, golden.updates) else {
                continue
            }
            parts.append(GoldenPart("new \(update.path)", update.value, recorded, .forward))
        }
        let missing = golden.updates.count - (parts.count - results.count)
        if missing > 0 { outcome.problems.append("\(missing) buffers get no new value") }
        if golden.hasGradients {
            parts += try gradients(golden, results, operands, variables)
        }
        let tensors = parts.map(\.tensor)
        let kernels = try Self.runtime.evaluate(tensors, inputs: inputs)
        let references = try ReferenceInterpreter.run(
            Computation(outputs: tensors), inputs: inputs)
        for (way, values) in [("kernels", kernels), ("reference", references)] {
            for (part, value) in zip(parts, values) {
                outcome.compare(
                    value, part.recorded, "\(part.name) by \(way)", part.direction,
                    reach: GoldenPart.reach(parts), tolerance: tolerance)
            }
        }
    }

    /// Gradients of the sum of the results times weights, as `golden.py` takes them.
    private func gradients(
        _ golden: GoldenCase, _ results: [Tensor], _ operands: [Tensor],
        _ variables: GoldenVariables
    ) throws -> [GoldenPart] {
        var loss = Tensor.scalar(0, dtype)
        for (result, recorded) in zip(results, golden.results) where result.dtype.isFloating {
            let weights = (0..<recorded.count).map { 0.5 + Double($0 % 7) / 7 }
            let weighted =
                try result * .constant(HostArray(dtype, recorded.shape, doubles: weights))
            loss = try loss + weighted.sum()
        }
        var parts: [GoldenPart] = []
        var sources: [Tensor] = []
        for (number, recorded) in golden.gradients.sorted(by: { $0.key < $1.key }) {
            sources.append(operands[number])
            parts.append(
                GoldenPart("gradient of x\(number)", operands[number], recorded, .backward))
        }
        for (name, recorded) in golden.parameterGradients.sorted(by: { $0.key < $1.key }) {
            guard let variable = variables.parameters[name] else { continue }
            sources.append(.variable(variable))
            parts.append(
                GoldenPart("gradient of \(name)", .variable(variable), recorded, .backward))
        }
        let made = try loss.gradients(with: sources)
        for (number, gradient) in made.enumerated() { parts[number].tensor = gradient }
        return parts
    }
}

/// One array to compare.
struct GoldenPart {
    let name: String
    var tensor: Tensor
    let recorded: HostArray
    let direction: GoldenOutcome.Direction

    init(
        _ name: String, _ tensor: Tensor, _ recorded: HostArray,
        _ direction: GoldenOutcome.Direction
    ) {
        self.name = name
        self.tensor = tensor
        self.recorded = recorded
        self.direction = direction
    }

    /// The largest finite value of all.
    static func reach(_ parts: [GoldenPart]) -> Double {
        parts.flatMap { $0.recorded.doubles.lazy.filter(\.isFinite).map(abs) }.max() ?? 0
    }
}

extension HostArray {
    fileprivate var type: TensorType { TensorType(dtype, shape.map { Dim($0) }) }
}

extension Diagnostics {
    /// Headlines with what they underline and the help given.
    fileprivate var texts: [String] {
        all.map { diagnostic in
            ([diagnostic.headline, diagnostic.primary.text] + diagnostic.helps)
                .filter { !$0.isEmpty }.joined(separator: "; ")
        }
    }
}
