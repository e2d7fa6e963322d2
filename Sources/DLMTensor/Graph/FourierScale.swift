import DLMTypes

/// Which of the two transforms of a pair is divided by the length: the inverse one, each by the
/// square root, or the forward one.
public enum FourierNorm: String, CaseIterable, Sendable {
    case backward, ortho, forward

    /// Reads `.ortho` and its like.
    static func argument(
        _ arguments: [OpArgument], _ position: Int
    ) throws(OpError) -> FourierNorm {
        let name = try arguments.enumCase(position)
        guard let norm = FourierNorm(rawValue: name) else {
            throw OpError(.argument("norm"), message: "there is no norm .\(name)")
        }
        return norm
    }

    /// The parameter that chooses one.
    static let parameter = Parameter(
        "norm", .enumeration(FourierNorm.allCases.map(\.rawValue)), default: .enumCase("backward"))

    /// A transform as the norm wants it.
    func scaled(_ x: Tensor, length: Dim, isInverse: Bool) throws(OpError) -> Tensor {
        let count = try Tensor.length(length, x.dtype)
        return switch self {
        case .ortho: try x / count.sqrt()
        case .backward: isInverse ? try x / count : x
        case .forward: isInverse ? x : try x / count
        }
    }
}

extension Tensor {
    /// Brought to a length along an axis: cut off, or filled up with zeros.
    func resized(axis: Int, to length: Dim) throws(OpError) -> Tensor {
        let own = shape[axis]
        if own == length { return self }
        if let known = length.constant, known < 1 {
            throw OpError(
                .argument("length"),
                message: "the length of a transform must be positive; it is "
                    + "\(known)")
        }
        if let excess = (own - length).lowerBound, excess >= 0 {
            return try slice(axis: axis, start: 0, stop: length)
        }
        guard let lack = (length - own).lowerBound, lack >= 0 else {
            throw OpError(
                .lengths(left: own, right: length, witness: nil), operand: 0,
                message: "axis \(axis) of \(type) may be shorter or longer than \(length)",
                help: "declare the length so that it is always one or the other")
        }
        let none = [Dim](repeating: 0, count: rank)
        var after = none
        after[axis] = length - own
        return try .apply(
            Pad(before: none, after: after, between: [Int](repeating: 0, count: rank), value: 0),
            [self])
    }

    /// An axis of complex numbers: counted as if the pairs (re, im) were one number.
    func complexAxis(_ axis: Int) throws(OpError) -> Int {
        guard dtype.isFloating, rank >= 2, (shape[rank - 1].constant ?? 2) == 2 else {
            throw OpError(
                .rank(wanted: "complex numbers [..., N, 2]", actual: rank), operand: 0,
                message: "this needs complex numbers, Float pairs (re, im) on the last axis, as in "
                    + "[..., N, 2]; the operand is \(type)",
                help: "stack([re, im], axis: -1) makes them")
        }
        return try Axes.resolve(axis, rank: rank - 1)
    }
}
