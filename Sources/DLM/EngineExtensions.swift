import DLMData
import DLMLanguage
import DLMTensor
import DLMTypes

extension Engine {
    /// Makes a Swift function known to programs, under a name and a type of the language. Calls of
    /// it are checked like those of a `def`.
    ///
    ///     try engine.register("decay", "(x: Float[B, T], rate: Float) -> Float[B, T]") { call in
    ///         let factor = Float(call.float("rate") ?? 1)
    ///         let numbers = call.inputs[0].elements(as: Float.self).map { $0 * factor }
    ///         return [HostArray(floats: numbers, shape: call.inputs[0].shape)]
    ///     }
    ///
    /// - Parameters:
    ///   - type: parameters and result. Capitals are lengths, bound by the operands of each call;
    ///     a tuple gives several results. Parameters that are no tensors are given by name.
    ///   - gradient: gradients with respect to each tensor operand; without it, a derivative
    ///     through the function is refused.
    ///   - body: gives one array a result, of the declared type. It must be pure: it is called as
    ///     often as the planner likes, from several threads, and must not use the session that calls
    ///     it, which waits for it. What it throws ends the run with its description.
    /// - Throws: `ProgramFault` for a type that does not parse or is none of a function on tensors.
    public mutating func register(
        _ name: String, _ type: String, gradient: HostFunction.Gradient? = nil,
        _ body: @escaping HostFunction.Body
    ) throws(ProgramFault) {
        try extensions.add(HostFunction(name, gradient: gradient, body: body), type: type)
    }

    /// Makes a Swift data source known to programs, under a name and a type of the language: it can
    /// stand in a data block wherever `imageFolder` can, and transforms apply to its images.
    ///
    ///     try engine.register(
    ///         data: "waves", "(split: String) -> { x: Float[T], label: Int }", labels: "label"
    ///     ) { arguments in
    ///         let waves = Waves(arguments["split"])
    ///         return HostSamples(
    ///             count: waves.count, facts: ["T": .integer(512), "classes": .integer(4)]
    ///         ) { index in [.tensor(waves.signal(index)), .tensor(waves.label(index))] }
    ///     }
    ///
    /// - Parameters:
    ///   - type: parameters, and the fields of a sample: `String`, or a tensor type whose lengths
    ///     are numbers or capitals. Capitals are facts that the samples give.
    ///   - labels: the field that holds classes, a whole number; the fact `classes` or
    ///     `classNames` says how many there are.
    ///   - open: gives the samples for the arguments of a use; called once a run for each part.
    /// - Throws: `ProgramFault` for a type that does not parse or is none of a source.
    public mutating func register(
        data name: String, _ type: String, labels: String? = nil,
        _ open: @escaping @Sendable (_ arguments: DataArguments) throws -> HostSamples
    ) throws(ProgramFault) {
        try extensions.add(source: name, type: type, labels: labels, open: open)
    }
}
