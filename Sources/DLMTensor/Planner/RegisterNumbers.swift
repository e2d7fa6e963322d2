import CKernels

/// Assigns the results of instructions to as few temporaries as possible, so that a program's
/// blocks stay in the first-level cache.
struct RegisterNumbers {
    private let operandCount: Int
    private let constantCount: Int
    /// Temporary of each instruction.
    private var slots: [Int] = []
    private(set) var temporaryCount = 0

    /// `results` are read after the last instruction.
    init(
        _ operandCount: Int, _ constantCount: Int, _ instructions: [LoopBuilder.Instruction],
        _ results: [LoopBuilder.Register]
    ) {
        self.operandCount = operandCount
        self.constantCount = constantCount
        var lastUse = Array(instructions.indices)
        for (index, instruction) in instructions.enumerated() {
            for case .temporary(let source) in instruction.operands { lastUse[source] = index }
        }
        for case .temporary(let source) in results { lastUse[source] = instructions.count }
        var free: [Int] = []
        for (index, instruction) in instructions.enumerated() {
            for case .temporary(let source) in Set(instruction.operands)
            where lastUse[source] == index {
                free.append(slots[source])
            }
            if free.isEmpty {
                free.append(temporaryCount)
                temporaryCount += 1
            }
            // The smallest: the choice must not depend on the order of a set.
            let slot = free.min() ?? 0
            free.removeAll { $0 == slot }
            slots.append(slot)
        }
    }

    func number(_ register: LoopBuilder.Register) -> Int32 {
        switch register {
        case .operand(let index): Int32(index)
        case .constant(let index): Int32(operandCount + index)
        case .temporary(let index): Int32(operandCount + constantCount + slots[index])
        }
    }

    func encode(_ instruction: LoopBuilder.Instruction, at index: Int) -> dlm_loop_instruction {
        let inputs = instruction.operands.map(number)
        return dlm_loop_instruction(
            code: Int32(instruction.code.rawValue), target: number(.temporary(index)),
            a: inputs[0], b: inputs.count > 1 ? inputs[1] : inputs[0],
            c: inputs.count > 2 ? inputs[2] : inputs[0])
    }
}
