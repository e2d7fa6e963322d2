import DLMTypes
import Testing

@testable import DLMTensor

/// A convolution as the tests vary it.
struct ConvolutionCase: Sendable, CustomTestStringConvertible {
    var channels = (input: 8, output: 12)
    var kernel = 3
    var stride = 1
    var padding = 1
    var dilation = 1
    var groups = 1
    var size = (height: 11, width: 9)

    var testDescription: String {
        "\(channels.input)>\(channels.output) \(kernel)x\(kernel) /\(stride) +\(padding) "
            + "*\(dilation) in \(groups) over \(size.height)x\(size.width)"
    }

    static let all: [ConvolutionCase] = [
        ConvolutionCase(),
        ConvolutionCase(channels: (16, 32), size: (16, 16)),
        ConvolutionCase(stride: 2),
        ConvolutionCase(kernel: 5, stride: 3, padding: 2),
        ConvolutionCase(padding: 2, dilation: 2),
        ConvolutionCase(kernel: 2, stride: 2, padding: 3, dilation: 3),
        ConvolutionCase(groups: 4),
        ConvolutionCase(channels: (6, 6), stride: 2, groups: 6),
        ConvolutionCase(channels: (6, 12), padding: 2, dilation: 2, groups: 3),
        ConvolutionCase(kernel: 1, stride: 2, padding: 0),
        ConvolutionCase(channels: (3, 5), kernel: 7, stride: 2, padding: 3),
        ConvolutionCase(stride: 1 << 40),
    ]
}

@Suite("Convolutions agree with the reference")
struct ConvolutionTests {
    @Test("forward and both gradients", arguments: ConvolutionCase.all, [1, 2])
    func directions(convolution: ConvolutionCase, threads: Int) throws {
        let (input, output) = convolution.channels
        let (height, width) = convolution.size
        let shapes = [
            "x": [3, input, height, width],
            "w": [output, input / convolution.groups, convolution.kernel, convolution.kernel],
        ]
        var inputs: [String: HostArray] = [:]
        for (seed, (name, shape)) in shapes.sorted(by: { $0.key < $1.key }).enumerated() {
            var random = CounterRandom(RandomKey(seed: UInt64(seed)))
            let values = (0..<shape.reduce(1, *)).map { _ in Double(random.normal()) }
            inputs[name] = HostArray(.float32, shape, doubles: values)
        }
        let (x, w) = (stand(shapes, "x"), stand(shapes, "w"))
        let pad = Dim(convolution.padding)
        let y = try x.conv2d(
            w, stride: [Dim(convolution.stride), Dim(convolution.stride)],
            padding: .explicit([pad, pad]),
            dilation: [Dim(convolution.dilation), Dim(convolution.dilation)],
            groups: Dim(convolution.groups))
        let gradients = try y.square().sum().gradients(with: [x, w])
        let computation = Computation(outputs: [y] + gradients)
        let expected = try ReferenceInterpreter.run(computation, inputs: inputs)
        let plan = try Runtime(threads: threads).plan(computation)
        #expect(!plan.steps.contains { $0.name.contains("reference") })
        for (result, wanted) in zip(try plan.run(inputs).outputs, expected) {
            #expect(distance(result, wanted) < 2e-5)
        }
    }

    private func stand(_ shapes: [String: [Int]], _ name: String) -> Tensor {
        .placeholder(name, TensorType(.float32, (shapes[name] ?? []).map { Dim($0) }))
    }
}
