import DLMLanguage
import DLMTensor
import DLMTraining

/// Where programs are compiled and sessions begin.
///
///     let engine = Engine()
///     let program = try engine.compile(file: "models/resnet34.dlm")
///     let session = try engine.session(program, weights: "runs/resnet34/best.safetensors")
///
/// An engine is a value: a copy shares its threads and plans, but not what is registered later.
/// Several engines in one process know nothing of each other.
public struct Engine: Sendable {
    /// What it has of the world around it.
    public let host: Host
    /// Plans and runs computations.
    public let runtime: Runtime
    var extensions = Extensions()

    /// - Parameter threads: threads that kernels use; 0 for one a processor.
    public init(host: Host = Host(), threads: Int = 0) {
        self.host = host
        runtime = Runtime(threads: threads)
    }

    /// Every diagnostic of a program and the files it imports. No data is touched.
    ///
    /// - Parameter overrides: options and settings given from outside, checked like source.
    public func check(_ path: String, overrides: [Override] = []) -> CheckResult {
        reading(path, overrides).check()
    }

    /// Reads and checks a program. No data is touched.
    ///
    /// - Parameter overrides: values for the program's options, and settings of its `train` block.
    /// - Throws: `ProgramFault` with every diagnostic: code, place and text.
    public func compile(
        file path: String, overrides: [Override] = []
    ) throws(ProgramFault) -> Program {
        Program(checked: try CheckedProgram(reading(path, overrides)))
    }

    /// Reads and checks a program with the options that a file of weights was trained with, such
    /// as the size of its images.
    ///
    /// - Parameter overrides: go before those of the file.
    /// - Throws: `ProgramFault` with every diagnostic; `DataError` for a file of weights that is
    ///   missing or damaged.
    public func compile(
        file path: String, forWeights weights: String, overrides: [Override] = []
    ) throws -> Program {
        let given = Set(overrides.map(\.name))
        let known = Set(try compile(file: path, overrides: overrides).options.map(\.name))
        let recorded = try Checkpoint.record(weights, in: host.files).overrides
            .filter { known.contains($0.name) && !given.contains($0.name) }
            .map { Override(name: $0.name, value: $0.value) }
        return try compile(file: path, overrides: recorded + overrides)
    }

    /// Checks the text of a program. Files that it imports are read from beside `name`.
    ///
    /// - Parameter name: what diagnostics call it.
    /// - Throws: `ProgramFault` with every diagnostic: code, place and text.
    public func compile(
        _ source: String, name: String = "program.dlm", overrides: [Override] = []
    ) throws(ProgramFault) -> Program {
        var session = reading(name, overrides)
        session.text = source
        return Program(checked: try CheckedProgram(session))
    }

    /// Begins a session, of a program or empty.
    ///
    /// Bindings of the program are computed, and its `show` lines go to the host. Its `train`,
    /// `evaluate` and `predict` blocks wait to be asked for.
    ///
    /// - Parameters:
    ///   - weights: a safetensors file to begin with.
    ///   - seed: decides on initial weights; nil for the program's own.
    /// - Throws: `ProgramFault` when a binding cannot be computed or an `expect` line is not met;
    ///   what `Session.loadWeights` throws.
    public func session(
        _ program: Program? = nil, weights: String? = nil, seed: UInt64? = nil
    ) throws -> Session {
        let session = Session(self, program, seed: seed ?? program?.checked.seed ?? 0)
        if let weights {
            // Before anything asks the data for what the weights know of it.
            let record = try Checkpoint.record(weights, in: host.files)
            session.prompt.withLock { $0.know(record) }
        }
        if let program {
            let host = host
            try session.withPrompt { prompt throws(ProgramFault) in
                try prompt.load(program.checked, print: host.write)
            }
        }
        if let weights { try session.loadWeights(weights) }
        return session
    }

    /// Checks a program, opens its data and makes its variables: what the command runs.
    ///
    /// - Parameter blocks: the blocks to prepare; data that only others use is not opened.
    /// - Parameter seed: overrides the setting `seed` of the program's `train` block.
    /// - Throws: `ProgramFault` with the diagnostics.
    public func prepare(
        _ path: String, blocks: PreparedBlocks = .all, overrides: [Override] = [],
        seed: UInt64? = nil
    ) throws(ProgramFault) -> PreparedProgram {
        try reading(path, overrides).prepare(blocks, seed: seed)
    }

    /// As `prepare(_:blocks:overrides:seed:)`, of a program that was compiled.
    public func prepare(
        _ program: Program, blocks: PreparedBlocks = .all, seed: UInt64? = nil
    ) throws(ProgramFault) -> PreparedProgram {
        try program.checked.prepare(blocks, seed: seed)
    }

    private func reading(_ path: String, _ overrides: [Override]) -> ProgramSession {
        var session = ProgramSession(
            path: path, overrides: overrides, host: host)
        session.extensions = extensions
        return session
    }
}
