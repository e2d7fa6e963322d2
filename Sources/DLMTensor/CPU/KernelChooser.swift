import DLMTypes

/// Finds the fastest way to run an operation on this machine.
enum KernelChooser {
    static func step(
        _ operation: any Operation, _ inputs: [KernelOperand], _ outputs: [KernelOperand],
        threads: Int
    ) throws(RunError) -> any ExecutableStep {
        if let scan = operation as? Scan {
            return try ScanStep(scan, inputs, outputs, threads: threads)
        }
        return fast(operation, inputs, outputs, threads)
            ?? ReferenceStep(operation: operation, inputs: inputs, outputs: outputs)
    }

    private static func fast(
        _ operation: any Operation, _ inputs: [KernelOperand], _ outputs: [KernelOperand],
        _ threads: Int
    ) -> (any ExecutableStep)? {
        switch operation {
        case let product as MatMul:
            MatMulStep(product, inputs, outputs) ?? PlainMatMulStep(product, inputs, outputs)
        case let product as MatMulWithBias: MatMulStep(product.product, inputs, outputs)
        case let random as SeededRandom: SeededRandomStep(random, outputs)
        case let random as RandomIntegers: RandomIntegersStep(random, outputs)
        case let random as RandomPermutation: RandomPermutationStep(random, outputs)
        case is Iota: IotaStep(outputs)
        case is OneHot: OneHotStep(inputs, outputs)
        case let mask as RandomMask: RandomMaskStep(mask, inputs, outputs)
        case let reduction as ArgReduction: ArgReductionStep(reduction, inputs, outputs)
        case is Gather, is ScatterAdd, is IndexSelect, is IndexAdd:
            IndexStep(operation, inputs, outputs)
        case is After: AfterStep(value: inputs[0], output: outputs[0])
        case let scatter as Scatter: ScatterStep(scatter, inputs, outputs)
        case let wrapped as WrappedIndex: WrappedIndexStep(wrapped, inputs, outputs)
        case let sort as ArgSort: ArgSortStep(sort, inputs, outputs)
        case let search as SearchSorted: SearchSortedStep(search, inputs, outputs)
        case is CumulativeSum, is CumulativeProduct, is CumulativeExtremum,
            is LogCumulativeSumExp:
            CumulativeStep(operation, inputs, outputs)
        case let recurrence as LinearRecurrence: RecurrenceStep(recurrence, inputs, outputs)
        case is Concat, is Pad: CopyStep(operation, inputs, outputs)
        case is MaxPool2d, is MaxPool2dGradient, is AvgPool2d, is AvgPool2dGradient:
            PoolStep(operation, inputs, outputs)
        case is AxisMap: AxisMapStep(operation, inputs, outputs)
        case is FourierTransform, is RealTransform, is RealTransformAdjoint:
            FourierStep(operation, inputs, outputs)
        case is Frames, is OverlapAdd: FramesStep(operation, inputs, outputs)
        case is Cholesky, is TriangularSolve, is Solve, is Inverse, is Determinant, is QR, is SVD,
            is Eigh:
            MatrixStep(operation, inputs, outputs)
        default: ConvolutionStep(operation, inputs, outputs, threads: threads)
        }
    }
}
