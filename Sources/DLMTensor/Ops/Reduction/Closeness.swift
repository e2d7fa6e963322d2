import DLMTypes

extension Tensor {
    /// True where two numbers agree within `atol + rtol · |other|`; equal infinities agree.
    public func isClose(
        to other: Tensor, rtol: Double = 1e-5, atol: Double = 1e-8, equalNaN: Bool = false
    ) throws(OpError) -> Tensor {
        let dtype = DType.promote(self.dtype, other.dtype)
        let (a, b) = (try cast(to: dtype), try other.cast(to: dtype))
        var result = try a.equals(b)
        if dtype.isFloating || rtol != 0 || atol != 0 {
            let (x, y) = (
                try dtype.isFloating ? a : a.cast(to: .float64),
                try dtype.isFloating ? b : b.cast(to: .float64)
            )
            let room = try y.absolute() * rtol + atol
            let distance = try (x - y).absolute()
            // An infinite number has an infinite distance, and perhaps infinite room.
            let isFinite = try distance < .infinity
            result = try result.or((distance <= room).and(isFinite))
        }
        guard equalNaN else { return result }
        return try result.or(a.isNaN().and(b.isNaN()))
    }

    /// Whether two tensors agree everywhere, as `isClose` says.
    public func allClose(
        to other: Tensor, rtol: Double = 1e-5, atol: Double = 1e-8, equalNaN: Bool = false
    ) throws(OpError) -> Tensor {
        try isClose(to: other, rtol: rtol, atol: atol, equalNaN: equalNaN).all()
    }

    /// Whether two tensors have the same shape and the same elements.
    public func equalsAll(_ other: Tensor) throws(OpError) -> Tensor {
        if rank != other.rank { return .scalar(0, .bool) }
        for (a, b) in zip(shape, other.shape) where a.relation(to: b) == .different {
            return .scalar(0, .bool)
        }
        return try equals(other).all()
    }
}

extension OpEntry {
    private static func closeness(
        _ name: String, _ documentation: String,
        build: @escaping @Sendable (Tensor, Tensor, Double, Double, Bool) throws(OpError) -> Tensor
    ) -> OpEntry {
        let signature = Signature(
            name,
            [
                Parameter("x", .tensor), Parameter("y", .tensor),
                Parameter("rtol", .float, default: .float(1e-5)),
                Parameter("atol", .float, default: .float(1e-8)),
                Parameter("equalNaN", .bool, default: .bool(false)),
            ], documentation: documentation, example: "\(name)([1.0, 2.0], [1.0, 2.5])")
        return OpEntry(
            signature,
            samples: [
                OpSample(
                    [
                        .tensor(.sample([2, 3])), .tensor(.sample([3], seed: 2)),
                        .value(.float(0.5)), .value(.float(0.1)), .value(.bool(true)),
                    ], isDifferentiable: false)
            ]
        ) { arguments throws(OpError) in
            try build(
                arguments.tensor(0), arguments.tensor(1), arguments.double(2),
                arguments.double(3), arguments.bool(4))
        }
    }

    static let isClose = closeness(
        "isClose", "True where x and y agree within atol + rtol * abs(y), broadcast."
    ) { x, y, rtol, atol, equalNaN throws(OpError) in
        try x.isClose(to: y, rtol: rtol, atol: atol, equalNaN: equalNaN)
    }

    static let allClose = closeness(
        "allClose", "Whether x and y agree everywhere within atol + rtol * abs(y): one Bool."
    ) { x, y, rtol, atol, equalNaN throws(OpError) in
        try x.allClose(to: y, rtol: rtol, atol: atol, equalNaN: equalNaN)
    }

    static let equalAll = binary(
        "equalAll",
        "Whether x and y have one shape and the same elements: one Bool. In PyTorch "
            + "this is torch.equal.",
        example: "equalAll([1.0, 2.0], [1.0, 2.0])",
        samples: OpSample.pairs(-2...2, isDifferentiable: false)
    ) { x, y throws(OpError) in try x.equalsAll(y) }
}
