import DLMSyntax

/// The standard library as it travels inside the program.
///
/// Mathematical functions, layers, activations, losses, metrics, optimizers, schedules and clipping are the prelude: every
/// file sees them without an import, and a file's own names hide them. Libraries of one field, such
/// as `vision`, are imported by name.
enum EmbeddedLibrary {
    /// Files that every program sees; each sees those before it.
    static let preludeNames: [String] = [
        "constants", "math", "linalg", "spectral", "nn", "convolution", "normalization", "dropout",
        "attention", "sampling", "recurrent", "activations", "losses", "metrics", "clipping",
        "schedules",
        "optimizers",
    ]

    /// The text of a library file, nil when there is none of that name.
    static func text(_ name: String) -> String? {
        texts.first { $0.name == name }?.text
    }

    /// How diagnostics name a file of the library.
    static func displayPath(_ name: String) -> String { "stdlib/\(name).dlm" }

    /// Names that `import` takes besides files.
    static var importableNames: [String] {
        texts.map(\.name).filter { !preludeNames.contains($0) }
    }
}
