/// Every function that the language gets from operations. A file under `Ops/` whose entry is not
/// listed here fails a test, which names it.
public enum OpCatalog {
    public static let entries: [OpEntry] =
        elementwise + reduction + cumulative + shape + indexing + sorting + matMul
        + linearAlgebra + fourier + convolution + pooling + resampling + softmax + normalization
        + random + meta

    /// The function of a name.
    public static func entry(_ name: String) -> OpEntry? { byName[name] }

    private static let byName: [String: OpEntry] = Dictionary(
        entries.map { ($0.signature.name, $0) }, uniquingKeysWith: { first, _ in first })

    private static let elementwise: [OpEntry] = [
        .absolute, .add, .logicalAnd, .acos, .asin, .atan, .atan2, .cast, .ceil, .cos,
        .divide, .equal, .erf, .exp, .expm1, .floor, .floorDivide, .greater,
        .greaterEqual, .cosh, .sinh, .tanh, .isNaN, .less, .lessEqual, .log, .log1p,
        .maximum, .minimum, .modulo, .multiply, .multiplyAdd, .negate, .logicalNot,
        .notEqual, .logicalOr, .power, .relu, .reciprocal, .rsqrt, .round, .sigmoid,
        .sign, .sin, .square, .sqrt, .subtract, .tan, .truncate, .select,
        .log2, .log10, .exp2, .asinh, .acosh, .atanh, .erfc, .erfInverse, .logGamma, .digamma,
        .besselI0, .besselI1, .truncatedRemainder, .hypotenuse, .copySign, .zeta, .nanToNum,
    ]

    private static let reduction: [OpEntry] = [
        .any, .all, .argmax, .argmin, .max, .mean, .min, .norm, .product, .sum,
        .variance,
    ]

    private static let cumulative: [OpEntry] = []

    private static let shape: [OpEntry] = [
        .concat, .stack, .expand, .flip, .pad, .permute, .transpose, .reshape, .slice,
        .split, .squeeze, .unsqueeze, .flatten,
    ]

    private static let indexing: [OpEntry] = [
        .gather, .indexSelect, .embedding, .oneHot, .scatterAdd,
    ]

    private static let sorting: [OpEntry] = []

    private static let matMul: [OpEntry] = [
        .linear, .matmul,
    ]

    private static let linearAlgebra: [OpEntry] = []

    private static let fourier: [OpEntry] = []

    private static let convolution: [OpEntry] = [
        .conv2d
    ]

    private static let pooling: [OpEntry] = [
        .avgPool2d, .globalAvgPool, .maxPool2d,
    ]

    private static let resampling: [OpEntry] = []

    private static let softmax: [OpEntry] = [
        .logSoftmax, .logSumExp, .softmax,
    ]

    private static let normalization: [OpEntry] = [
        .batchNorm, .layerNorm, .moments, .normalize,
    ]

    private static let random: [OpEntry] = []

    private static let meta: [OpEntry] = [
        .assume, .withClasses, .stopGradient,
    ]
}
