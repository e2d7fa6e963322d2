import DLMTypes

/// The same value, given out when other values are known: what is computed from it runs later,
/// and is not merged with what was computed from the original.
public struct After: Operation {
    public init() {}

    public func infer(_ inputs: [TensorType]) throws(OpError) -> [TensorType] {
        guard let first = inputs.first else {
            throw OpError(.unsupported("operands"), message: "there is nothing to give out")
        }
        return [first]
    }

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        try context.gradients { up throws(OpError) in up }
    }

    public func reference(_ inputs: [HostArray]) throws(OpError) -> [HostArray] { [inputs[0]] }
}

extension Tensor {
    /// The same value, given out when `others` are known.
    func after(_ others: [Tensor]) throws(OpError) -> Tensor {
        try .apply(After(), [self] + others)
    }
}
