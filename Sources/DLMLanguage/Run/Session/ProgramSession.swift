import DLMSyntax
import DLMSystem
import DLMTensor
import DLMTraining

/// One program on its way from a path to diagnostics or jobs.
public struct ProgramSession: Sendable {
    let path: String
    let overrides: [Override]
    let host: Host
    /// The program's text, where it is not to be read from a file.
    package var text: String?
    /// What the embedding program adds to the language.
    package var extensions = Extensions()

    public init(path: String, overrides: [Override] = [], host: Host) {
        self.path = path
        self.overrides = overrides
        self.host = host
    }
}
