import DLMData
import DLMSyntax
import DLMTensor
import DLMTypes

/// Computes the tensors in values, so that what is built on them starts from numbers.
struct Materializer {
    let evaluator: Evaluator
    let runtime: Runtime
    let seed: UInt64
    let isInterrupted: () -> Bool
    /// Whether known arrays are given to a plan when it runs, so that no part of the work is done
    /// while planning and expressions of one form share a plan.
    var feedsConstants = false

    /// The value with every tensor computed; functions and layers stay as they are.
    func computed(_ value: Value, at span: Span) throws(ProgramFault) -> Value {
        let pending = Self.pending(value)
        if pending.isEmpty { return value }
        let arrays = try run(pending, at: span)
        var results: [Tensor: Tensor] = [:]
        for (tensor, array) in zip(pending, arrays) {
            results[tensor] = Self.constant(array, like: tensor)
        }
        return Self.replaced(value, results)
    }

    /// The array of a computed tensor or a number.
    func array(_ value: Value) -> HostArray? {
        guard let tensor = evaluator.tensor(value) else { return nil }
        return tensor.constantArray
    }

    private func run(_ tensors: [Tensor], at span: Span) throws(ProgramFault) -> [HostArray] {
        do throws(RunError) {
            let (tensors, given) = try inputs(of: tensors)
            do throws(RunError) {
                return try run(tensors, given)
            } catch  where error.reason == .memory {
                // What earlier expressions keep for their next run may be what is missing.
                runtime.releaseMemory()
                return try run(tensors, given)
            }
        } catch {
            throw Self.fault(error, at: span)
        }
    }

    private func run(
        _ tensors: [Tensor], _ given: [String: HostArray]
    ) throws(RunError) -> [HostArray] {
        let plan = try runtime.plan(Computation(outputs: tensors))
        return try plan.run(given, isCancelled: isInterrupted).outputs
    }

    /// A failed run in the words of a diagnostic.
    static func fault(_ error: RunError, at span: Span) -> ProgramFault {
        let code: DiagnosticCode =
            switch error.reason {
            case .memory: .outOfMemory
            case .cancelled: .interrupted
            case .index: .indexOutOfRange
            default: .runFailed
            }
        var diagnostic = Diagnostic.error(code, error.message, at: span)
        if let origin = error.origin { diagnostic = diagnostic.note("in \(origin)") }
        return ProgramFault(stage: .data, diagnostics: [diagnostic])
    }

    /// Arrays of so many elements and fewer are a part of the plan.
    static let mostPlanned = 4

    /// What to plan for tensors, and what its runs are given.
    ///
    /// - Parameter most: arrays of so many elements and fewer are a part of the plan.
    func inputs(
        of tensors: [Tensor], planning most: Int = mostPlanned
    ) throws(RunError) -> (tensors: [Tensor], given: [String: HostArray]) {
        let state = try RandomState.first(of: tensors, seed: seed)
        guard feedsConstants else { return (tensors, state) }
        let (fed, given) = Tensor.feedingConstants(of: tensors, above: most)
        return (fed, state.merging(given) { own, _ in own })
    }

    private static func constant(_ array: HostArray, like tensor: Tensor) -> Tensor {
        let plain = Tensor.constant(array)
        let kinded = (try? plain.assume(tensor.type.kind)) ?? plain
        return (try? kinded.withClasses(tensor.type.classes)) ?? kinded
    }

    /// The tensors in a value that have no numbers yet.
    static func pending(_ value: Value) -> [Tensor] {
        var pending: [Tensor] = []
        collect(value, &pending)
        return pending
    }

    private static func collect(_ value: Value, _ pending: inout [Tensor]) {
        switch value {
        case .tensor(let tensor):
            if tensor.tensor.constantArray == nil { pending.append(tensor.tensor) }
        case .average(let average):
            pending.append(average.average.sum)
            pending.append(average.average.weight)
        case .list(let items), .tuple(let items):
            for item in items { collect(item, &pending) }
        case .record(let record):
            for entry in record.entries { collect(entry.value, &pending) }
        default: break
        }
    }

    private static func replaced(_ value: Value, _ results: [Tensor: Tensor]) -> Value {
        switch value {
        case .tensor(var tensor):
            tensor.tensor = results[tensor.tensor] ?? tensor.tensor
            return .tensor(tensor)
        case .average(let average):
            let sum = results[average.average.sum] ?? average.average.sum
            let weight = results[average.average.weight] ?? average.average.weight
            guard let mean = try? sum / weight, let array = try? Self.folded(mean) else {
                return value
            }
            return .tensor(TensorValue(.constant(array), average.span))
        case .list(let items): return .list(items.map { replaced($0, results) })
        case .tuple(let items): return .tuple(items.map { replaced($0, results) })
        case .record(let record):
            return .record(
                RecordValue(
                    record.entries.map { (name: $0.name, value: replaced($0.value, results)) }))
        default: return value
        }
    }

    /// The number of a quotient of constants.
    private static func folded(_ tensor: Tensor) throws(OpError) -> HostArray {
        var interpreter = ReferenceInterpreter()
        return try interpreter.evaluate([tensor])[0]
    }
}
