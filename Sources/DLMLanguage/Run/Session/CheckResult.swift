import DLMSyntax

/// What a check found: every diagnostic of a program and the files it imports.
public struct CheckResult: Sendable {
    /// By file, then by place.
    public let diagnostics: [Diagnostic]

    public var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

    /// The diagnostics as text, empty when there are none.
    public func rendered(colour: Bool = false) -> String {
        DiagnosticRenderer(colour: colour).render(diagnostics)
    }
}

/// Why a program cannot run.
public struct ProgramFault: Error, Sendable, CustomStringConvertible {
    public enum Stage: Sendable {
        /// The program does not check, or an option or setting given to it is wrong.
        case check
        /// The program is right; its data or files are not.
        case data
    }

    public let stage: Stage
    public let diagnostics: [Diagnostic]

    package init(stage: Stage, diagnostics: [Diagnostic]) {
        self.stage = stage
        self.diagnostics = diagnostics
    }

    /// What the command exits with: 2 for a program that does not check, 1 for a run that failed.
    public var exitStatus: Int32 { stage == .check ? 2 : 1 }

    public func rendered(colour: Bool = false) -> String {
        DiagnosticRenderer(colour: colour).render(diagnostics)
    }

    public var description: String { rendered() }
}
