import DLMTypes

extension HostArray {
    /// The places of true elements along each axis; nil when it was stopped.
    ///
    /// - Parameter isStopped: asked every few thousand elements.
    package func truePositions(unless isStopped: () -> Bool = { false }) -> [Tensor]? {
        let truths = elements(as: UInt8.self)
        var count = 0
        guard Self.slabs(truths, isStopped, { for truth in $0 where truth != 0 { count += 1 } })
        else { return nil }
        var positions = shape.map { _ -> [Int64] in
            var places: [Int64] = []
            places.reserveCapacity(count)
            return places
        }
        let isDone = Self.slabs(truths, isStopped) { slab in
            for offset in slab.indices where slab[offset] != 0 {
                var rest = offset
                for axis in shape.indices.reversed() {
                    // Without a division where there is but one axis.
                    let place = axis == 0 ? rest : rest % shape[axis]
                    positions[axis].append(Int64(place))
                    if axis > 0 { rest /= shape[axis] }
                }
            }
        }
        guard isDone else { return nil }
        return positions.map { .constant(HostArray(.int64, [$0.count], $0)) }
    }

    /// Goes through elements in slabs; false when stopped between two.
    private static func slabs(
        _ elements: [UInt8], _ isStopped: () -> Bool, _ body: (ArraySlice<UInt8>) -> Void
    ) -> Bool {
        var start = 0
        while start < elements.count {
            if isStopped() { return false }
            let end = min(start + Stop.slab, elements.count)
            body(elements[start..<end])
            start = end
        }
        return true
    }
}
