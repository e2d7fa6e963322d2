import DLMTypes

/// The whole numbers from 0 up to a length: what ranges, triangles and positions are made of.
public struct Iota: Operation {
    public let length: Dim

    public init(_ length: Dim) { self.length = length }

    public func infer(_ inputs: [TensorType]) throws(OpError) -> [TensorType] {
        try requireCount(inputs, 0)
        return [TensorType(.int64, [length], classes: length)]
    }

    public func reference(_ inputs: [HostArray]) throws(OpError) -> [HostArray] {
        let count = try length.known()
        return [HostArray(.int64, [count], (0..<Int64(max(count, 0))).map { $0 })]
    }
}

extension Tensor {
    /// The whole numbers `0 ..< length`.
    public static func iota(_ length: Dim) throws(OpError) -> Tensor {
        try .apply(Iota(length), [])
    }

    /// The numbers `0 ..< length` along one axis of a shape of `rank` axes; the others have
    /// length 1, so that it broadcasts.
    static func iota(_ length: Dim, axis: Int, rank: Int) throws(OpError) -> Tensor {
        var shape = [Dim](repeating: 1, count: rank)
        shape[axis] = length
        return try iota(length).reshape(shape)
    }
}

extension ParameterType {
    /// The name of an element type: `.Float64`.
    static let dtype = ParameterType.enumeration(DType.allCases.map(\.name))
}

extension [OpArgument] {
    /// An element type by its name, or nil for `none`.
    func dtype(_ position: Int) throws(OpError) -> DType? {
        if case StaticValue.none = try value(position) { return nil }
        let name = try enumCase(position)
        guard let dtype = DType(rawValue: name) else {
            throw OpError(.argument("dtype"), message: "there is no element type .\(name)")
        }
        return dtype
    }
}
