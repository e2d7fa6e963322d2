import DLMTypes

/// Random numbers drawn anew at each step, keyed as `RandomMask` is.
public struct RandomTensor: Operation {
    /// What is drawn.
    public enum Distribution: Hashable, Sendable {
        /// In 0 ..< 1.
        case uniform
        /// Mean 0, variance 1.
        case normal
    }

    public let distribution: Distribution
    /// Hash of the layer's path.
    public let key: UInt64
    public let perSample: Bool
    public let type: TensorType

    public init(_ distribution: Distribution, key: UInt64, perSample: Bool, type: TensorType) {
        self.distribution = distribution
        self.key = key
        self.perSample = perSample
        self.type = type
    }

    public func infer(_ inputs: [TensorType]) throws(OpError) -> [TensorType] {
        try RandomDraw.check(inputs, perSample: perSample, shape: type.shape)
        return [type]
    }

    public func reference(_ inputs: [HostArray]) throws(OpError) -> [HostArray] {
        let shape = try type.shape.known()
        var values = [Double](repeating: 0, count: shape.reduce(1, *))
        let first = try RandomDraw(inputs, key: key, perSample: perSample, shape: shape)
        var words = [UInt32](repeating: 0, count: values.count)
        first.visit { place, word in words[place] = word }
        switch distribution {
        case .uniform:
            for place in values.indices {
                values[place] = Double(CounterRandom.uniform(words[place]))
            }
        case .normal:
            // The angle comes from a second stream, so that each element has its own pair.
            let second = try RandomDraw(
                inputs, key: ~key, perSample: perSample, shape: shape)
            second.visit { place, word in
                values[place] = Double(CounterRandom.normals(words[place], word).0)
            }
        }
        return [HostArray(type.dtype, shape, doubles: values)]
    }
}

extension Tensor {
    /// Random numbers in the shape and element type of this, drawn anew at each step.
    public func random(
        _ distribution: RandomTensor.Distribution, path: String, perSample: Bool = true
    ) throws(OpError) -> Tensor {
        let perSample = perSample && rank > 0
        let operation = RandomTensor(
            distribution, key: RandomKey(seed: 0).child(path).bits, perSample: perSample,
            type: type.plain)
        return try .apply(operation, Self.randomState(perSample: perSample, batch: shape.first))
    }
}
