import CKernels
import DLMTypes

/// A loop program in the form the C interpreter reads. Immutable; owns its tables.
final class LoopProgram: @unchecked Sendable {
    struct Store {
        let register: LoopBuilder.Register
        let target: LoopBuilder.Operand
    }

    struct Fold {
        let register: LoopBuilder.Register
        let reduction: ReductionCode
        let scale: Double
        let count: Int
        let target: LoopBuilder.Operand
    }

    /// The tables stay where they are: `loop` points into them.
    private let operands: UnsafeMutableBufferPointer<dlm_loop_operand>
    private let constants: UnsafeMutableBufferPointer<Double>
    private let instructions: UnsafeMutableBufferPointer<dlm_loop_instruction>
    private let stores: UnsafeMutableBufferPointer<dlm_loop_store>
    private let folds: UnsafeMutableBufferPointer<dlm_loop_fold>
    private var loop = dlm_loop()
    /// Folds to fill with their neutral element where the space is empty.
    private let isEmpty: Bool
    let instructionCount: Int
    let elementCount: Int
    /// Bytes loaded and stored by one run.
    let traffic: Int

    init(
        lengths: [Int], isDouble: Bool, operands: [LoopBuilder.Operand], constants: [Double],
        instructions: [LoopBuilder.Instruction], stores: [Store], folds: [Fold]
    ) throws(RunError) {
        let walked = operands + stores.map(\.target) + folds.map(\.target)
        let kept = LoopProgram.joinedAxes(lengths, walked.map(\.strides))
        guard kept.count <= Int(DLM_LOOP_MAX_RANK) else {
            throw RunError(
                .operation, message: "an expression over more than 8 axes that cannot be joined")
        }
        isEmpty = lengths.contains(0)
        let space = kept.map { String($0.length) }.joined(separator: ", ")
        name =
            "loop \(operands.count) operands, \(instructions.count) instructions, "
            + "\(stores.count) stores, \(folds.count) folds over [\(space)]"
        instructionCount = instructions.count
        elementCount = lengths.reduce(1, *)
        traffic = walked.reduce(0) { sum, operand in
            let distinct = zip(operand.strides, lengths).reduce(1) { $1.0 == 0 ? $0 : $0 * $1.1 }
            return sum + distinct * operand.dtype.byteCount
        }
        let registers = RegisterNumbers(
            operands.count, constants.count, instructions,
            stores.map(\.register) + folds.map(\.register))
        // What is only copied is not looked at: 64-bit integers pass as Float64, bit for bit.
        let isCopy =
            instructions.isEmpty && folds.isEmpty && walked.allSatisfy { $0.dtype == .int64 }
            && stores.allSatisfy { $0.register.isOperand }
        func table(_ operand: LoopBuilder.Operand) -> dlm_loop_operand {
            var entry = LoopProgram.operand(operand, kept)
            if isCopy { entry.dtype = DLM_FLOAT64 }
            return entry
        }
        self.operands = LoopProgram.copy(operands.map(table))
        self.constants = LoopProgram.copy(constants)
        self.instructions = LoopProgram.copy(
            instructions.enumerated().map { registers.encode($1, at: $0) })
        self.stores = LoopProgram.copy(
            stores.map {
                dlm_loop_store(register_: registers.number($0.register), target: table($0.target))
            })
        self.folds = LoopProgram.copy(
            folds.map {
                dlm_loop_fold(
                    register_: registers.number($0.register),
                    reduction: dlm_reduction(UInt32($0.reduction.rawValue)), scale: $0.scale,
                    count: Int64($0.count), target: table($0.target))
            })
        loop.rank = Int32(kept.count)
        LoopProgram.fill(&loop.lengths, kept.map(\.length))
        loop.is_double = isDouble ? 1 : 0
        loop.operand_count = Int32(operands.count)
        loop.operands = UnsafePointer(self.operands.baseAddress)
        loop.constant_count = Int32(constants.count)
        loop.constants = UnsafePointer(self.constants.baseAddress)
        loop.temporary_count = Int32(registers.temporaryCount)
        loop.instruction_count = Int32(instructions.count)
        loop.instructions = UnsafePointer(self.instructions.baseAddress)
        loop.store_count = Int32(stores.count)
        loop.stores = UnsafePointer(self.stores.baseAddress)
        loop.fold_count = Int32(folds.count)
        loop.folds = UnsafePointer(self.folds.baseAddress)
    }

