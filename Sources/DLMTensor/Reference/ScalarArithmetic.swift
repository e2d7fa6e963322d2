import CKernels
import DLMTypes
import Glibc

extension ScalarCode {
    /// The instruction on one Float64 operand.
    public func apply(_ x: Double) -> Double {
        switch self {
        case .copy: x
        case .negate: -x
        case .absolute: Swift.abs(x)
        case .sign: x > 0 ? 1 : x < 0 ? -1 : x
        case .square: x * x
        case .sqrt: x.squareRoot()
        case .rsqrt: 1 / x.squareRoot()
        case .reciprocal: 1 / x
        case .exp: Glibc.exp(x)
        case .expm1: Glibc.expm1(x)
        case .log: Glibc.log(x)
        case .log1p: Glibc.log1p(x)
        case .sin: Glibc.sin(x)
        case .cos: Glibc.cos(x)
        case .tan: Glibc.tan(x)
        case .asin: Glibc.asin(x)
        case .acos: Glibc.acos(x)
        case .atan: Glibc.atan(x)
        case .sinh: Glibc.sinh(x)
        case .cosh: Glibc.cosh(x)
        case .tanh: Glibc.tanh(x)
        case .sigmoid: x >= 0 ? 1 / (1 + Glibc.exp(-x)) : Glibc.exp(x) / (1 + Glibc.exp(x))
        case .relu: x < 0 ? 0 : x
        case .erf: Glibc.erf(x)
        case .floor: x.rounded(.down)
        case .ceil: x.rounded(.up)
        case .round: x.rounded(.toNearestOrEven)
        case .truncate: x.rounded(.towardZero)
        case .not: x == 0 ? 1 : 0
        case .isNaN: x.isNaN ? 1 : 0
        case .exp2: Glibc.exp2(x)
        case .log2: Glibc.log2(x)
        case .log10: Glibc.log10(x)
        case .asinh: Glibc.asinh(x)
        case .acosh: Glibc.acosh(x)
        case .atanh: Glibc.atanh(x)
        case .erfc: Glibc.erfc(x)
        case .erfInverse: dlm_erfinv(x)
        case .logGamma: dlm_lgamma(x)
        case .digamma: dlm_digamma(x)
        case .besselI0: dlm_i0(x)
        case .besselI1: dlm_i1(x)
        default: .nan
        }
    }

    /// The instruction on two Float64 operands.
    public func apply(_ x: Double, _ y: Double) -> Double {
        switch self {
        case .add: x + y
        case .subtract: x - y
        case .multiply: x * y
        case .divide: x / y
        case .power: Glibc.pow(x, y)
        case .maximum: x.isNaN || x > y ? x : y
        case .minimum: x.isNaN || x < y ? x : y
        case .floorDivide: Self.floorQuotient(x, y)
        case .modulo: Self.modulo(x, y)
        case .atan2: Glibc.atan2(x, y)
        case .truncatedRemainder: Glibc.fmod(x, y)
        case .hypotenuse: Glibc.hypot(x, y)
        case .copySign: Glibc.copysign(x, y)
        case .zeta: dlm_zeta(x, y)
        case .equal: x == y ? 1 : 0
        case .notEqual: x != y ? 1 : 0
        case .less: x < y ? 1 : 0
        case .lessEqual: x <= y ? 1 : 0
        case .greater: x > y ? 1 : 0
        case .greaterEqual: x >= y ? 1 : 0
        case .and: x != 0 && y != 0 ? 1 : 0
        case .or: x != 0 || y != 0 ? 1 : 0
        default: .nan
        }
    }

    /// The instruction on three Float64 operands.
    public func apply(_ x: Double, _ y: Double, _ z: Double) -> Double {
        switch self {
        case .select: x != 0 ? y : z
        case .multiplyAdd: Glibc.fma(x, y, z)
        default: .nan
        }
    }

    /// The instruction on whole numbers, wrapping on overflow; nil for those that are defined on
    /// floats only. Division by zero gives 0.
    public func apply(_ x: Int64, _ y: Int64, _ z: Int64) -> Int64? {
        switch self {
        case .copy, .floor, .ceil, .round, .truncate: return x
        case .negate: return 0 &- x
        case .absolute: return x < 0 ? 0 &- x : x
        case .sign: return x.signum()
        case .square: return x &* x
        case .relu: return Swift.max(x, 0)
        case .not: return x == 0 ? 1 : 0
        case .isNaN: return 0
        case .add: return x &+ y
        case .subtract: return x &- y
        case .multiply: return x &* y
        case .maximum: return Swift.max(x, y)
        case .minimum: return Swift.min(x, y)
        case .floorDivide: return Self.floorQuotient(x, y)
        case .modulo: return x &- Self.floorQuotient(x, y) &* y
        case .truncatedRemainder: return y == 0 || y == -1 ? 0 : x % y
        case .equal: return x == y ? 1 : 0
        case .notEqual: return x != y ? 1 : 0
        case .less: return x < y ? 1 : 0
        case .lessEqual: return x <= y ? 1 : 0
        case .greater: return x > y ? 1 : 0
        case .greaterEqual: return x >= y ? 1 : 0
        case .and: return x != 0 && y != 0 ? 1 : 0
        case .or: return x != 0 || y != 0 ? 1 : 0
        case .select: return x != 0 ? y : z
        case .multiplyAdd: return x &* y &+ z
        default: return nil
        }
    }

    /// The exact remainder with the sign of the divisor.
    private static func modulo(_ x: Double, _ y: Double) -> Double {
        let rest = Glibc.fmod(x, y)
        return rest != 0 && (rest < 0) != (y < 0) ? rest + y : rest
    }

    /// The whole quotient that belongs to that remainder.
    private static func floorQuotient(_ x: Double, _ y: Double) -> Double {
        let quotient = x / y
        if y == 0 || !quotient.isFinite { return quotient.rounded(.down) }
        return ((x - modulo(x, y)) / y).rounded(.toNearestOrEven)
    }

    private static func floorQuotient(_ x: Int64, _ y: Int64) -> Int64 {
        if y == 0 { return 0 }
        if y == -1 { return 0 &- x }
        let (quotient, remainder) = x.quotientAndRemainder(dividingBy: y)
        return remainder != 0 && (remainder < 0) != (y < 0) ? quotient - 1 : quotient
    }
}
