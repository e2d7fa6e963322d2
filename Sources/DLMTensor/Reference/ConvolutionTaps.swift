import DLMTypes

/// Every product that a convolution sums, as offsets into images, weight and result: the three
/// convolution operations differ only in which of the three they sum into.
struct ConvolutionTaps {
    private let window: KnownWindow
    private let groups: Int
    private let input: [Int]
    private let weight: [Int]
    private let output: [Int]

    init(
        _ window: SpatialWindow, groups: Dim, input: [Int], weight: [Int], output: [Int]
    ) throws(OpError) {
        self.window = try window.known()
        self.groups = try groups.known()
        self.input = input
        self.weight = weight
        self.output = output
    }

    func visit(_ body: (_ source: Int, _ tap: Int, _ place: Int) -> Void) {
        let outputsPerGroup = weight[0] / groups
        for batch in 0..<output[0] {
            for channel in 0..<weight[0] {
                let group = channel / outputsPerGroup
                for inner in 0..<weight[1] {
                    let plane = batch * input[1] + group * weight[1] + inner
                    visit(
                        plane: plane, kernel: channel * weight[1] + inner,
                        result: batch * output[1] + channel, body)
                }
            }
        }
    }

    /// One plane of images against one of the weight.
    private func visit(
        plane: Int, kernel: Int, result: Int, _ body: (Int, Int, Int) -> Void
    ) {
        for row in 0..<output[2] {
            if Stop.isRequested { return }
            for column in 0..<output[3] {
                let place = (result * output[2] + row) * output[3] + column
                for r in 0..<weight[2] {
                    let y = window.source(row, r, axis: 0)
                    guard y >= 0, y < input[2] else { continue }
                    for s in 0..<weight[3] {
                        let x = window.source(column, s, axis: 1)
                        guard x >= 0, x < input[3] else { continue }
                        body(
                            (plane * input[2] + y) * input[3] + x,
                            (kernel * weight[2] + r) * weight[3] + s, place)
                    }
                }
            }
        }
    }
}
