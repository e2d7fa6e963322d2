import DLMLanguage
import DLMTensor
import DLMTypes

/// A model of a session, called with arrays: planned once for each shape of its inputs.
///
/// A model of `Session.model` reads the session's weights as they are at each call, and waits while
/// training writes new ones. One of `Session.freeze` has weights of its own that nothing changes:
/// any number of tasks may call it at once, and none waits for another.
public struct Model: Sendable {
    let runner: ModelRunner
    /// Nil for a frozen model.
    let gate: WeightsGate?

    public var name: String { runner.description.name }

    /// Its inputs, taps and documentation.
    public var description: ModelDescription { runner.description }

    /// Whether its weights are its own.
    public var isFrozen: Bool { gate == nil }

    /// The number of its trainable values.
    public var parameterCount: Int {
        runner.variables.filter { $0.role == .parameter }
            .reduce(0) { $0 + ($1.type.knownShape ?? []).reduce(1, *) }
    }

    /// Applies the model, in evaluation mode: dropout passes everything, batch norm uses its
    /// running statistics.
    ///
    /// - Parameters:
    ///   - inputs: one array an input, in the order of the signature; most models want a batch
    ///     axis in front.
    ///   - taps: the values wanted, by name; the last one of the model's body when there are none.
    /// - Throws: `ProgramFault` for inputs of other shapes or types than the model takes, for a tap
    ///   that it does not have, and for a run without memory; `CancellationError` when the task was
    ///   cancelled.
    public func callAsFunction(
        _ inputs: HostArray..., reading taps: [String] = []
    ) throws -> Outputs {
        try call(inputs, reading: taps)
    }

    /// As `callAsFunction`, with the inputs in an array.
    public func call(_ inputs: [HostArray], reading taps: [String] = []) throws -> Outputs {
        try cancellable { () throws(ProgramFault) in
            guard let gate else {
                return Outputs(
                    taps: try runner(inputs, reading: taps, isCancelled: { Task.isCancelled }))
            }
            return try gate.reading { () throws(ProgramFault) in
                Outputs(taps: try runner(inputs, reading: taps, isCancelled: { Task.isCancelled }))
            }
        }
    }
}

/// Does something that stops when the task is cancelled, and says so in Swift's own way.
func cancellable<T>(_ work: () throws(ProgramFault) -> T) throws -> T {
    do throws(ProgramFault) {
        return try work()
    } catch {
        if Task.isCancelled, error.diagnostics.contains(where: { $0.code == .interrupted }) {
            throw CancellationError()
        }
        throw error
    }
}
