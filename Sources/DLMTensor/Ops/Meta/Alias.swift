import DLMTypes

/// The same value as a node of its own, so that a derivative can be taken with respect to this use
/// of it alone.
public struct Alias: ElementwiseOperation {
    public var code: ScalarCode { .copy }

    public init() {}

    public func infer(_ inputs: [TensorType]) throws(OpError) -> [TensorType] {
        try requireCount(inputs, 1)
        return inputs
    }

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        try context.gradients { up throws(OpError) in up }
    }
}

extension Tensor {
    /// The same value as a node of its own.
    public func alias() throws(OpError) -> Tensor { try .apply(Alias(), [self]) }

    /// The array of a constant, under whatever name or meaning it goes; nil for anything computed.
    public var constantArray: HostArray? {
        var tensor = self
        while true {
            switch tensor.node.operation {
            case let leaf as Constant: return leaf.value
            case is Alias, is Relabel, is StopGradient: tensor = tensor.node.inputs[0]
            default: return nil
            }
        }
    }
}
