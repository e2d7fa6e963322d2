import DLMTypes

/// The places of each pooling window, as offsets into images and result.
struct PoolWindows {
    private let window: KnownWindow
    private let input: [Int]
    private let output: [Int]

    init(_ window: SpatialWindow, input: [Int], output: [Int]) throws(OpError) {
        self.window = try window.known()
        self.input = input
        self.output = output
    }

    /// Calls `body` with each result's offset, the offsets of the elements under its window, in
    /// order, and the window's size with the padding that it covers.
    func visit(_ body: (_ place: Int, _ sources: [Int], _ size: Int) -> Void) {
        for plane in 0..<output[0] * output[1] {
            for row in 0..<output[2] {
                if Stop.isRequested { return }
                let rows = span(row, axis: 0)
                for column in 0..<output[3] {
                    let columns = span(column, axis: 1)
                    var sources: [Int] = []
                    for y in rows.inside {
                        for x in columns.inside {
                            sources.append((plane * input[2] + y) * input[3] + x)
                        }
                    }
                    let place = (plane * output[2] + row) * output[3] + column
                    body(place, sources, rows.size * columns.size)
                }
            }
        }
    }

    /// Places of one axis under a window, and how many there are with padding; what `ceilMode`
    /// lets hang over the padded image does not count.
    private func span(_ place: Int, axis: Int) -> (inside: [Int], size: Int) {
        let length = input[2 + axis]
        let reached = (0..<window.kernel[axis]).map { window.source(place, $0, axis: axis) }
        let inside = reached.filter { $0 >= 0 && $0 < length }
        let size = reached.filter { $0 < length + window.paddingAfter[axis] }.count
        return (inside, size)
    }
}
