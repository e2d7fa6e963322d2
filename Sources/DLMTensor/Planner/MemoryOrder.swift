/// Where the elements of a value lie: steps along its logical axes through a buffer.
struct Placement: Hashable {
    /// The value whose buffer holds the elements.
    var base: Int
    /// In elements.
    var offset: Int
    var strides: [Int]
}

/// Order of a rank-4 value's elements in memory. Others are row-major always. Blocked forms would
/// be further cases.
enum PhysicalLayout: Hashable {
    case rowMajor
    /// [N, C, H, W] kept as [N, H, W, C].
    case channelsLast
}

/// Arithmetic on shapes and strides.
enum MemoryOrder {
    /// Strides of a dense array; channels last keeps axis 1 innermost.
    static func dense(_ shape: [Int], _ layout: PhysicalLayout = .rowMajor) -> [Int] {
        var strides = [Int](repeating: 0, count: shape.count)
        var step = 1
        for axis in order(rank: shape.count, layout).reversed() {
            strides[axis] = step
            step *= shape[axis]
        }
        return strides
    }

    /// Axes from the outermost to the innermost in memory.
    static func order(rank: Int, _ layout: PhysicalLayout) -> [Int] {
        layout == .channelsLast && rank == 4 ? [0, 2, 3, 1] : Array(0..<rank)
    }

    /// Whether strides are those of a dense array; axes of length 1 may have any.
    static func isDense(_ strides: [Int], _ shape: [Int], _ layout: PhysicalLayout) -> Bool {
        if shape.contains(0) { return true }
        let wanted = dense(shape, layout)
        return shape.indices.allSatisfy { shape[$0] == 1 || strides[$0] == wanted[$0] }
    }

    /// Strides of a view, nil when no strides express it.
    static func view(
        _ transform: ViewTransform, _ placement: Placement, from shape: [Int], to result: [Int]
    ) -> Placement? {
        var view = placement
        let strides = placement.strides
        switch transform {
        case .permute(let order):
            view.strides = order.map { strides[$0] }
        case .expand:
            let added = result.count - shape.count
            view.strides = result.indices.map { axis in
                let source = axis - added
                return source < 0 || (shape[source] == 1 && result[axis] != 1) ? 0 : strides[source]
            }
        case .slice(let starts, let steps):
            for axis in shape.indices {
                view.offset += starts[axis] * strides[axis]
                view.strides[axis] = strides[axis] * steps[axis]
            }
        case .reshape:
            guard let reshaped = reshape(strides, from: shape, to: result) else { return nil }
            view.strides = reshaped
        }
        return view
    }

    /// Splits and joins axes: groups of axes with equal products must be dense among themselves.
    private static func reshape(_ strides: [Int], from shape: [Int], to result: [Int]) -> [Int]? {
        if shape.contains(0) { return dense(result) }
        let kept = shape.indices.filter { shape[$0] != 1 }
        var sources = kept.map { (length: shape[$0], stride: strides[$0]) }[...]
        var output = [Int](repeating: 1, count: result.count)
        var axis = 0
        while axis < result.count {
            if result[axis] == 1 {
                output[axis] = 1
                axis += 1
                continue
            }
            guard let first = sources.popFirst() else { return nil }
            var (joined, stride) = first
            let start = axis
            var product = result[axis]
            axis += 1
            while joined != product {
                if joined < product {
                    guard let next = sources.popFirst(), stride == next.stride * next.length else {
                        return nil
                    }
                    joined *= next.length
                    stride = next.stride
                } else {
                    guard axis < result.count else { return nil }
                    product *= result[axis]
                    axis += 1
                }
            }
            var step = stride
            for part in (start..<axis).reversed() {
                output[part] = step
                step *= result[part]
            }
        }
        return output
    }
}
