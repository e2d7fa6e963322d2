import DLMTypes

/// A length as a number: the divisor of a mean over an axis whose length is not known while a
/// program is checked.
public struct Length: Operation {
    public let length: Dim
    public let dtype: DType

    public init(_ length: Dim, _ dtype: DType) {
        self.length = length
        self.dtype = dtype
    }

    public func infer(_ inputs: [TensorType]) throws(OpError) -> [TensorType] {
        try requireCount(inputs, 0)
        return [TensorType(dtype, [])]
    }

    public func reference(_ inputs: [HostArray]) throws(OpError) -> [HostArray] {
        [HostArray(dtype, [], doubles: [Double(try length.known())])]
    }
}

extension Tensor {
    /// A length as a scalar: a constant when it is known.
    public static func length(_ length: Dim, _ dtype: DType) throws(OpError) -> Tensor {
        if let value = length.constant { return .scalar(Double(value), dtype) }
        return try .apply(Length(length, dtype), [])
    }
}
