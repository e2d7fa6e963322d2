import DLMTypes

extension Tensor {
    /// The middle element along an axis, the lower one of two; of all elements without an axis.
    /// NaN where there is one.
    public func median(axis: Int? = nil, keepsAxis: Bool = false) throws(OpError) -> Tensor {
        let (line, place, target) = try line(axis, keepsAxis)
        let sorted = try line.sort(axis: place).values
        let length = line.shape[place]
        let middle = (length - 1) / 2
        let value = try sorted.slice(axis: place, start: middle, stop: middle + 1)
        return try sorted.spreadingNaN(value, axis: place).reshape(target)
    }

    /// The value below which a part `q` of the elements along an axis lies, linear between two of
    /// them; of all elements without an axis. Several parts give a new first axis.
    public func quantile(
        _ parts: [Double], axis: Int? = nil, keepsAxis: Bool = false, isSingle: Bool = false
    ) throws(OpError) -> Tensor {
        for q in parts where !(q >= 0 && q <= 1) {
            throw OpError(.argument("q"), message: "a quantile lies in 0 ... 1; this is \(q)")
        }
        let numbers = try dtype.isFloating ? self : cast(to: .float32)
        let (line, place, target) = try numbers.line(axis, keepsAxis)
        let sorted = try line.sort(axis: place).values
        let last = try Tensor.length(line.shape[place] - 1, .float64)
        var results: [Tensor] = []
        for q in parts {
            let position = try last * .scalar(q, .float64)
            let (below, above) = (try position.floor(), try position.ceil())
            let share = try (position - below).cast(to: line.dtype)
            let low = try sorted.indexSelect(below.cast(to: .int64).reshape([1]), axis: place)
            let high = try sorted.indexSelect(above.cast(to: .int64).reshape([1]), axis: place)
            let value = try low + (high - low) * share
            results.append(try sorted.spreadingNaN(value, axis: place).reshape(target))
        }
        return isSingle && results.count == 1 ? results[0] : try .stack(results)
    }

    /// What is folded, along which axis, and the shape of the result.
    private func line(
        _ axis: Int?, _ keepsAxis: Bool
    ) throws(OpError) -> (line: Tensor, axis: Int, target: [Dim]) {
        guard let axis else {
            let target = keepsAxis ? shape.map { _ in Dim(1) } : []
            return (try reshape([type.count]), 0, target)
        }
        let place = try Axes.resolve(axis, rank: rank)
        return (self, place, Axes.folding(shape, [place], keeping: keepsAxis))
    }

    /// `value`, or NaN where the last of these sorted elements is NaN.
    private func spreadingNaN(_ value: Tensor, axis: Int) throws(OpError) -> Tensor {
        guard dtype.isFloating else { return value }
        let largest = try slice(axis: axis, start: shape[axis] - 1)
        return try .select(largest.isNaN(), .nan, value)
    }
}

extension OpEntry {
    private static let oneAxis = [
        Parameter("axis", .int, default: StaticValue.none),
        Parameter("keepDim", .bool, default: .bool(false)),
    ]

    static let median = OpEntry(
        Signature(
            "median", [Parameter("x", .tensor)] + oneAxis,
            documentation: "The middle element along an axis, the lower one of two, or of all "
                + "elements; values only, unlike torch.median. NaN where there is one.",
            example: "median([3.0, 1.0, 2.0])"),
        samples: [
            OpSample([.tensor(.sample([2, 5])), .value(.int(1)), .value(.bool(false))]),
            OpSample([.tensor(.sample([2, 4])), .value(.none), .value(.bool(true))]),
        ]
    ) { arguments throws(OpError) in
        try arguments.tensor(0).median(
            axis: arguments.axes(1)?.first, keepsAxis: arguments.bool(2))
    }

    static let quantile = OpEntry(
        Signature(
            "quantile", [Parameter("x", .tensor), Parameter("q", .oneOrList(.float))] + oneAxis,
            documentation: "The value below which a part q of the elements along an axis lies, or "
                + "of all elements; linear between two of them. A list gives a new first axis.",
            example: "quantile([3.0, 1.0, 2.0], 0.25)"),
        samples: [
            OpSample([
                .tensor(.sample([2, 5])), .value(.float(0.3)), .value(.int(1)),
                .value(.bool(false)),
            ]),
            OpSample([
                .tensor(.sample([4, 3])), .value(.list([.float(0), .float(0.6), .int(1)])),
                .value(.int(0)), .value(.bool(true)),
            ]),
        ]
    ) { arguments throws(OpError) in
        let isSingle: Bool
        if case .list = try arguments.value(1) { isSingle = false } else { isSingle = true }
        return try arguments.tensor(0).quantile(
            arguments.doubles(1), axis: arguments.axes(2)?.first, keepsAxis: arguments.bool(3),
            isSingle: isSingle)
    }
}

extension [OpArgument] {
    /// Numbers: a list, or one.
    func doubles(_ position: Int) throws(OpError) -> [Double] {
        guard case .list(let items) = try value(position) else { return [try double(position)] }
        var numbers: [Double] = []
        for item in items { numbers.append(try [OpArgument.value(item)].double(0)) }
        return numbers
    }
}
