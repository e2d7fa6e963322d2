import DLMTypes

/// Finds the fastest way to run an operation on this machine.
enum KernelChooser {
    static func step(
        _ operation: any Operation, _ inputs: [KernelOperand], _ outputs: [KernelOperand],
        threads: Int
    ) -> any ExecutableStep {
        fast(operation, inputs, outputs, threads)
            ?? ReferenceStep(operation: operation, inputs: inputs, outputs: outputs)
    }

    private static func fast(
        _ operation: any Operation, _ inputs: [KernelOperand], _ outputs: [KernelOperand],
        _ threads: Int
    ) -> (any ExecutableStep)? {
        switch operation {
        case let product as MatMul: MatMulStep(product, inputs, outputs)
        case let product as MatMulWithBias: MatMulStep(product.product, inputs, outputs)
        case let mask as RandomMask: RandomMaskStep(mask, inputs, outputs)
        case let reduction as ArgReduction: ArgReductionStep(reduction, inputs, outputs)
        case is Gather, is ScatterAdd, is IndexSelect, is IndexAdd:
            IndexStep(operation, inputs, outputs)
        case is Concat, is Pad: CopyStep(operation, inputs, outputs)
        case is MaxPool2d, is MaxPool2dGradient, is AvgPool2d, is AvgPool2dGradient:
            PoolStep(operation, inputs, outputs)
        default: ConvolutionStep(operation, inputs, outputs, threads: threads)
        }
    }
}
