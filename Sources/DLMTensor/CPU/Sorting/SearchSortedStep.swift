import DLMTypes

/// Binary search of Float32, Float64 or Int values in sorted lines.
struct SearchSortedStep: ExecutableStep {
    private let isRight: Bool
    private let sorted: KernelOperand
    private let values: KernelOperand
    private let output: KernelOperand

    /// Nil when the element types differ or have no kernel.
    init?(_ operation: SearchSorted, _ inputs: [KernelOperand], _ outputs: [KernelOperand]) {
        guard inputs.count == 2, outputs.count == 1, inputs[0].dtype == inputs[1].dtype,
            [.float32, .float64, .int64].contains(inputs[0].dtype)
        else { return nil }
        isRight = operation.isRight
        (sorted, values, output) = (inputs[0], inputs[1], outputs[0])
    }

    var name: String { "search" }
    var traffic: Int { sorted.byteCount + values.byteCount + output.byteCount }

    func run(_ context: StepContext) {
        switch sorted.dtype {
        case .float32: run(Float.self, context)
        case .float64: run(Double.self, context)
        default: run(Int64.self, context)
        }
    }

    private func run<Element: Comparable>(_ type: Element.Type, _ context: StepContext) {
        let numbers = sorted.address(context).assumingMemoryBound(to: Element.self)
        let wanted = values.address(context).assumingMemoryBound(to: Element.self)
        let y = output.address(context).assumingMemoryBound(to: Int64.self)
        let length = sorted.shape.last ?? 0
        let lines = sorted.shape.dropLast().reduce(1, *)
        let count = values.count
        let width = lines > 0 ? count / lines : 0
        guard width > 0 else { return }
        for position in 0..<count {
            if position % Stop.slab == 0, Stop.isRequested { return }
            let line = numbers + position / width * length
            let value = wanted[position]
            var (low, high) = (0, length)
            while low < high {
                let middle = (low + high) / 2
                let isBeyond = isRight ? line[middle] > value : line[middle] >= value
                if isBeyond { high = middle } else { low = middle + 1 }
            }
            y[position] = Int64(low)
        }
    }
}
