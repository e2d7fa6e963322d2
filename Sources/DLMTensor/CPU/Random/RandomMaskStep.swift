import CKernels
import DLMTypes

/// Draws a dropout mask: the bits depend on the random state and logical positions only.
struct RandomMaskStep: ExecutableStep {
    private let operation: RandomMask
    private let inputs: [KernelOperand]
    private let output: KernelOperand

    /// Nil when the operands are not the random state's.
    init?(_ operation: RandomMask, _ inputs: [KernelOperand], _ outputs: [KernelOperand]) {
        guard outputs.count == 1, inputs.count == (operation.perSample ? 2 : 1),
            inputs[0].dtype == .int64, inputs[0].count == 3,
            inputs.allSatisfy({ $0.dtype == .int64 })
        else { return nil }
        self.operation = operation
        self.inputs = inputs
        output = outputs[0]
    }

    var name: String { "random mask" }
    var traffic: Int { output.byteCount }

    func run(_ context: StepContext) {
        let state = inputs[0].address(context).assumingMemoryBound(to: Int64.self)
        let bits = RandomDraw.bits(
            seed: state[0], epoch: state[1], step: state[2], key: operation.key)
        let samples =
            operation.perSample
            ? UnsafePointer(inputs[1].address(context).assumingMemoryBound(to: Int64.self)) : nil
        let rows = operation.perSample ? inputs[1].count : 1
        guard rows > 0 else { return }
        dlm_random_mask(
            bits.x, bits.y, samples, Int64(rows), Int64(output.count / rows),
            RandomMask.threshold(operation.keep),
            output.address(context).assumingMemoryBound(to: UInt8.self), Int32(context.threads))
    }
}
