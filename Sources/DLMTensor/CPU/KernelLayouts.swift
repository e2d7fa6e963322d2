import DLMTypes

/// The memory order in which kernels take and give their tensors; everything is dense.
enum KernelLayouts {
    /// Order wanted for an operand.
    static func input(
        of operation: any Operation, _ index: Int, _ dtype: DType
    ) -> PhysicalLayout {
        guard dtype == .float32 else { return .rowMajor }
        switch operation {
        case is Conv2d, is ConvolutionWithMoments, is Conv2dInputGradient:
            return index == 0 ? .channelsLast : .rowMajor
        case is WeightGradientWithPrologue: return index < 2 ? .channelsLast : .rowMajor
        case is Conv2dWeightGradient, is MaxPool2d, is MaxPool2dGradient, is AvgPool2d,
            is AvgPool2dGradient, is AxisMap:
            return .channelsLast
        default: return .rowMajor
        }
    }

    /// Order of the results.
    static func output(of operation: any Operation, _ dtype: DType) -> PhysicalLayout {
        guard dtype == .float32 else { return .rowMajor }
        switch operation {
        case is Conv2d, is ConvolutionWithMoments, is Conv2dInputGradient, is MaxPool2d,
            is MaxPool2dGradient, is AvgPool2d, is AvgPool2dGradient, is AxisMap:
            return .channelsLast
        default: return .rowMajor
        }
    }
}
