/// The static type of a tensor: element type, shape, and what its numbers mean.
public struct TensorType: Hashable, Sendable {
    public var dtype: DType
    public var shape: [Dim]
    /// Meaning of the last axis, when known.
    public var kind: Kind?
    /// For integer labels, the number of classes: values lie in `0 ..< classes`.
    public var classes: Dim?

    public init(_ dtype: DType, _ shape: [Dim], kind: Kind? = nil, classes: Dim? = nil) {
        self.dtype = dtype
        self.shape = shape
        self.kind = kind
        self.classes = classes
    }

    public var rank: Int { shape.count }

    /// The number of elements.
    public var count: Dim { shape.reduce(Dim(1)) { $0 * $1 } }

    /// The lengths, when every one is known.
    public var knownShape: [Int]? {
        var lengths: [Int] = []
        for dim in shape {
            guard let length = dim.constant else { return nil }
            lengths.append(length)
        }
        return lengths
    }

    /// The same type with symbols replaced.
    public func substituting(_ values: [DimSymbol: Dim]) -> TensorType {
        var copy = self
        copy.shape = shape.map { $0.substituting(values) }
        copy.classes = classes?.substituting(values)
        return copy
    }

    /// The same shape and element type, with nothing said about meaning.
    public var plain: TensorType { TensorType(dtype, shape) }
}

extension TensorType: CustomStringConvertible {
    public var description: String {
        let dims = shape.map(\.description).joined(separator: ", ")
        guard dtype == .float32, let kind else { return "\(dtype.name)[\(dims)]" }
        return "\(kind.rawValue)[\(dims)]"
    }
}
