/// The instructions that elementwise programs are made of. Richer functions (gelu, silu, softplus)
/// are compositions; the planner fuses them back into one pass.
///
/// Booleans are 0 and 1. Raw values are shared with the C interpreter of `CKernels`.
public enum ScalarCode: UInt8, Sendable, Hashable, CaseIterable {
    // One operand.
    case copy, negate, absolute, sign, square, sqrt, rsqrt, reciprocal
    case exp, expm1, log, log1p, sin, cos, tan, asin, acos, atan, sinh, cosh, tanh
    case sigmoid, relu, erf, floor, ceil, round, truncate, not, isNaN
    case exp2, log2, log10, asinh, acosh, atanh, erfc, erfInverse
    case logGamma, digamma, besselI0, besselI1
    // Two operands.
    case add, subtract, multiply, divide, power, maximum, minimum
    /// Floor division and its remainder, which has the divisor's sign.
    case floorDivide, modulo
    case atan2
    /// The remainder of division rounded toward 0, which has the dividend's sign.
    case truncatedRemainder
    case hypotenuse, copySign
    /// Hurwitz's zeta function.
    case zeta
    case equal, notEqual, less, lessEqual, greater, greaterEqual, and, or
    // Three operands.
    /// condition, value where true, value where false
    case select
    /// a * b + c
    case multiplyAdd

    public var operandCount: Int {
        if rawValue < ScalarCode.add.rawValue { return 1 }
        return rawValue < ScalarCode.select.rawValue ? 2 : 3
    }

    /// Whether the result is a truth value.
    public var isPredicate: Bool {
        switch self {
        case .equal, .notEqual, .less, .lessEqual, .greater, .greaterEqual, .and, .or, .not, .isNaN:
            true
        default: false
        }
    }
}
