/// Every function that the language gets from operations. A file under `Ops/` whose entry is not
/// listed here fails a test, which names it.
public enum OpCatalog {
    /// In the order of the reference.
    public static let families: [(name: String, entries: [OpEntry])] = [
        ("Elementwise functions", elementwise),
        ("Reductions", reduction),
        ("Cumulative", cumulative),
        ("Shapes", shape),
        ("Indices", indexing),
        ("Order", sorting),
        ("Products", matMul),
        ("Linear algebra", linearAlgebra),
        ("Fourier transforms", fourier),
        ("Convolution", convolution),
        ("Pooling", pooling),
        ("Resampling", resampling),
        ("Softmax", softmax),
        ("Normalisation", normalization),
        ("Attention", attention),
        ("Seeded randomness", random),
        ("Kinds and gradients", meta),
    ]

    public static let entries: [OpEntry] = families.flatMap(\.entries)

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
        .typeAs,
    ]

    private static let reduction: [OpEntry] = [
        .any, .all, .argmax, .argmin, .max, .mean, .min, .norm, .product, .sum,
        .variance, .std, .varMean, .stdMean, .countNonzero, .nanSum, .nanMean, .amax, .amin,
        .aminmax, .isClose, .allClose, .equalAll,
    ]

    private static let cumulative: [OpEntry] = [
        .cumsum, .cumprod, .cummax, .cummin, .logcumsumexp, .diff,
    ]

    private static let shape: [OpEntry] = [
        .concat, .stack, .expand, .flip, .permute, .transpose, .reshape, .slice,
        .split, .squeeze, .unsqueeze, .flatten, .chunk, .unbind, .hstack, .vstack, .tile,
        .repeatInterleave, .roll, .moveAxis, .swapAxes, .unflatten, .broadcastTo, .diag,
        .diagonal, .diagEmbed, .tril, .triu, .arange, .linspace, .logspace, .eye, .meshgrid,
        .zerosLike, .onesLike, .fullLike, .narrow, .rot90,
    ]

    private static let indexing: [OpEntry] = [
        .gather, .indexSelect, .embedding, .oneHot, .scatterAdd, .scatter, .indexCopy,
        .indexAdd,
        .indexFill, .take, .takeAlongAxis, .maskedFill, .bincount, .histc,
    ]

    private static let sorting: [OpEntry] = [
        .argsort, .sort, .topK, .kthvalue, .median, .quantile, .searchsorted, .bucketize, .isin,
        .mode,
    ]

    private static let matMul: [OpEntry] = [
        .linear, .matmul, .dot, .mv, .bmm, .einsum, .tensordot,
    ]

    private static let linearAlgebra: [OpEntry] = [
        .cholesky, .determinant, .eigh, .inverse, .logDeterminant, .matrixPower, .matrixRank,
        .pseudoInverse, .qr,
        .signedLogDeterminant, .singularValues, .solve, .solveTriangular, .svd, .trace,
    ]

    private static let fourier: [OpEntry] = [
        .fft, .fft2, .frames, .ifft, .ifft2, .irfft, .overlapAdd, .rfft,
    ]

    private static let convolution: [OpEntry] = [
        .conv1d, .conv2d, .conv3d, .convTranspose1d, .convTranspose2d, .convTranspose3d,
    ]

    private static let pooling: [OpEntry] = [
        .avgPool1d, .avgPool2d, .avgPool3d, .globalAvgPool, .globalMaxPool, .maxPool1d,
        .maxPool2d, .maxPool3d, .adaptiveAvgPool1d, .adaptiveAvgPool2d, .adaptiveAvgPool3d,
        .adaptiveMaxPool1d, .adaptiveMaxPool2d, .adaptiveMaxPool3d,
    ]

    private static let resampling: [OpEntry] = [
        .affineGrid, .interpolate, .pixelShuffle, .pixelUnshuffle, .channelShuffle, .unfold,
        .foldPatches, .pad,
    ]

    private static let softmax: [OpEntry] = [
        .logSoftmax, .logSumExp, .softmax,
    ]

    private static let normalization: [OpEntry] = [
        .batchNorm, .groupNorm, .instanceNorm, .layerNorm, .localResponseNorm, .moments,
        .normalize, .rmsNorm, .unitNormalize,
    ]

    private static let attention: [OpEntry] = [
        .attentionWeights, .joinHeads, .sinusoidalPositions, .splitHeads,
    ]

    private static let random: [OpEntry] = [
        .randLike, .randnLike, .randint, .permutation, .normal, .uniform, .exponential, .gumbel,
        .bernoulli, .categorical, .multinomial,
    ]

    private static let meta: [OpEntry] = [
        .assume, .withClasses, .stopGradient,
    ]
}
