import DLMTypes

/// Draws numbers that are a function of a key and their place, in slabs on all threads.
struct SeededRandomStep: ExecutableStep {
    private let operation: SeededRandom
    private let output: KernelOperand

    /// Nil when the result is not of floats.
    init?(_ operation: SeededRandom, _ outputs: [KernelOperand]) {
        guard outputs.count == 1, outputs[0].dtype.isFloating else { return nil }
        self.operation = operation
        output = outputs[0]
    }

    var name: String { "random \(operation.distribution)" }
    var traffic: Int { output.byteCount }

    func run(_ context: StepContext) {
        let draw = Draw(shape: output.shape, dtype: output.dtype, key: operation.key)
        let target = UnsafeMutableRawBufferPointer(
            start: output.address(context), count: output.byteCount)
        Parallel.slabs(output.count, threads: context.threads) { range in
            draw.write(operation.distribution, to: target, range)
        }
    }
}
