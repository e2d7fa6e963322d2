import DLMTypes

/// Shuffles whole numbers in place.
struct RandomPermutationStep: ExecutableStep {
    private let operation: RandomPermutation
    private let output: KernelOperand

    /// Nil when the result is not of Int.
    init?(_ operation: RandomPermutation, _ outputs: [KernelOperand]) {
        guard outputs.count == 1, outputs[0].dtype == .int64 else { return nil }
        self.operation = operation
        output = outputs[0]
    }

    var name: String { "random permutation" }
    var traffic: Int { 2 * output.byteCount }

    func run(_ context: StepContext) {
        let y = output.address(context).assumingMemoryBound(to: Int64.self)
        operation.write(to: UnsafeMutableBufferPointer(start: y, count: output.count))
    }
}
