import DLMTypes

@testable import DLMTensor

/// A sample's function over stand-ins, with the gradients of a sum over its results that depends
/// on each element in its own way.
struct SampleGraph {
    let inputs: [String: HostArray]
    let results: [Tensor]
    /// One for each floating-point operand; none where the sample is not differentiable.
    let gradients: [Tensor]
    let sources: [Tensor]

    var tensors: [Tensor] { results + gradients }

    /// `operands` are what the function is applied to, `sources` what is differentiated.
    init(
        _ sample: SampleCase, operands: [Tensor], sources: [Tensor], inputs: [String: HostArray]
    ) throws(OpError) {
        self.inputs = inputs
        results = try sample.build(operands)
        let floating = sources.filter(\.dtype.isFloating)
        guard sample.sample.isDifferentiable, !floating.isEmpty else {
            (self.sources, gradients) = ([], [])
            return
        }
        self.sources = floating
        var loss = Tensor.scalar(0, floating[0].dtype)
        for (place, result) in results.enumerated() where result.dtype.isFloating {
            loss = try loss + result.weightedSum(seed: UInt64(11 + place))
        }
        gradients = try loss.gradients(with: floating)
    }
}

extension SampleCase {
    /// The tensor arguments, in an element type where they are floating-point.
    func arrays(_ dtype: DType) -> [HostArray] {
        zip(names, tensors).map { name, tensor in
            let array = inputs[name] ?? HostArray(zeros: tensor.dtype, [])
            guard array.dtype.isFloating else { return array }
            return HostArray(dtype, array.shape, doubles: array.doubles)
        }
    }

    /// The sample with dense operands.
    func graph(_ dtype: DType) throws(OpError) -> SampleGraph {
        let arrays = arrays(dtype)
        let stand = zip(names, arrays).map { Tensor.placeholder($0, $1.type) }
        return try SampleGraph(
            self, operands: stand, sources: stand,
            inputs: Dictionary(uniqueKeysWithValues: zip(names, arrays)))
    }
}

extension Tensor {
    /// The sum of its elements, each with a weight of its own.
    func weightedSum(seed: UInt64) throws(OpError) -> Tensor {
        let weights = Tensor.sample(try shape.known(), 0.5...1.5, seed: seed)
        return try (self * weights.cast(to: dtype)).sum()
    }
}

/// Results of both ways to compute: the planner's kernels, and the reference.
struct BothWays {
    let kernels: [HostArray]
    let references: [HostArray]

    private static let runtimes = [Runtime(threads: 1), Runtime(threads: 2)]

    init(_ tensors: [Tensor], _ inputs: [String: HostArray], threads: Int = 2) throws {
        references = try Differences.evaluate(tensors, inputs)
        kernels = try Self.runtimes[threads - 1].evaluate(tensors, inputs: inputs)
    }

    /// The largest distance between the two; infinite where shapes or types differ.
    var distance: Double { Self.distance(kernels, references) }

    static func distance(_ left: [HostArray], _ right: [HostArray]) -> Double {
        if left.count != right.count { return .infinity }
        return zip(left, right).map { DLMTensorTests.distance($0, $1) }.max() ?? 0
    }
}
