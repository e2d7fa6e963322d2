import DLMTypes

@testable import DLMTensor

extension TorchGoldenTests {
    /// The functions of `make_goldens.py`, by the same names.
    static let cases: [Case] =
        convolutions + pools + normalisations + softmaxes + losses + products + reductions
        + elementwise + shapes

    private static let convolutions: [Case] = [
        Case("conv2d") { try $0[0].conv2d($0[1], bias: $0[2]) },
        Case("conv2d.stride") {
            try $0[0].conv2d($0[1], stride: [2, 2], padding: .explicit([1, 1]))
        },
        Case("conv2d.dilation") {
            try $0[0].conv2d($0[1], padding: .explicit([2, 1]), dilation: [2, 2])
        },
        Case("conv2d.groups") { try $0[0].conv2d($0[1], padding: .explicit([1, 1]), groups: 2) },
        Case("conv2d.depthwise") { try $0[0].conv2d($0[1], stride: [2, 1], groups: 4) },
        Case("conv2d.same") { try $0[0].conv2d($0[1], padding: .same) },
        Case("conv2d.pointwise") { try $0[0].conv2d($0[1], stride: [2, 2]) },
    ]

    private static let pools: [Case] = [
        Case("maxPool2d") { try $0[0].maxPool2d([2, 2]) },
        Case("maxPool2d.padded") {
            try $0[0].maxPool2d([3, 3], stride: [2, 2], padding: .explicit([1, 1]))
        },
        Case("maxPool2d.ceil") {
            try $0[0].maxPool2d(
                [3, 2], stride: [2, 2], padding: .explicit([1, 1]), ceilMode: true)
        },
        Case("avgPool2d") { try $0[0].avgPool2d([2, 2]) },
        Case("avgPool2d.padded") {
            try $0[0].avgPool2d([3, 3], stride: [2, 2], padding: .explicit([1, 1]))
        },
        Case("avgPool2d.ceil") {
            try $0[0].avgPool2d(
                [3, 2], stride: [2, 2], padding: .explicit([1, 1]), ceilMode: true,
                countIncludePad: false)
        },
        Case("avgPool2d.ceilPad") {
            try $0[0].avgPool2d(
                [3, 3], stride: [2, 2], padding: .explicit([1, 1]), ceilMode: true)
        },
        Case("globalAvgPool") { try $0[0].globalAvgPool() },
    ]

    private static let normalisations: [Case] = [
        Case("batchNorm4") { try $0[0].batchNormalized(weight: $0[1], bias: $0[2]).y },
        Case("batchNorm2") {
            try $0[0].batchNormalized(weight: $0[1], bias: $0[2], epsilon: 1e-3).y
        },
        Case("batchNormEval") {
            try $0[0].normalized(
                mean: $0[1].stopGradient(), variance: $0[2].stopGradient(), weight: $0[3],
                bias: $0[4])
        },
        Case("layerNorm") { try $0[0].layerNorm(weight: $0[1], bias: $0[2]) },
    ]

    private static let softmaxes: [Case] = [
        Case("softmax") { try $0[0].softmax() },
        Case("softmax.first") { try $0[0].softmax(axis: 0) },
        Case("logSoftmax") { try $0[0].logSoftmax() },
        Case("logSoftmax.middle") { try $0[0].logSoftmax(axis: 1) },
        Case("logSumExp") { try $0[0].logSumExp() },
    ]

    private static let losses: [Case] = [
        Case("crossEntropy") { try crossEntropy($0[0], $0[1], smoothing: 0) },
        Case("crossEntropy.smoothed") { try crossEntropy($0[0], $0[1], smoothing: 0.1) },
        Case("crossEntropy.weighted") {
            try crossEntropy($0[0], $0[1], smoothing: 0, weights: $0[2])
        },
        Case("crossEntropy.both") {
            try crossEntropy($0[0], $0[1], smoothing: 0.2, weights: $0[2])
        },
        Case("mse") { try ($0[0] - $0[1]).square().mean() },
    ]

    /// The loss as the standard library composes it.
    private static func crossEntropy(
        _ logits: Tensor, _ label: Tensor, smoothing: Double, weights: Tensor? = nil
    ) throws(OpError) -> Tensor {
        let logProbs = try logits.logSoftmax()
        guard let weights = try weights?.stopGradient() else {
            let picked = try logProbs.gather(label).negate().mean()
            let spread = try logProbs.mean(axes: [-1]).negate().mean()
            return try picked * (1 - smoothing) + spread * smoothing
        }
        let sampleWeights = try weights.indexSelect(label)
        let total = try sampleWeights.sum()
        let picked = try (logProbs.gather(label) * sampleWeights).sum().negate() / total
        let spread = try (logProbs * weights).mean(axes: [-1]).sum().negate() / total
        return try picked * (1 - smoothing) + spread * smoothing
    }

    private static let products: [Case] = [
        Case("matmul") { try $0[0].matmul($0[1]) },
        Case("matmul.batched") { try $0[0].matmul($0[1]) },
        Case("matmul.vector") { try $0[0].matmul($0[1]) },
        Case("linear") { try $0[0].linear($0[1], $0[2]) },
    ]

    private static let reductions: [Case] = [
        Case("sum") { try $0[0].sum(axes: [0, 2]) },
        Case("mean") { try $0[0].mean(axes: [1], keepsAxes: true) },
        Case("max") { try $0[0].max(axes: [1]) },
        Case("min") { try $0[0].min() },
        Case("product") { try $0[0].product(axes: [1]) },
        Case("variance") { try $0[0].variance(axes: [1]) },
        Case("variance.biased") { try $0[0].variance(unbiased: false) },
        Case("norm") { try $0[0].norm(axes: [1]) },
    ]

    private static let elementwise: [Case] = [
        Case("relu") { try $0[0].relu() },
        Case("sigmoid") { try $0[0].sigmoid() },
        Case("tanh") { try $0[0].tanh() },
        Case("exp") { try $0[0].exp() },
        Case("erf") { try $0[0].erf() },
        Case("expm1") { try $0[0].expm1() },
        Case("sin") { try $0[0].sin() },
        Case("cos") { try $0[0].cos() },
        Case("abs") { try $0[0].absolute() },
        Case("square") { try $0[0].square() },
        Case("sqrt") { try $0[0].sqrt() },
        Case("rsqrt") { try $0[0].rsqrt() },
        Case("log") { try $0[0].log() },
        Case("log1p") { try $0[0].log1p() },
        Case("reciprocal") { try $0[0].reciprocal() },
        Case("pow") { try $0[0].power($0[1]) },
        Case("div") { try $0[0] / $0[1] },
        Case("maximum") { try $0[0].maximum($0[1]) },
        Case("where") { try .select($0[0] > 0, $0[0], $0[1] * 2) },
        Case("mod") { try $0[0].modulo($0[1]) },
    ]

    private static let shapes: [Case] = [
        Case("permute") { try $0[0].permute([2, 0, 1]) },
        Case("slice") { try $0[0].slice(axis: 1, start: 1, stop: 6, step: 2) },
        Case("concat") { try .concat($0, axis: 1) },
        Case("flip") { try $0[0].flip(axes: [0, 2]) },
        Case("pad") { try $0[0].pad([(0, 1), (1, 2)], value: 0.5) },
        Case("gather") { try $0[0].gather($0[1], axis: 1) },
        Case("embedding") { try $0[1].indexSelect($0[0]) },
    ]
}
