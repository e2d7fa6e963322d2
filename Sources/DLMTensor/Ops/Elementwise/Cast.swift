import DLMTypes

/// The same numbers in another element type; floats lose their fraction toward 0.
public struct Cast: ElementwiseOperation {
    public let dtype: DType

    public var code: ScalarCode { .copy }

    public init(_ dtype: DType) { self.dtype = dtype }

    public func infer(_ inputs: [TensorType]) throws(OpError) -> [TensorType] {
        var type = inputs[0]
        if type.dtype.isFloating != dtype.isFloating { type.kind = nil }
        if dtype.isFloating || dtype == .bool { type.classes = nil }
        type.dtype = dtype
        return [type]
    }

    public func gradient(_ context: GradientContext) throws(OpError) -> [Tensor?] {
        guard dtype.isFloating else { return context.none }
        return try context.gradients { up throws(OpError) in up }
    }

    public func reference(_ inputs: [HostArray]) throws(OpError) -> [HostArray] {
        let input = inputs[0]
        if input.dtype == dtype { return [input] }
        if dtype == .bool || input.dtype.isFloating || dtype.isFloating {
            return [HostArray(dtype, input.shape, doubles: input.doubles)]
        }
        return [HostArray(dtype, input.shape, integers: input.integers)]
    }
}

extension Tensor {
    /// The same numbers in another element type; the tensor itself when it has it already.
    public func cast(to dtype: DType) throws(OpError) -> Tensor {
        if self.dtype == dtype { return self }
        if let value = scalarValue {
            return .folded(value, dtype, from: self)
        }
        if dtype == .float64, let exact = try exactDigits() { return exact }
        return try .elementwise(Cast(dtype), self)
    }
}

extension OpEntry {
    static let cast = OpEntry(
        Signature(
            "cast",
            [
                Parameter("x", .tensor),
                Parameter("dtype", .enumeration(DType.allCases.map(\.name))),
            ],
            documentation: "The same numbers in another element type; fractions go toward 0.",
            example: "cast([1.5, 2.5], .Int)"),
        samples: [
            OpSample([.tensor(.sample([2, 3])), .value(.enumCase("Float64"))]),
            OpSample(
                [.tensor(.sample([2, 3])), .value(.enumCase("Int"))], isDifferentiable: false),
        ]
    ) { arguments throws(OpError) in
        let name = try arguments.enumCase(1)
        guard let dtype = DType(rawValue: name) else {
            throw OpError(.argument("dtype"), message: "there is no element type .\(name)")
        }
        return try arguments.tensor(0).cast(to: dtype)
    }
}
