import DLMTypes

/// Runs the plan of a loop's body once for each element; state goes back and forth between two
/// places of the workspace.
struct ScanStep: ExecutableStep {
    private let scan: Scan
    private let plan: Plan
    private let inputs: [KernelOperand]
    private let outputs: [KernelOperand]
    private let length: Int
    /// Where each tensor of the state begins in one of the two places, and how long a place is.
    private let offsets: [Int]
    private let stateBytes: Int

    /// - Throws: `RunError` when the body cannot be planned.
    init(
        _ scan: Scan, _ inputs: [KernelOperand], _ outputs: [KernelOperand], threads: Int
    ) throws(RunError) {
        self.scan = scan
        self.inputs = inputs
        self.outputs = outputs
        plan = try Planner.plan(
            Structure(Computation(outputs: scan.body.results)), threads: threads)
        length = inputs[scan.states].shape.first ?? 0
        var offsets: [Int] = []
        var end = 0
        for state in inputs.prefix(scan.states) {
            offsets.append(end)
            end += (state.byteCount + 63) / 64 * 64
        }
        self.offsets = offsets
        stateBytes = end
    }

    var name: String { "scan of \(length) steps" }
    var flops: Double { Double(length) * plan.steps.reduce(0) { $0 + $1.flops } }
    var traffic: Int { length * plan.steps.reduce(0) { $0 + $1.bytes } }

    func workspace(threads: Int) -> Int { 2 * stateBytes }

    func run(_ context: StepContext) throws(RunError) {
        let arena = try plan.takeArena()
        defer { plan.giveBack(arena) }
        let captured = scan.states + scan.sequences
        var places: [Int?] = inputs.map { _ in nil }
        for input in plan.inputs {
            guard let index = Int(input.name.dropFirst("subgraph.".count)), index < inputs.count
            else {
                throw RunError(
                    .input(input.name), message: "the input \(input.name) is missing")
            }
            places[index] = input.buffer
            if index < scan.states || index >= captured {
                arena.setInput(input.buffer, at: inputs[index].address(context))
            }
        }
        for step in 0..<length {
            let place = scan.isReversed ? length - 1 - step : step
            for index in scan.states..<captured {
                guard let buffer = places[index] else { continue }
                let bytes = inputs[index].byteCount / length
                arena.setInput(buffer, at: inputs[index].address(context) + place * bytes)
            }
            try plan.compute(arena, false)
            store(arena, context, place: place, half: step % 2)
            for index in 0..<scan.states {
                guard let buffer = places[index] else { continue }
                arena.setInput(buffer, at: state(index, step % 2, context))
            }
        }
        for index in 0..<scan.states {
            let last =
                length == 0
                ? inputs[index].address(context) : state(index, (length - 1) % 2, context)
            outputs[index].address(context).copyMemory(
                from: last, byteCount: outputs[index].byteCount)
        }
    }

    private func state(
        _ index: Int, _ half: Int, _ context: StepContext
    ) -> UnsafeMutableRawPointer {
        context.workspace + half * stateBytes + offsets[index]
    }

    /// Takes a step's results out of the arena, whose buffers the next step uses again.
    private func store(_ arena: Arena, _ context: StepContext, place: Int, half: Int) {
        for (index, output) in plan.outputs.enumerated() {
            guard let base = arena.table[output.buffer] else { continue }
            let source = base + output.offset * output.dtype.byteCount
            if index < scan.states {
                state(index, half, context).copyMemory(
                    from: source, byteCount: inputs[index].byteCount)
            } else {
                let bytes = outputs[index].byteCount / length
                (outputs[index].address(context) + place * bytes)
                    .copyMemory(from: source, byteCount: bytes)
            }
        }
    }
}
