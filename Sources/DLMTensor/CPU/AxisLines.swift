/// A dense row-major array seen as lines along one axis: `[outer, length, inner]`.
struct AxisLines: Sendable {
    let outer: Int
    let length: Int
    let inner: Int

    init(_ shape: [Int], axis: Int) {
        outer = shape[..<axis].reduce(1, *)
        length = shape[axis]
        inner = shape[(axis + 1)...].reduce(1, *)
    }

    /// Calls `body` with the offset of each line's first element; its others follow `inner` apart.
    /// Returns early when the computation is stopped.
    @inline(__always)
    func visit(_ body: (Int) -> Void) {
        // Lines between two questions.
        let slab = max(1, Stop.slab / max(length, 1))
        var left = 0
        for block in 0..<outer {
            for lane in 0..<inner {
                if left == 0 {
                    if Stop.isRequested { return }
                    left = slab
                }
                left -= 1
                body(block * length * inner + lane)
            }
        }
    }
}
