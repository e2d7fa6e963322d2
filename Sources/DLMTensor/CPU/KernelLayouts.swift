import DLMTypes

/// The memory order in which kernels take and give their tensors; everything is dense.
enum KernelLayouts {
    /// Order wanted for an operand.
    static func input(
        of operation: any Operation, _ index: Int, _ dtype: DType
    ) -> PhysicalLayout {
        .rowMajor
    }

    /// Order of the results.
    static func output(of operation: any Operation, _ dtype: DType) -> PhysicalLayout {
        .rowMajor
    }
}
