import DLMTypes

/// A Swift type whose values are elements of tensors: `Float`, `Double`, `Int`, `Int64`, `Int32`,
/// `UInt8` and `Bool`.
public protocol TensorElement: BitwiseCopyable, Sendable, HostArrayElement {
    /// The element type of tensors of them: `Float` for `Float`, `Float64` for `Double`.
    static var dtype: DType { get }

    /// Elements of that type, as they lie in memory.
    static func elements(of array: HostArray) -> [Self]
}

/// A Swift number that can stand beside a tensor in arithmetic.
public protocol TensorNumber: TensorElement {}

extension TensorElement {
    public static func elements(of array: HostArray) -> [Self] { array.elements(as: Self.self) }
}

extension Float: TensorNumber {
    public static var dtype: DType { .float32 }
}

extension Double: TensorNumber {
    public static var dtype: DType { .float64 }
}

extension Int: TensorNumber {
    public static var dtype: DType { .int64 }
}

extension Int64: TensorNumber {
    public static var dtype: DType { .int64 }
}

extension Int32: TensorNumber {
    public static var dtype: DType { .int32 }
}

extension UInt8: TensorNumber {
    public static var dtype: DType { .uint8 }
}

extension Bool: TensorElement {
    public static var dtype: DType { .bool }

    // A byte of foreign memory may be something else than 0 and 1, which no Bool may.
    public static func elements(of array: HostArray) -> [Bool] {
        array.elements(as: UInt8.self).map { $0 != 0 }
    }
}
