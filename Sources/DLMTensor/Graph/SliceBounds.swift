import DLMTypes

extension Tensor {
    /// Elements `start`, `start - size`, … above `stop` of an axis: a slice from the last of them,
    /// flipped.
    func backwards(
        _ axis: Int, _ start: Dim?, _ stop: Dim?, _ size: Int
    ) throws(OpError) -> Tensor {
        let length = shape[axis]
        // Both bounds move up by one, so that -1, before the first element, is 0.
        let first = start.map { $0.counted(from: length, by: 1) } ?? length
        let end = stop.map { $0.counted(from: length, by: 1) } ?? 0
        let count = (first - end + Dim(size) - 1) / Dim(size)
        if let known = count.constant, known <= 0 {
            return try slice(axis: axis, start: 0, stop: 0)
        }
        let last = first - (count - 1) * Dim(size)
        return try slice(axis: axis, start: last - 1, stop: first, step: size).flip(axes: [axis])
    }
}

extension Dim {
    /// A position on an axis: known negative ones count from its end, known ones beyond it stop at
    /// it.
    func bounded(by length: Dim) -> Dim { counted(from: length, by: 0) }

    /// The same, moved up by some places before it is brought to the axis.
    fileprivate func counted(from length: Dim, by places: Dim) -> Dim {
        guard let known = constant else { return self + places }
        let counted = (known < 0 ? length + self : self) + places
        guard let value = counted.constant, let end = length.constant else { return counted }
        return Dim(Swift.min(Swift.max(value, 0), end))
    }
}
