import DLMTypes

/// Draws whole numbers that are a function of a key and their place, in slabs on all threads.
struct RandomIntegersStep: ExecutableStep {
    private let operation: RandomIntegers
    private let output: KernelOperand

    /// Nil when the result is not of Int.
    init?(_ operation: RandomIntegers, _ outputs: [KernelOperand]) {
        guard outputs.count == 1, outputs[0].dtype == .int64 else { return nil }
        self.operation = operation
        output = outputs[0]
    }

    var name: String { "random integers" }
    var traffic: Int { output.byteCount }

    func run(_ context: StepContext) {
        let y = output.address(context).assumingMemoryBound(to: Int64.self)
        Parallel.slabs(output.count, threads: context.threads) { range in
            operation.write(to: UnsafeMutableBufferPointer(start: y, count: output.count), range)
        }
    }
}
