import DLMTypes

/// A random truth value an element, true with probability `keep`.
///
/// Operands: the random state's step `Int[3]`, and with `perSample` its samples `Int[B]`, where B
/// is the first length of `shape`. An element depends on seed, epoch, step, the layer's key, the
/// sample's index in the data set and the position within the sample; not on the place in the
/// batch, nor on threads.
public struct RandomMask: Operation {
    public let keep: Double
    /// Hash of the layer's path.
    public let key: UInt64
    public let perSample: Bool
    public let shape: [Dim]

    public init(keep: Double, key: UInt64, perSample: Bool, shape: [Dim]) {
        self.keep = keep
        self.key = key
        self.perSample = perSample
        self.shape = shape
    }

    public func infer(_ inputs: [TensorType]) throws(OpError) -> [TensorType] {
        try RandomDraw.check(inputs, perSample: perSample, shape: shape)
        return [TensorType(.bool, shape)]
    }

    public func reference(_ inputs: [HostArray]) throws(OpError) -> [HostArray] {
        let lengths = try shape.known()
        let draw = try RandomDraw(inputs, key: key, perSample: perSample, shape: lengths)
        let threshold = RandomMask.threshold(keep)
        var values = [Double](repeating: 0, count: lengths.reduce(1, *))
        draw.visit { place, word in values[place] = UInt64(word) < threshold ? 1 : 0 }
        return [HostArray(.bool, lengths, doubles: values)]
    }

    /// An element is true where its 32-bit word lies below this.
    public static func threshold(_ keep: Double) -> UInt64 {
        UInt64((min(max(keep, 0), 1) * 0x1p32).rounded())
    }
}

extension Tensor {
    /// The placeholders of the random state.
    static func randomState(perSample: Bool, batch: Dim?) -> [Tensor] {
        let step = Tensor.placeholder(RandomState.step, TensorType(.int64, [3]))
        guard perSample, let batch else { return [step] }
        return [step, .placeholder(RandomState.samples, TensorType(.int64, [batch]))]
    }

    /// Dropout (N. Srivastava et al., 2014): zeroes elements with probability `rate` and scales
    /// the others by 1/(1 - rate). `path` names the layer.
    public func dropout(
        _ rate: Double, path: String, perSample: Bool = true
    ) throws(OpError) -> Tensor {
        try Self.requireRate(rate)
        if rate == 0 { return self }
        let mask = try randomMask(keep: 1 - rate, path: path, perSample: perSample)
        let scaled = try rate == 1 ? self : self * (1 / (1 - rate))
        return try .select(mask, scaled, 0)
    }

    /// A random truth value for each element of this, true with probability `keep`.
    public func randomMask(
        keep: Double, path: String, perSample: Bool = true
    ) throws(OpError) -> Tensor {
        try Self.randomMask(shape, keep: keep, path: path, perSample: perSample)
    }

    private static func randomMask(
        _ shape: [Dim], keep: Double, path: String, perSample: Bool
    ) throws(OpError) -> Tensor {
        let perSample = perSample && !shape.isEmpty
        let mask = RandomMask(
            keep: keep, key: RandomKey(seed: 0).child(path).bits, perSample: perSample,
            shape: shape)
        return try .apply(mask, randomState(perSample: perSample, batch: shape.first))
    }

    /// Random truth values that broadcast to this, false with probability `rate`: one for all
    /// places along the axes of `shared`. When axis 0 is among them, all samples have the same.
    public func dropMask(
        _ rate: Double, path: String, sharing shared: [Int] = []
    ) throws(OpError) -> Tensor {
        try Self.requireRate(rate)
        var lengths = shape
        for axis in try Axes.resolve(shared, rank: rank) { lengths[axis] = 1 }
        let isCommon = try Axes.resolve(shared, rank: rank).contains(0)
        return try Self.randomMask(
            lengths, keep: 1 - rate, path: path, perSample: !isCommon)
    }

    private static func requireRate(_ rate: Double) throws(OpError) {
        guard rate >= 0, rate <= 1 else {
            throw OpError(
                .argument("p"), message: "a dropout probability lies in 0 ... 1; this is \(rate)")
        }
    }
}
