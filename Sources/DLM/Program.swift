import DLMLanguage
import DLMSyntax

/// A program that was read and found right.
///
/// Immutable: any number of sessions may be made of it, at once.
public struct Program: Sendable {
    package let checked: CheckedProgram

    /// What its setting `seed` says; 0 where it has none.
    package var seed: UInt64 { checked.seed }

    /// Its path, or the name it was given.
    public var path: String { checked.path }

    /// What is worth saying of it although it is right.
    public var warnings: [Diagnostic] { checked.warnings }

    /// Its models, those of the files that it imports after its own.
    public var models: [ModelDescription] { checked.models }

    /// The options that it declares.
    public var options: [OptionDescription] { checked.options }

    /// The parts of its data blocks, `faces.train`.
    public var dataParts: [String] { checked.dataParts }
}
