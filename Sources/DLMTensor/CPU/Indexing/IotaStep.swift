import DLMTypes

/// Counts: `0, 1, 2, …`.
struct IotaStep: ExecutableStep {
    private let output: KernelOperand

    /// Nil when the result is not of Int.
    init?(_ outputs: [KernelOperand]) {
        guard outputs.count == 1, outputs[0].dtype == .int64 else { return nil }
        output = outputs[0]
    }

    var name: String { "count" }
    var traffic: Int { output.byteCount }

    func run(_ context: StepContext) {
        let y = output.address(context).assumingMemoryBound(to: Int64.self)
        Stop.slabs(output.count) { slab in
            for place in slab { y[place] = Int64(place) }
        }
    }
}
