import DLMTypes

/// Puts elements in at Int indices along an axis, for every element type.
struct ScatterStep: ExecutableStep {
    private let inputs: [KernelOperand]
    private let output: KernelOperand
    private let lines: AxisLines
    private let count: Int

    /// Nil when the index is not Int.
    init?(_ operation: Scatter, _ inputs: [KernelOperand], _ outputs: [KernelOperand]) {
        guard inputs.count == 3, outputs.count == 1, inputs[1].dtype == .int64 else { return nil }
        self.inputs = inputs
        output = outputs[0]
        lines = AxisLines(output.shape, axis: operation.axis)
        count = inputs[1].shape[operation.axis]
    }

    var name: String { "scatter" }
    var traffic: Int { inputs.reduce(output.byteCount) { $0 + $1.byteCount } }

    func run(_ context: StepContext) throws(RunError) {
        let y = output.address(context)
        if output.byteCount > 0 {
            y.copyMemory(from: inputs[0].address(context), byteCount: output.byteCount)
        }
        switch output.dtype.byteCount {
        case 1: try put(UInt8.self, y, context)
        case 4: try put(UInt32.self, y, context)
        default: try put(UInt64.self, y, context)
        }
    }

    private func put<Element>(
        _ type: Element.Type, _ target: UnsafeMutableRawPointer, _ context: StepContext
    ) throws(RunError) {
        let y = target.assumingMemoryBound(to: Element.self)
        let index = inputs[1].address(context).assumingMemoryBound(to: Int64.self)
        let source = inputs[2].address(context).assumingMemoryBound(to: Element.self)
        let (length, inner) = (lines.length, lines.inner)
        for block in 0..<lines.outer {
            for row in 0..<count {
                if Stop.isRequested { return }
                let first = (block * count + row) * inner
                for lane in 0..<inner {
                    let label = index[first + lane]
                    guard label >= 0, label < Int64(length) else {
                        throw RunError(
                            .index, message: "the index \(label) is outside 0 ..< \(length)")
                    }
                    y[(block * length + Int(label)) * inner + lane] = source[first + lane]
                }
            }
        }
    }
}
