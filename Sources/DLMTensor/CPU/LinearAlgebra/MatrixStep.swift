import DLMTypes

/// A routine of LAPACK over dense operands.
struct MatrixStep: ExecutableStep {
    private let routine: MatrixRoutine
    private let inputs: [KernelOperand]
    private let outputs: [KernelOperand]
    private let shape: MatrixRoutine.Shape
    private let batch: [Int]

    /// Nil when the operation is no such routine, or its elements are not of one floating type.
    init?(_ operation: any Operation, _ inputs: [KernelOperand], _ outputs: [KernelOperand]) {
        guard let routine = MatrixRoutine(operation), let matrices = inputs.first,
            routine.counts == (inputs.count, outputs.count),
            (inputs + outputs).allSatisfy({ $0.dtype == matrices.dtype }),
            matrices.dtype.isFloating, inputs.allSatisfy({ $0.shape.count >= 2 })
        else { return nil }
        self.routine = routine
        self.inputs = inputs
        self.outputs = outputs
        batch = Array(matrices.shape.dropLast(2))
        shape = MatrixRoutine.Shape(
            isWide: matrices.dtype == .float64, batch: batch.reduce(1, *),
            rows: matrices.shape[batch.count], columns: matrices.shape[batch.count + 1],
            sides: inputs.last?.shape.last ?? 0)
    }

    var name: String {
        let routine = "\(routine)".prefix { $0 != "(" }
        return "\(routine) \(shape.rows)x\(shape.columns) of \(shape.batch)"
    }

    var traffic: Int { (inputs + outputs).reduce(0) { $0 + $1.byteCount } }

    func run(_ context: StepContext) throws(RunError) {
        let room = routine.workspace(shape)
        guard HostMemory.canHold(room) else {
            throw RunError(
                .memory,
                message: "no memory for the workspace of LAPACK: \(HostMemory.refusal(room))")
        }
        let sizes = (inputs.map(\.byteCount), outputs.map(\.byteCount))
        let ended: MatrixRoutine.Ended?
        if routine.flops(shape) < Detached.shortest {
            ended = routine.call(
                shape, inputs.map { UnsafeRawPointer($0.address(context)) },
                outputs.map { $0.address(context) })
        } else {
            ended = try detached(context, room, sizes)
        }
        if let ended {
            throw RunError(.operation, message: ended.failure.message(ended.matrix, of: batch))
        }
    }

    /// Long work, on a thread of its own, a part of the batch at a time.
    private func detached(
        _ context: StepContext, _ room: Int, _ sizes: (operands: [Int], results: [Int])
    ) throws(RunError) -> MatrixRoutine.Ended? {
        let (routine, shape) = (routine, shape)
        let each = routine.flops(shape) / Double(max(shape.batch, 1))
        let part = max(1, Int(min(Detached.shortest / max(each, 1), 1e9)))
        let found = MatrixRoutine.Answer()
        try Detached.run(
            inputs.map { $0.bytes(context) }, outputs.map { $0.mutableBytes(context) },
            besides: room
        ) { operands, results, isAbandoned in
            var some = shape
            for first in stride(from: 0, to: shape.batch, by: part) where !isAbandoned() {
                some.batch = min(part, shape.batch - first)
                let ended = routine.call(
                    some,
                    zip(operands, sizes.operands).map { $0 + $1 / shape.batch * first },
                    zip(results, sizes.results).map { $0 + $1 / shape.batch * first })
                if let ended {
                    found.ended.withLock { $0 = (ended.failure, ended.matrix + first) }
                    return
                }
            }
        }
        return found.ended.withLock { $0 }
    }
}
