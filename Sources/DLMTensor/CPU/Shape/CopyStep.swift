import DLMTypes

/// Copies operands into parts of a result: `concat` and `pad`, as loop programs without
/// instructions.
struct CopyStep: ExecutableStep {
    let name: String
    private let programs: [LoopProgram]

    /// Nil when the operation is another one, or converts elements.
    init?(_ operation: any Operation, _ inputs: [KernelOperand], _ outputs: [KernelOperand]) {
        guard let output = outputs.first, !inputs.isEmpty,
            (inputs + outputs).allSatisfy({ $0.dtype == output.dtype }),
            (inputs + outputs).allSatisfy({ $0.shape.count > 0 })
        else { return nil }
        let strides = MemoryOrder.dense(output.shape)
        var parts: [LoopProgram?] = []
        switch operation {
        case let concat as Concat:
            name = "concat"
            var offset = 0
            for input in inputs {
                parts.append(Self.copy(input, to: output, offset: offset, strides: strides))
                offset += input.shape[concat.axis] * strides[concat.axis]
            }
        case let pad as Pad:
            name = "pad"
            let before = pad.before.compactMap(\.constant)
            guard before.count == strides.count else { return nil }
            let offset = zip(before, strides).reduce(0) { $0 + $1.0 * $1.1 }
            let steps = zip(strides, pad.between).map { $0 * ($1 + 1) }
            parts.append(Self.fill(output, pad.value))
            parts.append(Self.copy(inputs[0], to: output, offset: offset, strides: steps))
        default: return nil
        }
        programs = parts.compactMap { $0 }
        guard programs.count == parts.count else { return nil }
    }

    private static func copy(
        _ input: KernelOperand, to output: KernelOperand, offset: Int, strides: [Int]
    ) -> LoopProgram? {
        let source = LoopBuilder.Operand(
            buffer: input.buffer, dtype: input.dtype,
            offset: input.byteOffset / input.dtype.byteCount,
            strides: MemoryOrder.dense(input.shape))
        let target = LoopBuilder.Operand(
            buffer: output.buffer, dtype: output.dtype, offset: offset, strides: strides)
        return try? LoopProgram(
            lengths: input.shape, isDouble: isWide(output.dtype), operands: [source],
            constants: [], instructions: [],
            stores: [LoopProgram.Store(register: .operand(0), target: target)], folds: [])
    }

    private static func fill(_ output: KernelOperand, _ value: Double) -> LoopProgram? {
        let target = LoopBuilder.Operand(
            buffer: output.buffer, dtype: output.dtype, offset: 0,
            strides: MemoryOrder.dense(output.shape))
        return try? LoopProgram(
            lengths: output.shape, isDouble: isWide(output.dtype), operands: [],
            constants: [value], instructions: [],
            stores: [LoopProgram.Store(register: .constant(0), target: target)], folds: [])
    }

    private static func isWide(_ dtype: DType) -> Bool {
        dtype == .float64 || dtype == .int32 || dtype == .int64
    }

    var traffic: Int { programs.reduce(0) { $0 + $1.traffic } }

    func workspace(threads: Int) -> Int {
        programs.map { $0.workspace(threads: threads) }.max() ?? 0
    }

    func run(_ context: StepContext) {
        for program in programs { program.run(context) }
    }
}
