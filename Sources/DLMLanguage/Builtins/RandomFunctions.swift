import DLMSyntax
import DLMTensor
import DLMTypes

extension BuiltinTable {
    /// Randomness: dropout is drawn anew at each step, `rand` and `randn` are constants of a seed.
    static let random: [Builtin] = [
        dropout, noise,
        drawn("randn", "normally distributed, mean 0 and variance 1", normal: true),
        drawn("rand", "even between 0 and 1", normal: false),
    ]

    private static let dropout = Builtin(
        "dropout", [BuiltinParameter("x", .tensor), BuiltinParameter("p", .float)],
        documentation: "Sets numbers to zero with probability p and scales the others by 1/(1-p); "
            + "which ones depends on the layer's path, the step and the sample.",
        example: "dropout(ones([2, 3]), 0.5)"
    ) { evaluator, call in
        guard case .tensor(let x) = call.values[0] else { return .error }
        guard let p = call.values[1].number else {
            return evaluator.refuseOpen(call, 1, "p of dropout")
        }
        let path = evaluator.context.frame.next("dropout")
        return evaluator.build(call, name: "dropout") { () throws(OpError) in
            try x.tensor.dropout(p, path: path)
        }
    }

    private static let noise = Builtin(
        "noise",
        [
            BuiltinParameter("x", .tensor),
            BuiltinParameter(
                "distribution", .enumeration(["uniform", "normal"]),
                default: .enumCase("normal")),
        ],
        documentation:
            "Random numbers in the shape of x, drawn anew at each step as dropout's are: "
            + "normally distributed, or even between 0 and 1.",
        example: "noise(ones([2, 3]), .uniform)"
    ) { evaluator, call in
        guard case .tensor(let x) = call.values[0], case .enumCase(let name) = call.values[1]
        else { return .error }
        let path = evaluator.context.frame.next("noise")
        return evaluator.build(call, name: "noise") { () throws(OpError) in
            let like = try x.type.dtype.isFloating ? x.tensor : x.tensor.cast(to: .float32)
            return try like.random(name == "normal" ? .normal : .uniform, path: path)
        }
    }

    private static func drawn(_ name: String, _ what: String, normal: Bool) -> Builtin {
        Builtin(
            name,
            [
                BuiltinParameter("shape", .oneOrList(.int)),
                BuiltinParameter("seed", .int, default: .int(0), needsLabel: true),
            ], documentation: "A tensor of random numbers, \(what); the same for the same seed.",
            example: "\(name)([2, 3], seed: 7)"
        ) { evaluator, call in
            guard let shape = evaluator.lengths(call, 0) else { return .error }
            let known = shape.compactMap(\.constant)
            guard known.count == shape.count else {
                return .tensor(
                    TensorValue(.unplaced(name, TensorType(.float32, shape)), call.resultSpan))
            }
            guard let bytes = HostMemory.byteCount(.float32, known), HostMemory.canHold(bytes)
            else {
                let bytes = HostMemory.byteCount(.float32, known) ?? .max
                return evaluator.fail(
                    .outOfMemory, "no memory for \(known) random numbers", at: call.span,
                    HostMemory.refusal(bytes))
            }
            let seed = UInt64(bitPattern: Int64(call.values[1].dim?.constant ?? 0))
            let key = RandomKey(seed: seed).child(name)
            return evaluator.build(call, name: name) { () throws(OpError) in
                try .random(normal ? .normal : .uniform, shape, key: key)
            }
        }
    }
}
