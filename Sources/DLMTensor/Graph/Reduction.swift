import DLMTypes

extension ReductionOperation {
    /// Refuses axes that the operand lacks.
    func requireAxes(_ inputs: [TensorType]) throws(OpError) {
        try requireCount(inputs, 1)
        for axis in axes { _ = try Axes.resolve(axis, rank: inputs[0].rank) }
    }

    public func reference(_ inputs: [HostArray]) throws(OpError) -> [HostArray] {
        let type = try infer(inputs.map(\.type))[0]
        let input = inputs[0]
        let groups = FoldedAxes(input.shape, axes)
        if !input.dtype.isFloating {
            let values = input.integers
            let folded: [Int64] = groups.map { members in
                reduction.fold(members.lazy.map { values[$0] })
            }
            return [HostArray(type.dtype, try type.shape.known(), integers: folded)]
        }
        let values = input.doubles
        let folded: [Double] = groups.map { members in
            reduction.fold(members.lazy.map { values[$0] })
        }
        return [HostArray(type.dtype, try type.shape.known(), doubles: folded)]
    }
}

extension Operation {
    /// Refuses to look for an extreme among no elements; sums and products of none are neutral.
    func requireElements(_ inputs: [TensorType], along axes: [Int]) throws(OpError) {
        for axis in axes where inputs[0].shape[axis].constant == 0 {
            throw OpError(
                .argument("axis"), operand: 0,
                message: "axis \(axis) of \(inputs[0]) is empty: none of its elements is the "
                    + "largest or smallest")
        }
    }
}

extension ReductionCode {
    /// Folds numbers in order; the empty fold is the neutral element. NaN wins over everything.
    func fold(_ values: some Sequence<Double>) -> Double {
        switch self {
        case .sum: values.reduce(0, +)
        case .product: values.reduce(1, *)
        case .max: values.reduce(-.infinity) { $1.isNaN || $1 > $0 ? $1 : $0 }
        case .min: values.reduce(.infinity) { $1.isNaN || $1 < $0 ? $1 : $0 }
        }
    }

    /// Folds integers in order, wrapping on overflow.
    func fold(_ values: some Sequence<Int64>) -> Int64 {
        switch self {
        case .sum: values.reduce(0, &+)
        case .product: values.reduce(1, &*)
        case .max: values.reduce(.min) { Swift.max($0, $1) }
        case .min: values.reduce(.max) { Swift.min($0, $1) }
        }
    }
}

extension Tensor {
    /// A folded value with its axes back, of length 1, so that it broadcasts against the operand.
    func restoringAxes(_ axes: [Int], of input: Tensor, kept: Bool) throws(OpError) -> Tensor {
        // A scalar broadcasts against anything.
        if kept || rank == 0 { return self }
        return try reshape(Axes.folding(input.shape, axes, keeping: true))
    }
}

extension OpEntry {
    /// A function that folds axes: `(x, axis: none, keepDim: false)`.
    static func reduction(
        _ name: String, _ documentation: String,
        samples: @autoclosure @escaping @Sendable () -> [OpSample],
        build: @escaping @Sendable (Tensor, [Int]?, Bool) throws(OpError) -> Tensor
    ) -> OpEntry {
        let parameters = [
            Parameter("x", .tensor), Parameter("axis", .oneOrList(.int), default: StaticValue.none),
            Parameter("keepDim", .bool, default: .bool(false)),
        ]
        let signature = Signature(
            name, parameters, documentation: documentation,
            example: "\(name)([[1.0, 2.0], [3.0, 4.0]], axis: 0)")
        return OpEntry(signature, samples: samples()) { arguments throws(OpError) in
            try build(arguments.tensor(0), arguments.axes(1), arguments.bool(2))
        }
    }
}

extension OpSample {
    /// All axes, one, and two of three with lengths kept.
    static func reductions(
        _ range: ClosedRange<Double> = -2...2, isDifferentiable: Bool = true
    ) -> [OpSample] {
        let cases: [([Int], StaticValue, Bool)] = [
            ([2, 3], .none, false), ([2, 3], .int(-1), false),
            ([2, 3, 2], .list([.int(0), .int(2)]), true),
        ]
        return cases.map { shape, axis, keeps in
            OpSample(
                [.tensor(.sample(shape, range)), .value(axis), .value(.bool(keeps))],
                isDifferentiable: isDifferentiable)
        }
    }
}
