import CKernels
import DLMTypes

/// Places of the largest or smallest Float32 along an axis.
struct ArgReductionStep: ExecutableStep {
    private let operation: ArgReduction
    private let input: KernelOperand
    private let output: KernelOperand

    /// Nil when the operand is not Float32, or the axis is empty.
    init?(_ operation: ArgReduction, _ inputs: [KernelOperand], _ outputs: [KernelOperand]) {
        guard inputs.count == 1, outputs.count == 1, inputs[0].dtype == .float32,
            inputs[0].count > 0
        else { return nil }
        self.operation = operation
        input = inputs[0]
        output = outputs[0]
    }

    var name: String { operation.isMaximum ? "argmax" : "argmin" }
    var traffic: Int { input.byteCount + output.byteCount }

    func run(_ context: StepContext) {
        let axis = operation.axis
        dlm_arg_reduce(
            operation.isMaximum ? 1 : 0, Int64(input.shape[..<axis].reduce(1, *)),
            Int64(input.shape[axis]), Int64(input.shape[(axis + 1)...].reduce(1, *)),
            input.floats(context), output.address(context).assumingMemoryBound(to: Int64.self))
    }
}
