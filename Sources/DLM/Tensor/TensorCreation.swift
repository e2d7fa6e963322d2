import DLMTensor
import DLMTypes

extension Tensor {
    /// Zeros of a shape; they take no memory until something is computed from them.
    /// - Throws: `OpError` for a negative length.
    public static func zeros(_ shape: [Int], dtype: DType = .float32) throws(OpError) -> Tensor {
        try full(shape, 0, dtype: dtype)
    }

    /// Ones of a shape.
    /// - Throws: `OpError` for a negative length.
    public static func ones(_ shape: [Int], dtype: DType = .float32) throws(OpError) -> Tensor {
        try full(shape, 1, dtype: dtype)
    }

    /// One number in every place of a shape.
    /// - Throws: `OpError` for a negative length.
    public static func full(
        _ shape: [Int], _ value: Double, dtype: DType = .float32
    ) throws(OpError) -> Tensor {
        try Tensor.scalar(value, dtype).expand(to: shape.map { Dim($0) })
    }

    /// Ones on the main diagonal of a matrix, zeros elsewhere; square when `columns` is left out.
    /// - Throws: `OpError` for a negative length.
    public static func eye(
        _ rows: Int, _ columns: Int? = nil, dtype: DType = .float32
    ) throws(OpError) -> Tensor {
        try eye(Dim(rows), columns.map { Dim($0) }, dtype: dtype)
    }

    /// The whole numbers from 0 up to `end`, which is left out: `Int[end]`.
    public static func arange(_ end: Int) throws(OpError) -> Tensor {
        try arange(Dim(0), Dim(end))
    }

    /// The whole numbers from `start` in steps up to `end`, which is left out.
    /// - Throws: `OpError` for a step of 0.
    public static func arange(_ start: Int, _ end: Int, step: Int = 1) throws(OpError) -> Tensor {
        try arange(Dim(start), Dim(end), step: step)
    }

    /// Random numbers even in 0 ..< 1, `Float`; the same for the same seed, and those that `rand`
    /// of a dlm program draws.
    /// - Throws: `OpError` for a shape that memory cannot hold.
    public static func rand(_ shape: [Int], seed: Int = 0) throws(OpError) -> Tensor {
        try drawn(shape, normal: false, seed)
    }

    /// Normally distributed random numbers of mean 0 and variance 1, `Float`; the same for the same
    /// seed, and those that `randn` of a dlm program draws.
    /// - Throws: `OpError` for a shape that memory cannot hold.
    public static func randn(_ shape: [Int], seed: Int = 0) throws(OpError) -> Tensor {
        try drawn(shape, normal: true, seed)
    }

    private static func drawn(
        _ shape: [Int], normal: Bool, _ seed: Int
    ) throws(OpError) -> Tensor {
        try requireMemory(shape, .float32)
        return .given(
            try .sample(shape, normal: normal, seed: UInt64(bitPattern: Int64(seed))))
    }
}
