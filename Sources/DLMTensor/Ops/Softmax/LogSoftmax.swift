import DLMTypes

/// The logarithm of softmax along an axis, computed in one: log-probabilities.
public struct LogSoftmax: CompositeOperation {
    /// Non-negative.
    public let axis: Int

    public init(axis: Int) { self.axis = axis }

    public func infer(_ inputs: [TensorType]) throws(OpError) -> [TensorType] {
        [try inferSoftmax(inputs, axis: axis, kind: .logProbs)]
    }

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        let y = context.outputs[0]
        return try context.gradients { up throws(OpError) in
            try up - y.exp() * up.sum(axes: [axis], keepsAxes: true)
        }
    }

    public func expansion(_ inputs: [Tensor]) throws(OpError) -> [Tensor] {
        let shifted = try inputs[0] - inputs[0].max(axes: [axis], keepsAxes: true)
        return [try shifted - shifted.exp().sum(axes: [axis], keepsAxes: true).log()]
    }

    public func reference(_ inputs: [HostArray]) throws(OpError) -> [HostArray] {
        [inputs[0].mappingLines(axis: axis, Softmax.logarithms)]
    }
}

extension Tensor {
    /// The logarithm of softmax along an axis: log-probabilities.
    public func logSoftmax(axis: Int = -1) throws(OpError) -> Tensor {
        try .apply(LogSoftmax(axis: try Axes.resolve(axis, rank: rank)), [self])
    }
}

extension OpEntry {
    static let logSoftmax = alongAxis(
        "logSoftmax", "The logarithm of softmax along an axis: log-probabilities."
    ) { x, axis throws(OpError) in try x.logSoftmax(axis: axis) }
}
