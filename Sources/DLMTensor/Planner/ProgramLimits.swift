/// Bounds on loop programs, and the prices by which the planner decides between keeping a value
/// and computing it again.
enum ProgramLimits {
    /// Operands of one program; more streams than this defeat the processor's prefetchers.
    static let operands = 24
    static let instructions = 48
    /// Stores and folds together.
    static let roots = 14
    static let folds = 12
    /// A value with several users in different passes is computed again in each when this is not
    /// exceeded. A pass over memory costs about as much as 12 plain instructions an element.
    static let recomputedWeight = 24
    /// Full-size operands such a value may read: with more, one store and one load are cheaper.
    static let recomputedOperands = 2

    /// Price of an instruction, in units of an addition.
    static func weight(_ code: ScalarCode) -> Int {
        switch code {
        case .divide, .reciprocal, .sqrt, .rsqrt, .modulo, .floorDivide: 4
        case .exp, .log, .tanh, .sigmoid: 10
        case .expm1, .log1p, .sin, .cos, .tan, .asin, .acos, .atan, .sinh, .cosh, .erf, .power,
            .atan2, .exp2, .log2, .log10, .asinh, .acosh, .atanh, .erfc, .truncatedRemainder,
            .hypotenuse:
            40
        case .erfInverse, .logGamma, .digamma, .besselI0, .besselI1, .zeta: 200
        default: 1
        }
    }
}
