/// The element type of a tensor.
public enum DType: String, Hashable, Sendable, CaseIterable {
    case float32 = "Float"
    case float64 = "Float64"
    case int64 = "Int"
    case int32 = "Int32"
    case uint8 = "UInt8"
    case bool = "Bool"

    /// The type's name in a dlm program; `Float` is 32 bits wide, `Int` 64.
    public var name: String { rawValue }

    /// Size of one element in bytes.
    public var byteCount: Int {
        switch self {
        case .float32, .int32: 4
        case .float64, .int64: 8
        case .uint8, .bool: 1
        }
    }

    /// True for the types that carry gradients.
    public var isFloating: Bool { self == .float32 || self == .float64 }

    /// The type of arithmetic between two tensors: floats win over integers, wider wins over
    /// narrower, as in `torch.promote_types`.
    public static func promote(_ lhs: DType, _ rhs: DType) -> DType {
        lhs.rank >= rhs.rank ? lhs : rhs
    }

    private var rank: Int {
        switch self {
        case .bool: 0
        case .uint8: 1
        case .int32: 2
        case .int64: 3
        case .float32: 4
        case .float64: 5
        }
    }
}
