import DLMTypes

extension OpEntry {
    private static func stacking(
        _ name: String, _ documentation: String,
        build: @escaping @Sendable ([Tensor]) throws(OpError) -> Tensor
    ) -> OpEntry {
        let signature = Signature(
            name, [Parameter("tensors", .tensors)], documentation: documentation,
            example: "\(name)([[1.0, 2.0], [3.0, 4.0]])")
        return OpEntry(
            signature,
            samples: [
                OpSample([.tensors([.sample([2, 3]), .sample([2, 3], seed: 2)])]),
                OpSample([.tensors([.sample([3]), .sample([3], seed: 2)])]),
            ]
        ) { arguments throws(OpError) in try build(arguments.tensors(0)) }
    }

    static let hstack = stacking(
        "hstack", "Tensors joined side by side: along the second axis, or the only one."
    ) { tensors throws(OpError) in
        var lifted: [Tensor] = []
        for tensor in tensors { lifted.append(try tensor.rank == 0 ? tensor.reshape([1]) : tensor) }
        return try .concat(lifted, axis: (lifted.first?.rank ?? 0) > 1 ? 1 : 0)
    }

    static let vstack = stacking(
        "vstack", "Tensors joined one below the other: along the first axis; vectors are rows."
    ) { tensors throws(OpError) in
        var lifted: [Tensor] = []
        for tensor in tensors {
            lifted.append(try tensor.rank < 2 ? tensor.reshape([1, tensor.type.count]) : tensor)
        }
        return try .concat(lifted, axis: 0)
    }
}
