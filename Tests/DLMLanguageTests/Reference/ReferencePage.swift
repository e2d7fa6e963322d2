import DLMData
import DLMSyntax
import DLMTensor
import DLMTypes

@testable import DLMLanguage

/// The page on the library, made from the documentation that its definitions carry.
struct ReferencePage {
    private(set) var text: String

    private static let introduction = """
        # The library

        What a program can use without writing it. Layers, activations, losses, metrics, optimizers \
        and schedules are written in the language, in `stdlib/`. Operations, initialisers and data \
        are built in. Lists of parameters give the defaults. [PyTorch's names](torch.md) says what \
        stands for which function of PyTorch.

        ```dlm
        model Tiny(x: Float[B, 16]) {
            hidden = x |> Linear(32) |> LayerNorm |> gelu |> Dropout(0.1)
            logits = hidden |> Linear(4)
        }
        ```

        This page is made by `make reference`.

        """

    /// Names of files as headings.
    private static let titles: [String: String] = [
        "nn": "Layers", "math": "Functions of numbers", "linalg": "Linear algebra",
        "spectral": "Complex numbers and spectrograms", "convolution": "Convolution",
        "normalization": "Normalisation", "dropout": "Variants of dropout",
    ]

    /// Files in the order of the page; those not named come behind.
    private static let order = [
        "nn", "convolution", "normalization", "dropout", "attention", "activations", "losses",
        "metrics", "optimizers", "schedules", "clipping", "math", "linalg", "spectral", "constants",
    ]

    init() {
        text = Self.introduction
        let names = EmbeddedLibrary.preludeNames
        let known = Self.order.filter { names.contains($0) }
        for name in known + names.filter({ !known.contains($0) }) {
            add(file: name, titled: Self.titles[name] ?? Self.capitalised(name))
        }
        for name in EmbeddedLibrary.importableNames { add(file: name, titled: "`import \(name)`") }
        add(
            "Built-in functions",
            "Part of the language. They take static values or know the program.")
        let entries = Set(OpCatalog.entries.map(\.signature.name))
        for builtin in BuiltinTable.all.values.sorted(by: { $0.name < $1.name })
        where !entries.contains(builtin.name) {
            add(builtin.signatureText, builtin.documentation, builtin.example)
        }
        for family in OpCatalog.families {
            add(family.name, "Operations of tensors.")
            for entry in family.entries {
                let signature = entry.signature
                let builtin = Builtin(signature) { _, _ in .none }
                add(builtin.signatureText, signature.documentation, signature.example)
            }
        }
        addInitializers()
        addData()
        text += "\n"
        while text.hasSuffix("\n\n") { text.removeLast() }
    }

    private mutating func addInitializers() {
        add(
            "Initialisers",
            "What a parameter begins with, `parameter w: Float[n, m] = normal(0, 1)`.")
        for entry in InitializerCatalog.entries {
            let builtin = Builtin(entry.signature) { _, _ in .none }
            add(builtin.signatureText, entry.signature.documentation, entry.signature.example)
        }
    }

    private mutating func addData() {
        add("Data", "Sources:")
        for source in DataCatalog.sources { add(source.signature) }
        text += "\nSteps:\n\n"
        for step in DataCatalog.transforms { add(step.signature) }
        text += "\nPaths of data that comes with dlm or the system:\n\n"
        for function in DataCatalog.pathFunctions { add(function.signature) }
    }

    private mutating func add(_ signature: Signature) {
        let builtin = Builtin(signature) { _, _ in .none }
        add(builtin.signatureText, signature.documentation, signature.example)
    }

    /// A section with its first paragraph.
    private mutating func add(_ title: String, _ introduction: String) {
        text += "\n## \(title)\n\n\(introduction)\n\n"
    }

    /// One entry: signature, documentation, example.
    private mutating func add(_ signature: String, _ documentation: String, _ example: String) {
        text += "- `\(signature)`: \(Self.line(documentation))"
        if !example.isEmpty { text += "  \n  `\(example)`" }
        text += "\n"
    }

    private mutating func add(file name: String, titled title: String) {
        let path = EmbeddedLibrary.displayPath(name)
        let source = SourceFile(path: path, text: EmbeddedLibrary.text(name) ?? "")
        let file = ParsedFile.parse(source).file
        add(title, Self.line(file.doc?.text ?? ""))
        for declaration in file.declarations {
            guard let name = declaration.name, let doc = declaration.documentation else { continue }
            var lines: [Substring] = []
            var example = ""
            for line in doc.text.split(separator: "\n") {
                if line.hasPrefix("Example: ") {
                    example = String(line.dropFirst("Example: ".count))
                } else {
                    lines.append(line)
                }
            }
            add(declaration.signatureText ?? name.name, lines.joined(separator: " "), example)
        }
    }

    /// Text on one line.
    private static func line(_ text: String) -> String {
        text.split { $0 == "\n" || $0 == " " }.joined(separator: " ")
    }

    private static func capitalised(_ name: String) -> String {
        name.prefix(1).uppercased() + name.dropFirst()
    }
}
