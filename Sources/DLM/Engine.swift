import DLMLanguage

/// Checks dlm programs and makes them ready to run.
///
///     let engine = Engine()
///     let result = engine.check("models/resnet34.dlm")
///     let program = try engine.prepare("models/resnet34.dlm")
public struct Engine: Sendable {
    private let host: EngineHost

    public init(host: EngineHost = EngineHost()) { self.host = host }

    /// Every diagnostic of a program and the files it imports. No data is touched.
    ///
    /// - Parameter overrides: options and settings given on the command line, checked like source.
    public func check(_ path: String, overrides: [Override] = []) -> CheckResult {
        session(path, overrides).check()
    }

    /// Checks a program, opens its data and makes its variables.
    ///
    /// - Parameter blocks: the blocks to prepare; data that only others use is not opened.
    /// - Parameter seed: overrides the setting `seed` of the program's `train` block.
    /// - Throws: `ProgramFault` with the diagnostics.
    public func prepare(
        _ path: String, blocks: PreparedBlocks = .all, overrides: [Override] = [],
        seed: UInt64? = nil
    ) throws(ProgramFault) -> PreparedProgram {
        try session(path, overrides).prepare(blocks, seed: seed)
    }

    private func session(_ path: String, _ overrides: [Override]) -> ProgramSession {
        ProgramSession(
            path: path, overrides: overrides, readFile: host.readFile, report: host.report)
    }
}
