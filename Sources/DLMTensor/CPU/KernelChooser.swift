import DLMTypes

/// Finds the fastest way to run an operation on this machine.
enum KernelChooser {
    static func step(
        _ operation: any Operation, _ inputs: [KernelOperand], _ outputs: [KernelOperand],
        threads: Int
    ) -> any ExecutableStep {
        ReferenceStep(operation: operation, inputs: inputs, outputs: outputs)
    }
}
