import DLMSyntax
import DLMTensor
import DLMTraining

/// One program on its way from a path to diagnostics or jobs.
public struct ProgramSession: Sendable {
    let path: String
    let overrides: [Override]
    let readFile: @Sendable (String) throws -> [UInt8]?
    let report: @Sendable (String) -> Void
    /// The program's text, where it is not to be read from a file.
    package var text: String?
    /// What the embedding program adds to the language.
    package var extensions = Extensions()

    public init(
        path: String, overrides: [Override] = [],
        readFile: @escaping @Sendable (String) throws -> [UInt8]?,
        report: @escaping @Sendable (String) -> Void
    ) {
        self.path = path
        self.overrides = overrides
        self.readFile = readFile
        self.report = report
    }
}

/// Why a program's file cannot be read although it is there.
public struct UnreadableProgram: Error, Sendable {
    /// A clause: "permission denied".
    public let reason: String

    public init(_ reason: String) { self.reason = reason }
}
