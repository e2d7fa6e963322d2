import DLMTensor
import DLMTypes

@testable import DLMLanguage

extension GoldenRunner {
    /// Holds results, gradients and new values of buffers to the recorded ones.
    func compare(
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
        let kernels = try GoldenRunner.runtime.evaluate(tensors, inputs: inputs)
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