    deinit {
        operands.deallocate()
        constants.deallocate()
        instructions.deallocate()
        stores.deallocate()
        folds.deallocate()
    }

    /// `loop 12 instructions, 3 folds over [65536, 64]`
    let name: String

    func workspace(threads: Int) -> Int {
        isEmpty ? 0 : withUnsafePointer(to: loop) { dlm_loop_workspace($0, Int32(threads)) }
    }

    func run(_ context: StepContext) {
        if isEmpty {
            for fold in folds { fillNeutral(fold, context) }
            return
        }
        withUnsafePointer(to: loop) {
            dlm_loop_run($0, context.buffers, context.workspace, Int32(context.threads))
        }
    }

    private func fillNeutral(_ fold: dlm_loop_fold, _ context: StepContext) {
        guard let target = context.buffers[Int(fold.target.buffer)] else { return }
        let neutral: Double
        switch fold.reduction {
        case DLM_MAX: neutral = -.infinity
        case DLM_MIN: neutral = .infinity
        case DLM_PRODUCT: neutral = 1
        default: neutral = 0
        }
        let values = [Double](repeating: neutral, count: Int(fold.count))
        dlm_loop_store_values(fold.target.dtype, target, Int64(values.count), values)
    }

    private static func copy<T: BitwiseCopyable>(_ array: [T]) -> UnsafeMutableBufferPointer<T> {
        let table = UnsafeMutableBufferPointer<T>.allocate(capacity: array.count)
        _ = table.initialize(from: array)
        return table
    }
}

extension LoopProgram {
    /// An axis of the interpreted loop: its length, and the axis of the space whose stride counts.
    struct Axis {
        var length: Int
        var source: Int
    }

    /// Drops axes of length 1 and joins neighbours that every operand walks as one.
    static func joinedAxes(_ lengths: [Int], _ strides: [[Int]]) -> [Axis] {
        var kept: [Axis] = []
        for axis in lengths.indices where lengths[axis] != 1 {
            if let last = kept.last {
                let joins = strides.allSatisfy { $0[last.source] == $0[axis] * lengths[axis] }
                if joins {
                    kept[kept.count - 1] = Axis(length: last.length * lengths[axis], source: axis)
                    continue
                }
            }
            kept.append(Axis(length: lengths[axis], source: axis))
        }
        return kept.isEmpty ? [Axis(length: 1, source: -1)] : kept
    }

    static func operand(_ operand: LoopBuilder.Operand, _ axes: [Axis]) -> dlm_loop_operand {
        var result = dlm_loop_operand()
        result.buffer = Int32(operand.buffer)
        result.dtype = operand.dtype.code
        result.offset = Int64(operand.offset)
        fill(&result.strides, axes.map { $0.source < 0 ? 0 : operand.strides[$0.source] })
        return result
    }

    static func fill<Tuple>(_ tuple: inout Tuple, _ values: [Int]) {
        withUnsafeMutableBytes(of: &tuple) { bytes in
            let words = bytes.bindMemory(to: Int64.self)
            for (index, value) in values.prefix(words.count).enumerated() {
                words[index] = Int64(value)
            }
        }
    }
}

extension DType {
    /// The type as the C kernels name it.
    var code: dlm_dtype {
        switch self {
        case .float32: DLM_FLOAT32
        case .float64: DLM_FLOAT64
        case .int64: DLM_INT64
        case .int32: DLM_INT32
        case .uint8: DLM_UINT8
        case .bool: DLM_BOOL
        }
    }
}
