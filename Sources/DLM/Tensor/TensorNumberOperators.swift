import DLMTensor
import DLMTypes

extension Tensor {
    /// x + y, broadcast.
    @_disfavoredOverload
    public static func + <N: TensorNumber>(lhs: Tensor, rhs: N) throws(OpError) -> Tensor {
        try lhs + Tensor(rhs)
    }

    /// x + y, broadcast.
    @_disfavoredOverload
    public static func + <N: TensorNumber>(lhs: N, rhs: Tensor) throws(OpError) -> Tensor {
        try Tensor(lhs) + rhs
    }

    /// x - y, broadcast.
    @_disfavoredOverload
    public static func - <N: TensorNumber>(lhs: Tensor, rhs: N) throws(OpError) -> Tensor {
        try lhs - Tensor(rhs)
    }

    /// x - y, broadcast.
    @_disfavoredOverload
    public static func - <N: TensorNumber>(lhs: N, rhs: Tensor) throws(OpError) -> Tensor {
        try Tensor(lhs) - rhs
    }

    /// x · y, broadcast.
    @_disfavoredOverload
    public static func * <N: TensorNumber>(lhs: Tensor, rhs: N) throws(OpError) -> Tensor {
        try lhs * Tensor(rhs)
    }

    /// x · y, broadcast.
    @_disfavoredOverload
    public static func * <N: TensorNumber>(lhs: N, rhs: Tensor) throws(OpError) -> Tensor {
        try Tensor(lhs) * rhs
    }

    /// x / y, broadcast; real division, also of whole numbers.
    @_disfavoredOverload
    public static func / <N: TensorNumber>(lhs: Tensor, rhs: N) throws(OpError) -> Tensor {
        try lhs / Tensor(rhs)
    }

    /// x / y, broadcast; real division, also of whole numbers.
    @_disfavoredOverload
    public static func / <N: TensorNumber>(lhs: N, rhs: Tensor) throws(OpError) -> Tensor {
        try Tensor(lhs) / rhs
    }

    /// The remainder of floor division, broadcast: it has the sign of y.
    @_disfavoredOverload
    public static func % <N: TensorNumber>(lhs: Tensor, rhs: N) throws(OpError) -> Tensor {
        try lhs % Tensor(rhs)
    }

    /// The remainder of floor division, broadcast: it has the sign of y.
    @_disfavoredOverload
    public static func % <N: TensorNumber>(lhs: N, rhs: Tensor) throws(OpError) -> Tensor {
        try Tensor(lhs) % rhs
    }

    /// x to the power y, broadcast.
    @_disfavoredOverload
    public static func ** <N: TensorNumber>(lhs: Tensor, rhs: N) throws(OpError) -> Tensor {
        try lhs ** Tensor(rhs)
    }

    /// x to the power y, broadcast.
    @_disfavoredOverload
    public static func ** <N: TensorNumber>(lhs: N, rhs: Tensor) throws(OpError) -> Tensor {
        try Tensor(lhs) ** rhs
    }

    /// `x = x + y`.
    @_disfavoredOverload
    public static func += <N: TensorNumber>(lhs: inout Tensor, rhs: N) throws(OpError) {
        lhs = try lhs + Tensor(rhs)
    }

    /// `x = x - y`.
    @_disfavoredOverload
    public static func -= <N: TensorNumber>(lhs: inout Tensor, rhs: N) throws(OpError) {
        lhs = try lhs - Tensor(rhs)
    }

    /// `x = x * y`.
    @_disfavoredOverload
    public static func *= <N: TensorNumber>(lhs: inout Tensor, rhs: N) throws(OpError) {
        lhs = try lhs * Tensor(rhs)
    }

    /// `x = x / y`.
    @_disfavoredOverload
    public static func /= <N: TensorNumber>(lhs: inout Tensor, rhs: N) throws(OpError) {
        lhs = try lhs / Tensor(rhs)
    }
}
