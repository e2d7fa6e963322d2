import DLMTypes

/// How a kernel moves over the two spatial axes of images `[B, C, H, W]`: what convolutions and
/// pools share. Lengths may be symbolic while a program is checked.
public struct SpatialWindow: Hashable, Sendable {
    /// Vertical, horizontal.
    public let kernel: [Dim]
    public let stride: [Dim]
    public let paddingBefore: [Dim]
    public let paddingAfter: [Dim]
    public let dilation: [Dim]

    public init(
        kernel: [Dim], stride: [Dim], paddingBefore: [Dim], paddingAfter: [Dim], dilation: [Dim]
    ) {
        self.kernel = kernel
        self.stride = stride
        self.paddingBefore = paddingBefore
        self.paddingAfter = paddingAfter
        self.dilation = dilation
    }

    /// A window with padding as programs give it.
    /// - Throws: `OpError.argument` for a stride, dilation or kernel below 1, negative padding, or
    ///   `.same` with a stride.
    public init(
        kernel: [Dim], stride: [Dim], padding: Padding, dilation: [Dim] = [1, 1]
    ) throws(OpError) {
        for (name, lengths) in [("kernel", kernel), ("stride", stride), ("dilation", dilation)] {
            guard lengths.count == 2, !lengths.contains(where: { ($0.constant ?? 1) < 1 }) else {
                throw OpError(.argument(name), message: "\(name) must be at least 1")
            }
        }
        var (before, after): ([Dim], [Dim]) = ([0, 0], [0, 0])
        switch padding {
        case .valid: break
        case .explicit(let lengths):
            guard lengths.count == 2, !lengths.contains(where: { ($0.constant ?? 0) < 0 }) else {
                throw OpError(.argument("padding"), message: "padding cannot be negative")
            }
            (before, after) = (lengths, lengths)
        case .same:
            guard !stride.contains(where: { $0.constant.map { $0 != 1 } ?? false }) else {
                throw OpError(
                    .argument("padding"), message: "padding .same needs a stride of 1",
                    help: "give the padding as a number")
            }
            for axis in 0..<2 {
                let total = dilation[axis] * (kernel[axis] - 1)
                before[axis] = total / 2
                after[axis] = total - before[axis]
            }
        }
        self.init(
            kernel: kernel, stride: stride, paddingBefore: before, paddingAfter: after,
            dilation: dilation)
    }

    /// Padding as programs give it.
    public enum Padding: Sendable {
        case explicit([Dim])
        /// As much as keeps the lengths; the odd one goes after.
        case same
        case valid
    }

    /// More places than an axis with its padding can have: sums of positions stay exact.
    private static let longest = 1 << 46

    /// Length of the result along one spatial axis.
    /// - Throws: `OpError.lengths` when the kernel is longer than the padded axis.
    func outputLength(
        _ length: Dim, axis: Int, ceilMode: Bool = false
    ) throws(OpError) -> Dim {
        let padded = length + paddingBefore[axis] + paddingAfter[axis]
        let reach = dilation[axis] * (kernel[axis] - 1) + 1
        if let known = padded.constant, known > Self.longest {
            throw OpError(
                .argument("padding"), operand: 0,
                message: "an axis of \(padded) places is larger than any memory")
        }
        if let room = (padded - reach).constant, room < 0 {
            throw OpError(
                .lengths(left: padded, right: reach, witness: nil), operand: 0,
                message: "the kernel spans \(reach) places, but there are only \(padded) "
                    + "with the padding")
        }
        let step = stride[axis]
        guard ceilMode else { return (padded - reach) / step + 1 }
        // As many windows as touch the padded axis, (padded - reach + step - 1) // step + 1, but
        // each must begin before the trailing padding: the smaller of two floor divisions by the
        // same step has the smaller numerator.
        let excess = reach - paddingAfter[axis] - step
        if let known = excess.constant, known < 0 {
            return (length + paddingBefore[axis] + step - 1) / step
        }
        return (padded - reach + step * 2 - 1) / step
    }

    /// The lengths as numbers.
    /// - Throws: `OpError.unsupported` while one is symbolic.
    public func known() throws(OpError) -> KnownWindow {
        KnownWindow(
            kernel: try kernel.known(), stride: try stride.known(),
            paddingBefore: try paddingBefore.known(), paddingAfter: try paddingAfter.known(),
            dilation: try dilation.known())
    }
}

/// A `SpatialWindow` whose lengths are all known.
public struct KnownWindow: Hashable, Sendable {
    public let kernel: [Int]
    public let stride: [Int]
    public let paddingBefore: [Int]
    public let paddingAfter: [Int]
    public let dilation: [Int]

    /// Place on the unpadded axis that kernel tap `tap` reads for result `place`.
    func source(_ place: Int, _ tap: Int, axis: Int) -> Int {
        place &* stride[axis] &+ tap &* dilation[axis] &- paddingBefore[axis]
    }
}
