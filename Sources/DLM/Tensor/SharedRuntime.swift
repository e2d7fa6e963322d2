import DLMTensor
import DLMTypes

extension Runtime {
    /// The runtime of tensors whose numbers are asked for without naming another: its kernels use
    /// all processors, and its plans serve every loop of the process.
    ///
    /// It has no state that a result could depend on, and no setting. It keeps the plans used last
    /// and the memory of their runs until `forgetPlans()`. A program that wants fewer threads, or
    /// its plans freed with a part of it, makes a `Runtime` of its own and names it:
    /// `try x.floats(on: runtime)`.
    public static let shared = Runtime()

    /// Constants of so many elements and fewer are a part of a plan, unless they came as data.
    private static let mostPlanned = 4

    /// The numbers of tensors, computed together in one plan.
    ///
    /// Constants are inputs of the plan and not a part of it, so computations that differ in their
    /// numbers alone share one. Random nodes (`dropout`) draw what they draw in the first step of
    /// seed 0, unless `inputs` holds another `RandomState`. The task's cancellation stops it
    /// between steps.
    ///
    /// - Parameter inputs: values of placeholders by name.
    /// - Throws: `RunError` for a ragged literal, a missing or misshapen input, an index out of
    ///   range, too little memory, and cancellation.
    public func numbers(
        of tensors: [Tensor], inputs: [String: HostArray] = [:]
    ) throws(RunError) -> [HostArray] {
        var known: [HostArray?] = []
        var pending: [Tensor] = []
        for tensor in tensors {
            if let refusal = tensor.refusal {
                throw RunError(.operation, message: refusal.description)
            }
            let array = tensor.constantArray
            if array == nil { pending.append(tensor) }
            known.append(array)
        }
        if pending.isEmpty { return known.compactMap { $0 } }
        var computed = try compute(pending, inputs)[...]
        return known.compactMap { $0 ?? computed.popFirst() }
    }

    private func compute(
        _ tensors: [Tensor], _ inputs: [String: HostArray]
    ) throws(RunError) -> [HostArray] {
        let (roots, fed) = Tensor.feedingConstants(of: tensors, above: Self.mostPlanned)
        let given = try RandomState.first(of: roots, seed: 0).merging(fed) { own, _ in own }
            .merging(inputs) { _, chosen in chosen }
        let plan = try plan(Computation(outputs: roots))
        return try plan.run(given, isCancelled: { Task.isCancelled }).outputs
    }
}
