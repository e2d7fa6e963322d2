import DLMSyntax
import DLMTensor
import DLMTypes

/// Functions behind the standard library that give several results at once.
enum LibraryBuiltins {
    static var all: [String: Value] { ["batchNorm": .function(.builtin(batchNorm))] }

    private static let batchNorm = Builtin(
        "batchNorm",
        [
            BuiltinParameter("x", .tensor),
            BuiltinParameter("weight", .tensor, default: StaticValue.none),
            BuiltinParameter("bias", .tensor, default: StaticValue.none),
            BuiltinParameter("axis", .int, default: .int(1)),
            BuiltinParameter("epsilon", .float, default: .float(1e-5)),
        ],
        documentation: """
            Normalises each channel by its statistics over this batch: (y, mean, variance), the \
            variance divided by the number of values.
            """,
        example: "batchNorm(randn([4, 3], seed: 1))"
    ) { evaluator, call in
        guard case .tensor(let x) = call.values[0], let axis = call.values[3].dim?.constant,
            let epsilon = call.values[4].number
        else { return .error }
        let (weight, bias) = (call.values[1].tensor, call.values[2].tensor)
        var statistics: [Value] = []
        let y = evaluator.build(call, name: "batchNorm") { () throws(OpError) in
            let result = try x.tensor.batchNormalized(
                weight: weight, bias: bias, axis: axis, epsilon: epsilon)
            statistics = [result.mean, result.variance].map {
                .tensor(TensorValue($0, call.resultSpan))
            }
            return result.y
        }
        return y.isError ? .error : .tuple([y] + statistics)
    }
}

extension Value {
    fileprivate var tensor: Tensor? {
        if case .tensor(let value) = self { return value.tensor }
        return nil
    }
}
