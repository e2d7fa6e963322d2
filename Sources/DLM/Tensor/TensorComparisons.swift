import DLMTensor
import DLMTypes

// Comparisons of elements have a dot, as those of SIMD vectors have: `x .> 0` is a `Bool` tensor.
// `==` asks whether two handles mean the same node of a graph, which is what sets and dictionaries
// of tensors need; it computes nothing.

extension Tensor {
    /// True where x and y are equal, broadcast.
    public static func .== (lhs: Tensor, rhs: Tensor) throws(OpError) -> Tensor {
        try lhs.equals(rhs)
    }

    /// True where x and y are equal, broadcast.
    @_disfavoredOverload
    public static func .== <N: TensorNumber>(lhs: Tensor, rhs: N) throws(OpError) -> Tensor {
        try lhs .== Tensor(rhs)
    }

    /// True where x and y are equal, broadcast.
    @_disfavoredOverload
    public static func .== <N: TensorNumber>(lhs: N, rhs: Tensor) throws(OpError) -> Tensor {
        try Tensor(lhs) .== rhs
    }

    /// True where x and y differ, broadcast.
    public static func .!= (lhs: Tensor, rhs: Tensor) throws(OpError) -> Tensor {
        try lhs.differs(from: rhs)
    }

    /// True where x and y differ, broadcast.
    @_disfavoredOverload
    public static func .!= <N: TensorNumber>(lhs: Tensor, rhs: N) throws(OpError) -> Tensor {
        try lhs .!= Tensor(rhs)
    }

    /// True where x and y differ, broadcast.
    @_disfavoredOverload
    public static func .!= <N: TensorNumber>(lhs: N, rhs: Tensor) throws(OpError) -> Tensor {
        try Tensor(lhs) .!= rhs
    }

    /// True where x < y, broadcast.
    public static func .< (lhs: Tensor, rhs: Tensor) throws(OpError) -> Tensor {
        try lhs < rhs
    }

    /// True where x < y, broadcast.
    @_disfavoredOverload
    public static func .< <N: TensorNumber>(lhs: Tensor, rhs: N) throws(OpError) -> Tensor {
        try lhs .< Tensor(rhs)
    }

    /// True where x < y, broadcast.
    @_disfavoredOverload
    public static func .< <N: TensorNumber>(lhs: N, rhs: Tensor) throws(OpError) -> Tensor {
        try Tensor(lhs) .< rhs
    }

    /// True where x ≤ y, broadcast.
    public static func .<= (lhs: Tensor, rhs: Tensor) throws(OpError) -> Tensor {
        try lhs <= rhs
    }

    /// True where x ≤ y, broadcast.
    @_disfavoredOverload
    public static func .<= <N: TensorNumber>(lhs: Tensor, rhs: N) throws(OpError) -> Tensor {
        try lhs .<= Tensor(rhs)
    }

    /// True where x ≤ y, broadcast.
    @_disfavoredOverload
    public static func .<= <N: TensorNumber>(lhs: N, rhs: Tensor) throws(OpError) -> Tensor {
        try Tensor(lhs) .<= rhs
    }

    /// True where x > y, broadcast.
    public static func .> (lhs: Tensor, rhs: Tensor) throws(OpError) -> Tensor {
        try lhs > rhs
    }

    /// True where x > y, broadcast.
    @_disfavoredOverload
    public static func .> <N: TensorNumber>(lhs: Tensor, rhs: N) throws(OpError) -> Tensor {
        try lhs .> Tensor(rhs)
    }

    /// True where x > y, broadcast.
    @_disfavoredOverload
    public static func .> <N: TensorNumber>(lhs: N, rhs: Tensor) throws(OpError) -> Tensor {
        try Tensor(lhs) .> rhs
    }

    /// True where x ≥ y, broadcast.
    public static func .>= (lhs: Tensor, rhs: Tensor) throws(OpError) -> Tensor {
        try lhs >= rhs
    }

    /// True where x ≥ y, broadcast.
    @_disfavoredOverload
    public static func .>= <N: TensorNumber>(lhs: Tensor, rhs: N) throws(OpError) -> Tensor {
        try lhs .>= Tensor(rhs)
    }

    /// True where x ≥ y, broadcast.
    @_disfavoredOverload
    public static func .>= <N: TensorNumber>(lhs: N, rhs: Tensor) throws(OpError) -> Tensor {
        try Tensor(lhs) .>= rhs
    }

    /// True where both are, broadcast; of `Bool` tensors.
    public static func .& (lhs: Tensor, rhs: Tensor) throws(OpError) -> Tensor {
        try lhs.and(rhs)
    }

    /// True where one of them is, broadcast; of `Bool` tensors.
    public static func .| (lhs: Tensor, rhs: Tensor) throws(OpError) -> Tensor {
        try lhs.or(rhs)
    }

    /// True where x is not; of a `Bool` tensor.
    public static prefix func .! (x: Tensor) throws(OpError) -> Tensor { try x.logicalNot() }
}
