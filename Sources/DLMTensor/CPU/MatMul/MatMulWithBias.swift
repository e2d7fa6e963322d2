import DLMTypes

/// A matrix product plus one number a column. Made by the planner where the addition is the
/// product's only use.
struct MatMulWithBias: Operation {
    let product: MatMul

    func infer(_ inputs: [TensorType]) throws(OpError) -> [TensorType] {
        try product.infer(Array(inputs.prefix(2)))
    }

    func reference(_ inputs: [HostArray]) throws(OpError) -> [HostArray] {
        let result = try product.reference(Array(inputs.prefix(2)))[0]
        return try Add().reference([result, inputs[2]])
    }
}
