import DLMSyntax
import DLMTensor
import DLMTypes
import Synchronization

/// A model called with arrays: elaborated and planned once for each shape of its inputs.
///
/// Calls may come from several threads at once. Those on weights that others change must be kept
/// apart from the changes by the caller.
package final class ModelRunner: Sendable {
    package let description: ModelDescription
    package let runtime: Runtime
    private let store: VariableStore
    private let plans = Mutex<Plans>(Plans())
    private let elaboration: Elaboration

    init(
        _ node: ModelDeclaration, _ module: Module, _ environment: RunEnvironment,
        runtime: Runtime, store: VariableStore
    ) {
        description = ModelDescription(node)
        self.runtime = runtime
        self.store = store
        elaboration = Elaboration(
            node: node, module: module, environment: environment)
    }

    private init(_ other: ModelRunner, _ runtime: Runtime) {
        description = other.description
        self.runtime = runtime
        store = other.store
        elaboration = other.elaboration
    }

    /// The same model on the same weights, with other threads for its kernels.
    package func on(_ runtime: Runtime) -> ModelRunner { ModelRunner(self, runtime) }

    /// Parameters and buffers of the model made so far, by path.
    package var variables: [Variable] {
        store.variables.filter { $0.path.hasPrefix(description.name + ".") }
    }

    /// The values of taps for some inputs; in evaluation mode.
    ///
    /// - Parameters:
    ///   - inputs: in the order of the model's signature.
    ///   - taps: names of the values wanted; the last one of the body when there are none.
    ///   - isCancelled: asked while it computes; true stops it.
    /// - Throws: `ProgramFault` for inputs that the model does not take, taps that it does not
    ///   have, and a failed run.
    package func callAsFunction(
        _ inputs: [HostArray], reading taps: [String] = [], isCancelled: () -> Bool = { false }
    ) throws(ProgramFault) -> [(name: String, value: HostArray)] {
        let types = inputs.map { TensorType($0.dtype, $0.shape.map { Dim($0) }) }
        let planned = try plan(types, taps)
        var given = planned.state
        for (index, array) in inputs.enumerated() { given[Elaboration.input(index)] = array }
        do throws(RunError) {
            let run = try planned.plan.run(given, isCancelled: isCancelled)
            return Array(zip(planned.taps, run.outputs)).map { ($0, $1) }
        } catch {
            throw Materializer.fault(error, at: elaboration.node.name.span)
        }
    }

    private func plan(_ types: [TensorType], _ taps: [String]) throws(ProgramFault) -> Planned {
        let key = Plans.Key(types: types, taps: taps)
        if let known = plans.withLock({ $0[key] }) { return known }
        let wanted = taps.isEmpty ? description.taps.suffix(1) : taps[...]
        let tensors = try elaboration.taps(Array(wanted), for: types, in: store)
        let made: Planned
        do throws(RunError) {
            made = Planned(
                plan: try runtime.plan(Computation(outputs: tensors)), taps: Array(wanted),
                state: try RandomState.first(of: tensors, seed: store.seed))
        } catch {
            throw Materializer.fault(error, at: elaboration.node.name.span)
        }
        plans.withLock { $0[key] = made }
        return made
    }
}

/// A model planned for inputs of some types.
private struct Planned: Sendable {
    let plan: Plan
    let taps: [String]
    /// Seed and sample numbers, where something of the model is random even in evaluation.
    let state: [String: HostArray]
}

/// Plans by the types of inputs; the one used longest ago goes when there are too many.
private struct Plans {
    struct Key: Hashable {
        let types: [TensorType]
        let taps: [String]
    }

    private static let capacity = 32
    private var entries: [Key: (plan: Planned, used: Int)] = [:]
    private var clock = 0

    subscript(key: Key) -> Planned? {
        mutating get {
            guard let entry = entries[key] else { return nil }
            clock += 1
            entries[key]?.used = clock
            return entry.plan
        }
        set {
            clock += 1
            if entries.count >= Self.capacity,
                let oldest = entries.min(by: { $0.value.used < $1.value.used })
            {
                entries[oldest.key] = nil
            }
            entries[key] = newValue.map { ($0, clock) }
        }
    }
}

/// What a model is elaborated from; several threads may do so at once.
private struct Elaboration: Sendable {
    let node: ModelDeclaration
    let module: Module
    let environment: RunEnvironment

    /// The placeholder of an input.
    static func input(_ index: Int) -> String { "input.\(index)" }

    /// The tensors of taps for inputs of these types.
    func taps(
        _ wanted: [String], for types: [TensorType], in store: VariableStore
    ) throws(ProgramFault) -> [Tensor] {
        let evaluator = environment.evaluator(.run(store), isTraining: false)
        let span = node.name.span
        let arguments = types.enumerated().map { index, type in
            let name = index < node.inputs.count ? node.inputs[index].name.span : span
            return CallArgument(
                .tensor(TensorValue(.placeholder(Self.input(index), type), name)), name)
        }
        let model = ModelValue(declaration: node, module: module)
        let value = evaluator.apply(.model(model), arguments, at: span, result: span)
        try evaluator.throwErrors()
        guard case .record(let record) = value else { throw evaluator.fault }
        var tensors: [Tensor] = []
        for name in wanted {
            if let found = record[name], let tensor = evaluator.tensor(found) {
                tensors.append(tensor)
                continue
            }
            let help =
                suggestion(for: name, among: record.names).map { "did you mean \($0)?" }
                ?? "it has \(record.names.joined(separator: ", "))"
            let problem =
                record[name].map { "\(node.name.name).\(name) is \($0.noun), not a tensor" }
                ?? "\(node.name.name) has no tap \(name)"
            _ = evaluator.fail(.unknownMember, problem, at: span, help: help)
        }
        try evaluator.throwErrors()
        return tensors
    }
}
