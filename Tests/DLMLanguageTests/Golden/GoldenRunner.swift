import DLMSyntax
import DLMTensor
import DLMTypes

@testable import DLMLanguage

/// Runs golden cases in one element type: elaborates them with the library, differentiates, and
/// computes by the planner's kernels as well as by the reference.
struct GoldenRunner {
    /// Of operands and parameters, as PyTorch's default element type.
    let dtype: DType
    /// Of errors relative to the largest value.
    var tolerance: Double { dtype == .float64 ? 1e-10 : 1e-4 }

    static let runtime = Runtime(threads: 2)

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
