import DLMTypes

/// Linear recurrences along an axis of Float32 or Float64; the state is kept in Float64.
struct RecurrenceStep: ExecutableStep {
    private let isReversed: Bool
    private let factors: KernelOperand
    private let addends: KernelOperand
    private let output: KernelOperand
    private let lines: AxisLines

    /// Nil when the element types differ.
    init?(_ operation: LinearRecurrence, _ inputs: [KernelOperand], _ outputs: [KernelOperand]) {
        guard inputs.count == 2, outputs.count == 1, inputs[0].dtype == inputs[1].dtype,
            inputs[0].dtype.isFloating
        else { return nil }
        isReversed = operation.isReversed
        (factors, addends, output) = (inputs[0], inputs[1], outputs[0])
        lines = AxisLines(output.shape, axis: operation.axis)
    }

    var name: String { "recurrence" }
    var traffic: Int { 3 * output.byteCount }

    func run(_ context: StepContext) {
        if output.dtype == .float32 {
            run(Float.self, context)
        } else {
            run(Double.self, context)
        }
    }

    private func run<Element: BinaryFloatingPoint>(_ type: Element.Type, _ context: StepContext) {
        let a = factors.address(context).assumingMemoryBound(to: Element.self)
        let b = addends.address(context).assumingMemoryBound(to: Element.self)
        let y = output.address(context).assumingMemoryBound(to: Element.self)
        let (length, inner) = (lines.length, lines.inner)
        lines.visit { start in
            var state = 0.0
            Stop.slabs(length) { slab in
                for step in slab {
                    let place = start + (isReversed ? length - 1 - step : step) * inner
                    // The first state is its addend alone: the factor before it may be infinite.
                    let carried = step == 0 ? 0 : Double(a[place]) * state
                    state = carried + Double(b[place])
                    y[place] = Element(state)
                }
            }
        }
    }
}
