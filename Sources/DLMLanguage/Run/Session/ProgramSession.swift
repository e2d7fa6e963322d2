import DLMSyntax
import DLMTensor
import DLMTraining

/// One program on its way from a path to diagnostics or jobs.
public struct ProgramSession: Sendable {
    let path: String
    let overrides: [Override]
    let readFile: @Sendable (String) -> [UInt8]?
    let report: @Sendable (String) -> Void

    public init(
        path: String, overrides: [Override] = [],
        readFile: @escaping @Sendable (String) -> [UInt8]?,
        report: @escaping @Sendable (String) -> Void
    ) {
        self.path = path
        self.overrides = overrides
        self.readFile = readFile
        self.report = report
    }
}
