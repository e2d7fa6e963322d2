import DLMTypes

/// Ones at the places of labels, for every element type.
struct OneHotStep: ExecutableStep {
    private let labels: KernelOperand
    private let output: KernelOperand
    private let width: Int

    /// Nil when the labels are not Int.
    init?(_ inputs: [KernelOperand], _ outputs: [KernelOperand]) {
        guard inputs.count == 1, outputs.count == 1, inputs[0].dtype == .int64,
            let width = outputs[0].shape.last
        else { return nil }
        (labels, output, self.width) = (inputs[0], outputs[0], width)
    }

    var name: String { "one-hot of \(width)" }
    var traffic: Int { labels.byteCount + output.byteCount }

    func run(_ context: StepContext) throws(RunError) {
        switch output.dtype {
        case .float32: try put(Float(1), Float(0), context)
        case .float64: try put(Double(1), Double(0), context)
        case .int64: try put(Int64(1), Int64(0), context)
        case .int32: try put(Int32(1), Int32(0), context)
        case .uint8, .bool: try put(UInt8(1), UInt8(0), context)
        }
    }

    private func put<Element>(
        _ one: Element, _ zero: Element, _ context: StepContext
    ) throws(RunError) {
        let x = labels.address(context).assumingMemoryBound(to: Int64.self)
        let y = output.address(context).assumingMemoryBound(to: Element.self)
        Stop.slabs(output.count) { slab in
            (y + slab.lowerBound).update(repeating: zero, count: slab.count)
        }
        for row in 0..<labels.count {
            if row % Stop.slab == 0, Stop.isRequested { return }
            guard x[row] >= 0, x[row] < Int64(width) else {
                throw RunError(
                    .index, message: "the index \(x[row]) is outside 0 ..< \(width)")
            }
            y[row * width + Int(x[row])] = one
        }
    }
}
