import CKernels
import DLMTypes

/// Translates a group of elementwise values and reductions into a loop program.
struct LoopBuilder {
    private let fusion: Fusion
    private let program: StepPlan.Program
    private let buffers: BufferTable
    private let axes: [Int]

    private var operands: [Operand] = []
    private var constants: [Double] = []
    private var instructions: [Instruction] = []
    private var registerOf: [Int: Register] = [:]
    private var operandOf: [Int: Int] = [:]
    private var uses: [Int: Int] = [:]

    /// Memory walked by the program, with a stride for each axis of the space.
    struct Operand {
        let buffer: Int
        let dtype: DType
        let offset: Int
        var strides: [Int]
    }

    enum Register: Hashable {
        case operand(Int)
        case constant(Int)
        /// Result of an instruction.
        case temporary(Int)

        var isOperand: Bool {
            if case .operand = self { return true }
            return false
        }
    }

    struct Instruction {
        let code: ScalarCode
        let operands: [Register]
    }

    static func build(
        _ program: StepPlan.Program, _ fusion: Fusion, _ buffers: BufferTable
    ) throws(RunError) -> LoopProgram {
        var builder = LoopBuilder(fusion, program, buffers)
        return try builder.build()
    }

    private init(_ fusion: Fusion, _ program: StepPlan.Program, _ buffers: BufferTable) {
        self.fusion = fusion
        self.program = program
        self.buffers = buffers
        axes = MemoryOrder.order(rank: program.space.shape.count, program.space.layout)
    }

    private var graph: PlanGraph { fusion.placed.graph }

    private mutating func build() throws(RunError) -> LoopProgram {
        countUses()
        var stores: [(Register, Operand)] = []
        var folds: [LoopProgram.Fold] = []
        for root in program.roots {
            let node = graph.nodes[graph.values[root].node]
            if case .reduction(let reduction, let folded) = node.kind {
                let target = foldTarget(root, folded)
                folds.append(
                    LoopProgram.Fold(
                        register: register(of: node.inputs[0]), reduction: reduction, scale: 1,
                        count: graph.values[root].count, target: target))
            } else {
                stores.append((register(of: root), storeTarget(root)))
            }
        }
        for index in stores.indices where stores.count > 1 {
            // A store must not read what another store of the block has already replaced.
            if case .operand = stores[index].0 {
                stores[index].0 = emit(.copy, [stores[index].0])
            }
        }
        return try LoopProgram(
            lengths: axes.map { program.space.shape[$0] }, isDouble: program.space.isDouble,
            operands: operands, constants: constants, instructions: instructions,
            stores: stores.map { LoopProgram.Store(register: $0.0, target: $0.1) }, folds: folds)
    }

    /// How often each value is an operand within this program.
    private mutating func countUses() {
        var seen: Set<Int> = []
        var stack = program.roots
        for root in program.roots { uses[root, default: 0] += 1 }
        while let value = stack.popLast() {
            let isOwn = program.roots.contains(value) || !fusion.isKept[value]
            guard isOwn, seen.insert(value).inserted else { continue }
            for input in graph.nodes[graph.values[value].node].inputs {
                uses[input, default: 0] += 1
                stack.append(input)
            }
        }
    }

    private func isInline(_ value: Int) -> Bool {
        guard graph.isElementwise(value) else { return false }
        return !fusion.isKept[value] || program.roots.contains(value)
    }

    private mutating func register(of value: Int) -> Register {
        if let known = registerOf[value] { return known }
        let register: Register
        if let number = graph.scalarConstant(value) {
            register = constant(number)
        } else if isInline(value) {
            register = expression(value)
        } else {
            register = load(value)
        }
        registerOf[value] = register
        return register
    }

    private mutating func constant(_ number: Double) -> Register {
        if let known = constants.firstIndex(where: { $0.bitPattern == number.bitPattern }) {
            return .constant(known)
        }
        constants.append(number)
        return .constant(constants.count - 1)
    }

    private mutating func load(_ value: Int) -> Register {
        let placement = fusion.placed.placements[value]
        let shape = graph.values[value].shape
        let added = program.space.shape.count - shape.count
        let strides = axes.map { axis in
            let own = axis - added
            return own < 0 || shape[own] == 1 ? 0 : placement.strides[own]
        }
        operands.append(
            Operand(
                buffer: buffers.index(of: placement.base), dtype: graph.values[value].dtype,
                offset: placement.offset, strides: strides))
        return .operand(operands.count - 1)
    }

    private mutating func expression(_ value: Int) -> Register {
        let node = graph.nodes[graph.values[value].node]
        guard case .elementwise(let code) = node.kind else { return load(value) }
        if code == .copy { return conversion(node, to: graph.values[value].dtype) }
        if code == .add, let fused = multiplyAdd(node) { return fused }
        let inputs = node.inputs.map { register(of: $0) }
        return emit(code, inputs)
    }

    /// x * y + z in one instruction when nothing else needs the product.
    private mutating func multiplyAdd(_ node: PlanGraph.Node) -> Register? {
        for (product, addend) in [(0, 1), (1, 0)] {
            let value = node.inputs[product]
            guard isInline(value), uses[value] == 1, registerOf[value] == nil,
                case .elementwise(.multiply) = graph.kind(of: value)
            else { continue }
            let factors = graph.nodes[graph.values[value].node].inputs.map { register(of: $0) }
            return emit(.multiplyAdd, factors + [register(of: node.inputs[addend])])
        }
        return nil
    }

    private mutating func conversion(_ node: PlanGraph.Node, to dtype: DType) -> Register {
        let source = node.inputs[0]
        let from = graph.values[source].dtype
        let input = register(of: source)
        if dtype == from || dtype.isFloating { return input }
        if dtype == .bool { return emit(.notEqual, [input, constant(0)]) }
        return from.isFloating ? emit(.truncate, [input]) : input
    }

    private mutating func emit(_ code: ScalarCode, _ operands: [Register]) -> Register {
        instructions.append(Instruction(code: code, operands: operands))
        return .temporary(instructions.count - 1)
    }

    private func storeTarget(_ root: Int) -> Operand {
        let placement = fusion.placed.placements[root]
        return Operand(
            buffer: buffers.index(of: root), dtype: graph.values[root].dtype, offset: 0,
            strides: axes.map { placement.strides[$0] })
    }

    /// The result is dense over the axes that are left.
    private func foldTarget(_ root: Int, _ folded: [Int]) -> Operand {
        let shape = program.space.shape
        let kept = shape.indices.map { folded.contains($0) ? 1 : shape[$0] }
        let dense = MemoryOrder.dense(kept)
        return Operand(
            buffer: buffers.index(of: root), dtype: graph.values[root].dtype, offset: 0,
            strides: axes.map { folded.contains($0) || shape[$0] == 1 ? 0 : dense[$0] })
    }
}
