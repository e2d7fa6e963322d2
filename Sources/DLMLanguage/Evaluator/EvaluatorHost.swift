import DLMSyntax
import DLMSystem
import DLMTypes

/// What runs around an evaluator: values of options and of data blocks, and further names.
struct EvaluatorHost {
    /// Values given to options from outside, already of the option's type.
    var options: [String: Value] = [:]
    /// The value of a data block's name.
    var dataValue: (DataDeclaration, Module, Evaluator) -> Value = { _, _, _ in .error }
    /// Names that every file knows besides the language's own: data sources, transforms.
    var globals: [String: Value] = [:]
    /// Names of the main file that hide everything else: what was named at a prompt.
    var values: [String: Value] = [:]
    /// Where tensors are read from.
    var files: any FileSystem = MemoryFiles()
    /// Whether the user wants the evaluation to end.
    var isInterrupted: () -> Bool = { false }

    init() {}
}
