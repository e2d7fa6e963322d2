/// Copies a value when others are known.
struct AfterStep: ExecutableStep {
    let value: KernelOperand
    let output: KernelOperand

    var name: String { "copy" }
    var traffic: Int { 2 * value.byteCount }

    func run(_ context: StepContext) {
        output.address(context).copyMemory(
            from: value.address(context), byteCount: value.byteCount)
    }
}
