import CKernels
import DLMTypes
import Synchronization

/// A computation prepared for its shapes: steps in order, every buffer placed. Immutable; several
/// threads may run one plan, each in an arena of its own.
public final class Plan: Sendable {
    /// Bytes of intermediate values and workspaces one run needs, besides variables and inputs.
    public let memory: Int
    /// What the plan does, in order.
    public let steps: [StepDescription]

    let executables: [any ExecutableStep]
    let commitStart: Int
    private let workspaces: [Int]
    let sources: [BufferSource]
    let inputs: [Input]
    let outputs: [Output]
    private let threads: Int
    let arenas = Mutex<[Arena]>([])
    private let timings: Mutex<[Double]>

    struct Input {
        let name: String
        let buffer: Int
        let dtype: DType
        let shape: [Int]
    }

    struct Output {
        let buffer: Int
        let offset: Int
        let dtype: DType
        let shape: [Int]
    }

    init(
        executables: [any ExecutableStep], descriptions: [StepDescription], commitStart: Int,
        memory: MemoryPlan, buffers: BufferTable, inputs: [Input], outputs: [Output], threads: Int
    ) {
        self.executables = executables
        steps = descriptions
        self.commitStart = commitStart
        self.memory = memory.byteCount
        workspaces = memory.workspaces
        sources = buffers.sources
        self.inputs = inputs
        self.outputs = outputs
        self.threads = threads
        timings = Mutex(Array(repeating: 0, count: executables.count))
    }

    /// Computes everything and commits nothing.
    ///
    /// - Parameters:
    ///   - given: the placeholders' values by name; ones the plan does not use are ignored.
    ///   - measuresTime: adds each step's time to `seconds`.
    ///   - isCancelled: asked between steps and, by kernels, between slabs of work.
    /// - Throws: `RunError` for a missing or misshapen input, an index out of range, too little
    ///   memory, and cancellation.
    public func run(
        _ given: [String: HostArray], measuresTime: Bool = false,
        isCancelled: () -> Bool = { false }
    ) throws(RunError) -> PendingRun {
        let arena = try takeArena()
        var results: [HostArray] = []
        do throws(RunError) {
            try bind(given, arena)
            let isStopped = try Stop.watching(isCancelled) { () throws(RunError) in
                try compute(arena, measuresTime)
                results = outputs.map { collect($0, arena) }
            }
            if isStopped { throw Self.cancelled }
        } catch {
            giveBack(arena)
            throw error
        }
        return PendingRun(plan: self, arena: arena, outputs: results)
    }

    private static var cancelled: RunError {
        RunError(.cancelled, message: "stopped before it was complete")
    }

    /// Seconds spent in each step by runs that measured time.
    public var seconds: [Double] { timings.withLock { $0 } }

    /// Runs every computing step in an arena whose inputs are set.
    func compute(_ arena: Arena, _ measuresTime: Bool) throws(RunError) {
        for index in 0..<commitStart {
            if Stop.isRequested { throw Self.cancelled }
            try execute(index, arena, measuresTime)
        }
    }

    private func execute(
        _ index: Int, _ arena: Arena, _ measuresTime: Bool
    ) throws(RunError) {
        let context = StepContext(
            buffers: arena.table, workspace: arena.memory + workspaces[index], threads: threads)
        guard measuresTime else {
            try executables[index].run(context)
            return
        }
        let start = Clock.seconds
        try executables[index].run(context)
        let elapsed = Clock.seconds - start
        timings.withLock { $0[index] += elapsed }
    }

    /// Commit steps are elementwise and cannot fail.
    func commit(_ arena: Arena) {
        for index in commitStart..<executables.count {
            let context = StepContext(
                buffers: arena.table, workspace: arena.memory + workspaces[index],
                threads: threads)
            let start = Clock.seconds
            try? executables[index].run(context)
            let elapsed = Clock.seconds - start
            timings.withLock { $0[index] += elapsed }
        }
    }

    private func bind(_ given: [String: HostArray], _ arena: Arena) throws(RunError) {
        for input in inputs {
            guard let array = given[input.name] else {
                throw RunError(.input(input.name), message: "the input \(input.name) is missing")
            }
            guard array.dtype == input.dtype, array.shape == input.shape else {
                throw RunError(
                    .input(input.name),
                    message: "the input \(input.name) is \(array.dtype.name)\(array.shape); "
                        + "\(input.dtype.name)\(input.shape) was planned")
            }
            arena.setInput(input.buffer, array)
        }
    }

    private func collect(_ output: Output, _ arena: Arena) -> HostArray {
        HostArray(output.dtype, output.shape) { target in
            guard let source = arena.table[output.buffer], target.count > 0 else { return }
            let start = source + output.offset * output.dtype.byteCount
            for place in stride(from: 0, to: target.count, by: 1 << 24) where !Stop.isRequested {
                let count = min(1 << 24, target.count - place)
                target.baseAddress.map { $0 + place }?
                    .copyMemory(from: start + place, byteCount: count)
            }
        }
    }
}
