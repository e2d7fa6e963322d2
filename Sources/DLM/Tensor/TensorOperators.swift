import DLMTensor
import DLMTypes

// Arithmetic as in a dlm program: operands broadcast, mixed element types promote (`Int` with
// `Float` is `Float`), a number takes the element type of the tensor beside it. Every operator
// throws `OpError` for shapes that do not fit, and one `try` covers a whole expression:
//
//     let y = try x • w + 0.5 * b
//
// Numbers that stand in the text are part of a plan; the value of a Swift variable is an input of
// it, so a learning rate that changes with each step does not plan anew.
//
// All but the operators between tensors are disfavoured, so that a literal beside a tensor is a
// tensor: it is what dlm means by it, and there is less for the type checker to try.

precedencegroup TensorPowerPrecedence {
    higherThan: MultiplicationPrecedence
    associativity: right
}

infix operator ** : TensorPowerPrecedence
infix operator • : MultiplicationPrecedence

extension Tensor {
    /// -x. It binds tighter than `**`: `-x ** 2` is `(-x) ** 2`, as Swift reads it.
    public static prefix func - (x: Tensor) throws(OpError) -> Tensor { try x.negate() }

    /// The matrix product over the last two axes, broadcast over the others: `[…, n, k] • […, k, m]`
    /// is `[…, n, m]`. A vector is a row on the left and a column on the right.
    public static func • (lhs: Tensor, rhs: Tensor) throws(OpError) -> Tensor {
        try lhs.matmul(rhs)
    }

    /// x to the power y, broadcast; right-associative.
    public static func ** (lhs: Tensor, rhs: Tensor) throws(OpError) -> Tensor {
        try lhs.power(rhs)
    }

    /// The remainder of floor division, broadcast: it has the sign of y.
    public static func % (lhs: Tensor, rhs: Tensor) throws(OpError) -> Tensor {
        try lhs.modulo(rhs)
    }

    /// `x = x + y`.
    public static func += (lhs: inout Tensor, rhs: Tensor) throws(OpError) {
        lhs = try lhs + rhs
    }

    /// `x = x - y`.
    public static func -= (lhs: inout Tensor, rhs: Tensor) throws(OpError) {
        lhs = try lhs - rhs
    }

    /// `x = x * y`.
    public static func *= (lhs: inout Tensor, rhs: Tensor) throws(OpError) {
        lhs = try lhs * rhs
    }

    /// `x = x / y`.
    public static func /= (lhs: inout Tensor, rhs: Tensor) throws(OpError) {
        lhs = try lhs / rhs
    }
}
