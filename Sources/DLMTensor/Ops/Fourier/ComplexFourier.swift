import DLMTypes

extension Tensor {
    /// The Fourier transform of complex numbers [..., 2] along an axis, counted without the pairs.
    public func fft(
        length: Dim? = nil, axis: Int = -1, norm: FourierNorm = .backward, isInverse: Bool = false
    ) throws(OpError) -> Tensor {
        let axis = try complexAxis(axis)
        let length = length ?? shape[axis]
        let sums = try Tensor.apply(
            FourierTransform(axis: axis, isInverse: isInverse), [resized(axis: axis, to: length)])
        return try norm.scaled(sums, length: length, isInverse: isInverse)
    }

    /// The transform along the last two axes of complex numbers [..., H, W, 2].
    public func fft2(
        norm: FourierNorm = .backward, isInverse: Bool = false
    ) throws(OpError) -> Tensor {
        try fft(axis: -1, norm: norm, isInverse: isInverse)
            .fft(axis: -2, norm: norm, isInverse: isInverse)
    }
}

extension OpEntry {
    private static let pairs =
        " Complex numbers are pairs (re, im) on the last axis, as torch.view_as_real gives them; "

    private static func alongComplexAxis(
        _ name: String, _ what: String, isInverse: Bool
    ) -> OpEntry {
        let parameters = [
            Parameter("x", .tensor), Parameter("length", .int, default: StaticValue.none),
            Parameter("axis", .int, default: .int(-1)), FourierNorm.parameter,
        ]
        let signature = Signature(
            name, parameters,
            documentation: what + pairs + "axis counts without it: -1 is N of [..., N, 2]. "
                + "length cuts off or fills up with zeros first.",
            example: "\(name)([[1.0, 0.0], [2.0, 0.0], [0.0, 1.0]])")
        return OpEntry(
            signature,
            samples: [
                OpSample([
                    .tensor(.sample([3, 5, 2])), .value(.none), .value(.int(-1)),
                    .value(.enumCase("backward")),
                ]),
                OpSample([
                    .tensor(.sample([4, 3, 2])), .value(.int(6)), .value(.int(0)),
                    .value(.enumCase("ortho")),
                ]),
            ]
        ) { arguments throws(OpError) in
            try arguments.tensor(0).fft(
                length: arguments.dims(1)?.first, axis: arguments.int(2),
                norm: .argument(arguments, 3), isInverse: isInverse)
        }
    }

    private static func alongComplexPlane(
        _ name: String, _ what: String, isInverse: Bool
    ) -> OpEntry {
        let signature = Signature(
            name, [Parameter("x", .tensor), FourierNorm.parameter],
            documentation: what + pairs + "x is [..., H, W, 2].",
            example: "\(name)([[[1.0, 0.0], [2.0, 0.0]]])")
        return OpEntry(
            signature,
            samples: [
                OpSample([.tensor(.sample([3, 4, 2])), .value(.enumCase("forward"))])
            ]
        ) { arguments throws(OpError) in
            try arguments.tensor(0).fft2(norm: .argument(arguments, 1), isInverse: isInverse)
        }
    }

    static let fft = alongComplexAxis(
        "fft", "The discrete Fourier transform along an axis of complex numbers, of any length.",
        isInverse: false)

    static let ifft = alongComplexAxis(
        "ifft", "The inverse discrete Fourier transform along an axis of complex numbers.",
        isInverse: true)

    static let fft2 = alongComplexPlane(
        "fft2", "The discrete Fourier transform along two axes of complex numbers.",
        isInverse: false)

    static let ifft2 = alongComplexPlane(
        "ifft2", "The inverse discrete Fourier transform along two axes of complex numbers.",
        isInverse: true)
}
