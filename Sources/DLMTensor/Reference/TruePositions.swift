import DLMTypes

extension HostArray {
    /// The places of true elements along each axis.
    package var truePositions: [Tensor] {
        var positions = [[Int64]](repeating: [], count: shape.count)
        for (offset, truth) in elements(as: UInt8.self).enumerated() where truth != 0 {
            var rest = offset
            for axis in shape.indices.reversed() {
                positions[axis].append(Int64(rest % shape[axis]))
                rest /= shape[axis]
            }
        }
        return positions.map { .constant(HostArray(.int64, [$0.count], $0)) }
    }
}
