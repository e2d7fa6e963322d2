import DLMTensor
import DLMTypes

/// What can stand between the brackets of `x[…]`: positions (`Int`), ranges of them, `.all`,
/// `.rest`, `.newAxis`, `.slice(…)`, and tensors or arrays of positions or truth values.
public protocol TensorIndexable {
    /// What it says of an axis.
    var tensorIndex: TensorIndex { get }
}

/// One part of the brackets of `x[…]`, as in a dlm program.
public struct TensorIndex: TensorIndexable, Sendable {
    enum Part: Sendable {
        /// The axes that nothing else names.
        case rest
        case newAxis
        case position(Int)
        case slice(start: Int?, stop: Int?, step: Int)
        /// Positions, or truth values for one or more axes.
        case tensor(Tensor)
    }

    let part: Part

    public var tensorIndex: TensorIndex { self }

    /// How many axes of the operand it is about.
    var axisCount: Int {
        switch part {
        case .rest, .newAxis: 0
        case .tensor(let tensor): tensor.dtype == .bool ? tensor.rank : 1
        case .position, .slice: 1
        }
    }
}

extension TensorIndexable where Self == TensorIndex {
    /// A whole axis.
    public static var all: TensorIndex {
        TensorIndex(part: .slice(start: nil, stop: nil, step: 1))
    }

    /// The axes that nothing else names; `...` in first or second place says the same.
    public static var rest: TensorIndex { TensorIndex(part: .rest) }

    /// A new axis of length 1.
    public static var newAxis: TensorIndex { TensorIndex(part: .newAxis) }

    /// Every `step`-th element of `start ..< stop`. Negative bounds count from the end, ones beyond
    /// the axis stop at it, and a negative step goes backwards: `.slice(step: -1)` turns an axis
    /// round.
    public static func slice(
        from start: Int? = nil, to stop: Int? = nil, step: Int = 1
    ) -> TensorIndex {
        TensorIndex(part: .slice(start: start, stop: stop, step: step))
    }
}

extension Int: TensorIndexable {
    /// One position, whose axis is dropped; negative ones count from the end.
    public var tensorIndex: TensorIndex { TensorIndex(part: .position(self)) }
}

extension Tensor: TensorIndexable {
    /// Positions on an axis, negative ones from the end, or a mask of truth values.
    public var tensorIndex: TensorIndex { TensorIndex(part: .tensor(self)) }
}

extension Array: TensorIndexable where Element: TensorElement {
    /// Positions on an axis, or truth values for the elements of one.
    public var tensorIndex: TensorIndex { Tensor(self).tensorIndex }
}

extension Range: TensorIndexable where Bound == Int {
    /// Positions up to the upper bound, which is left out. Swift refuses `1 ..< -1`: that is
    /// `.slice(from: 1, to: -1)`.
    public var tensorIndex: TensorIndex { .slice(from: lowerBound, to: upperBound) }
}

extension ClosedRange: TensorIndexable where Bound == Int {
    /// Positions up to the upper bound, which counts.
    public var tensorIndex: TensorIndex { .slice(from: lowerBound, to: upperBound.next) }
}

extension PartialRangeFrom: TensorIndexable where Bound == Int {
    /// Positions from the bound to the end of the axis: `x[(-2)...]` are the last two.
    public var tensorIndex: TensorIndex { .slice(from: lowerBound) }
}

extension PartialRangeUpTo: TensorIndexable where Bound == Int {
    /// Positions from the beginning of the axis up to the bound, which is left out.
    public var tensorIndex: TensorIndex { .slice(to: upperBound) }
}

extension PartialRangeThrough: TensorIndexable where Bound == Int {
    /// Positions from the beginning of the axis up to the bound, which counts.
    public var tensorIndex: TensorIndex { .slice(to: upperBound.next) }
}

extension Int {
    /// The bound after a position that counts; nil, the end of the axis, after the last of all.
    fileprivate var next: Int? { self == -1 || self == .max ? nil : self + 1 }
}
