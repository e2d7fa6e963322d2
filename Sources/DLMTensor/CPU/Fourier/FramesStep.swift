import DLMTypes

/// Frames cut out of lines, or added up to them.
struct FramesStep: ExecutableStep {
    private let input: KernelOperand
    private let output: KernelOperand
    private let hop: Int
    private let isAdding: Bool
    private let lines: Int
    private let length: Int
    private let count: Int
    private let size: Int

    /// Nil when the operation is another one, or sums would be of whole numbers.
    init?(_ operation: any Operation, _ inputs: [KernelOperand], _ outputs: [KernelOperand]) {
        guard inputs.count == 1, outputs.count == 1, inputs[0].dtype == outputs[0].dtype,
            inputs[0].dtype.isFloating
        else { return nil }
        (input, output) = (inputs[0], outputs[0])
        let (line, frames): ([Int], [Int])
        switch operation {
        case let cut as Frames:
            (line, frames, hop, isAdding) = (input.shape, output.shape, cut.hop, false)
        case let sum as OverlapAdd:
            (line, frames, hop, isAdding) = (output.shape, input.shape, sum.hop, true)
        default: return nil
        }
        lines = line.dropLast().reduce(1, *)
        length = line.last ?? 0
        count = frames[frames.count - 2]
        size = frames[frames.count - 1]
    }

    var name: String { isAdding ? "overlap add" : "frames" }
    var traffic: Int { input.byteCount + output.byteCount }

    func run(_ context: StepContext) {
        if input.dtype == .float64 {
            run(context, Double.self)
        } else {
            run(context, Float.self)
        }
    }

    private func run<Value: BinaryFloatingPoint>(_ context: StepContext, _ type: Value.Type) {
        let x = input.address(context).assumingMemoryBound(to: type)
        let y = output.address(context).assumingMemoryBound(to: type)
        if isAdding { y.update(repeating: 0, count: lines * length) }
        for line in 0..<lines {
            for frame in 0..<count {
                if Stop.isRequested { return }
                let stretch = line * length + frame * hop
                let place = (line * count + frame) * size
                if isAdding {
                    for offset in 0..<size { y[stretch + offset] += x[place + offset] }
                } else {
                    (y + place).update(from: x + stretch, count: size)
                }
            }
        }
    }
}
