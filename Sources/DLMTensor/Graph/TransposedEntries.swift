import DLMTypes

extension OpEntry {
    static func transposed(
        _ name: String, _ x: String, _ weight: String, axes: Int, example: String,
        samples: @autoclosure @escaping @Sendable () -> [OpSample],
        build:
            @escaping @Sendable (Tensor, Tensor, Tensor?, TransposedSettings) throws(OpError)
            -> Tensor
    ) -> OpEntry {
        let signature = Signature(
            name,
            [
                Parameter("x", .tensor), Parameter("weight", .tensor),
                Parameter("bias", .tensor, default: StaticValue.none),
                Parameter("stride", .oneOrList(.int), default: .int(1)),
                Parameter("padding", .oneOrList(.int), default: .int(0)),
                Parameter("outputPadding", .oneOrList(.int), default: .int(0)),
                Parameter("groups", .int, default: .int(1)),
                Parameter("dilation", .oneOrList(.int), default: .int(1)),
            ],
            documentation: "Transposed convolution of \(x) with a weight \(weight), plus bias [K]: "
                + "each element is spread over the kernel, so that the result is what a "
                + "convolution of the same settings would map to the shape of x.",
            example: example)
        return OpEntry(signature, samples: samples()) { arguments throws(OpError) in
            let settings = TransposedSettings(
                stride: try arguments.lengths(3, count: axes),
                padding: try arguments.lengths(4, count: axes),
                outputPadding: try arguments.lengths(5, count: axes),
                groups: try arguments.dim(6), dilation: try arguments.lengths(7, count: axes))
            return try build(
                arguments.tensor(0), arguments.tensor(1), arguments.optionalTensor(2), settings)
        }
    }

    static func transposedSample(
        _ x: [Int], _ weight: [Int], bias: Int? = nil, _ settings: [StaticValue],
        groups: Dim = 1, dilation: StaticValue = .int(1)
    ) -> OpSample {
        let shift: OpArgument =
            bias.map { .tensor(.sample([$0], seed: 3)) } ?? .value(StaticValue.none)
        return OpSample(
            [.tensor(.sample(x)), .tensor(.sample(weight, seed: 2)), shift]
                + settings.map { .value($0) } + [.value(.int(groups)), .value(dilation)])
    }
}
