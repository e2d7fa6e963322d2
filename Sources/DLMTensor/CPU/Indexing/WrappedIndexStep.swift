import DLMTypes

/// Int positions with negative ones counted from the end.
struct WrappedIndexStep: ExecutableStep {
    private let input: KernelOperand
    private let output: KernelOperand
    private let bound: Int64

    /// Nil when the positions are not Int, or the length is not known.
    init?(_ operation: WrappedIndex, _ inputs: [KernelOperand], _ outputs: [KernelOperand]) {
        guard inputs.count == 1, outputs.count == 1, inputs[0].dtype == .int64,
            let length = operation.length.constant
        else { return nil }
        input = inputs[0]
        output = outputs[0]
        bound = Int64(length)
    }

    var name: String { "index" }
    var traffic: Int { 2 * input.byteCount }

    func run(_ context: StepContext) throws(RunError) {
        let x = input.address(context).assumingMemoryBound(to: Int64.self)
        let y = output.address(context).assumingMemoryBound(to: Int64.self)
        for place in 0..<input.count {
            if place % Stop.slab == 0, Stop.isRequested { return }
            let label = x[place]
            guard label >= -bound, label < bound else {
                throw RunError(
                    .index, message: "the index \(label) is outside \(-bound) ..< \(bound)")
            }
            y[place] = label < 0 ? label + bound : label
        }
    }
}
