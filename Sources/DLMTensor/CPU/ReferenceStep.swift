import DLMTypes

/// Runs an operation by its defining computation: correct for every operation and type, slow.
struct ReferenceStep: ExecutableStep {
    let operation: any Operation
    let inputs: [KernelOperand]
    let outputs: [KernelOperand]

    var name: String { "\(type(of: operation)) reference" }
    var traffic: Int { (inputs + outputs).reduce(0) { $0 + $1.byteCount } }

    func run(_ context: StepContext) throws(RunError) {
        // Numbers are held as Float64 or Int here, often twice.
        let room = (inputs + outputs).reduce(0) { $0 + 2 * 8 * $1.count }
        guard HostMemory.canHold(room) else {
            throw RunError(
                .memory,
                message: "no memory for intermediate values: " + HostMemory.refusal(room))
        }
        do throws(OpError) {
            let results = try operation.reference(inputs.map { $0.hostArray(context) })
            if Stop.isRequested { return }
            for (output, result) in zip(outputs, results) { output.store(result, context) }
        } catch {
            throw RunError(.operation, message: error.message)
        }
    }
}
