import DLMTypes

extension Tensor {
    /// Surrounded with what it holds itself: two lengths, before and after, for each of the last
    /// axes given.
    public func pad(
        _ widths: [(before: Dim, after: Dim)], mode: PaddingMode, value: Double = 0
    ) throws(OpError) -> Tensor {
        if mode == .constant { return try pad(widths, value: value) }
        guard widths.count <= rank else {
            throw OpError(
                .argument("widths"), operand: 0,
                message: "padding for \(widths.count) axes, but \(type) has \(rank)")
        }
        var result = self
        for (offset, width) in widths.enumerated() {
            let axis = rank - widths.count + offset
            let (before, after) = width
            if before == 0, after == 0 { continue }
            try requireWidth(before, axis, mode)
            try requireWidth(after, axis, mode)
            let rule: AxisRule =
                switch mode {
                case .reflect: .reflect(before: before)
                case .circular: .circular(before: before)
                default: .replicate(before: before)
                }
            result = try result.mapped(
                rule, axis: axis, places: before + shape[axis] + after)
        }
        return result
    }

    private func requireWidth(_ width: Dim, _ axis: Int, _ mode: PaddingMode) throws(OpError) {
        if let known = width.constant, known < 0 {
            throw OpError(
                .argument("widths"), operand: 0, message: "padding cannot be negative",
                help: "cut with slice")
        }
        let most: Dim? =
            switch mode {
            case .reflect: shape[axis] - 1
            case .circular: shape[axis]
            case .replicate, .constant: nil
            }
        if let most, let room = (most - width).constant, room < 0 {
            throw OpError(
                .lengths(left: width, right: most, witness: nil), operand: 0,
                message: "padding .\(mode.rawValue) takes from the axis itself: at most \(most) "
                    + "of axis \(axis) of \(type), not \(width)")
        }
        if shape[axis].constant == 0 {
            throw OpError(
                .lengths(left: 0, right: 1, witness: nil), operand: 0,
                message: "padding .\(mode.rawValue) of \(type): axis \(axis) is empty")
        }
    }
}

extension OpEntry {
    static let pad = OpEntry(
        Signature(
            "pad",
            [
                Parameter("x", .tensor), Parameter("widths", .list(.list(.int))),
                Parameter(
                    "mode", .enumeration(PaddingMode.allCases.map(\.rawValue)),
                    default: .enumCase("constant")),
                Parameter("value", .float, default: .float(0)),
            ],
            documentation: "Surrounds the last axes; widths holds [before, after] for each of "
                + "them, in the order of the axes. The mode says with what: a .constant value, "
                + "the mirror image (.reflect), the outermost elements (.replicate) or the other "
                + "end (.circular).",
            example: "pad([1.0, 2.0], [[1, 1]])"),
        samples: [
            padSample([2, 3], [[0, 2], [1, 0]], "constant", 0.5),
            padSample([2, 4], [[2, 3]], "reflect"),
            padSample([2, 3, 2], [[1, 0], [2, 1]], "replicate"),
            padSample([1, 2, 3], [[1, 2]], "circular"),
        ]
    ) { arguments throws(OpError) in
        let name = try arguments.enumCase(2)
        guard let mode = PaddingMode(rawValue: name) else {
            throw OpError(.argument("mode"), message: "there is no mode .\(name)")
        }
        return try arguments.tensor(0).pad(
            arguments.widths(1), mode: mode, value: arguments.double(3))
    }

    private static func padSample(
        _ shape: [Int], _ widths: [[Int]], _ mode: String, _ value: Double = 0
    ) -> OpSample {
        let pairs = widths.map { StaticValue.list($0.map { .int(Dim($0)) }) }
        return OpSample([
            .tensor(.sample(shape)), .value(.list(pairs)), .value(.enumCase(mode)),
            .value(.float(value)),
        ])
    }
}
