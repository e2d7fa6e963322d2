/// Runs a loop program.
struct LoopStep: ExecutableStep {
    let program: LoopProgram

    var name: String { program.name }
    var flops: Double { Double(program.instructionCount) * Double(program.elementCount) }
    var traffic: Int { program.traffic }

    func workspace(threads: Int) -> Int { program.workspace(threads: threads) }

    func run(_ context: StepContext) { program.run(context) }
}
