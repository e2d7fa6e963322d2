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

extension Declaration {
    fileprivate var documentation: DocComment? {
        switch self {
        case .block(let node): node.doc
        case .function(let node): node.doc
        case .enumeration(let node): node.doc
        case .binding(let node): node.doc
        default: nil
        }
    }

    /// Name, parameters and result as written; nil for what has none.
    fileprivate var signatureText: String? {
        let (name, body): (Identifier, Body)
        switch self {
        case .block(let node): (name, body) = (node.name, node.body)
        case .function(let node): (name, body) = (node.name, node.body)
        case .enumeration(let node):
            return "\(node.name.name)`: `.\(node.cases.map(\.name).joined(separator: "` `."))"
        default: return nil
        }
        let file = name.span.file
        let text = file.text(in: name.span.lower..<body.span.lower)
        var words = text.split { $0 == "\n" || $0 == " " }
        if words.last == "=" || words.last == "{" { words.removeLast() }
        return words.joined(separator: " ")
    }
}

extension Builtin {
    /// `conv2d(x, weight, bias: none, stride: 1)`.
    fileprivate var signatureText: String {
        let list = parameters.map { parameter in
            guard let value = parameter.defaultValue else { return parameter.name }
            return "\(parameter.name): \(value.text)"
        }
        return "\(name)(\(list.joined(separator: ", ")))"
    }
}

extension StaticValue {
    /// As a program writes it.
    fileprivate var text: String {
        switch self {
        case .none: "none"
        case .int(let dim): "\(dim)"
        case .float(let number): "\(number)"
        case .bool(let truth): "\(truth)"
        case .string(let text), .path(let text): "\"\(text)\""
        case .enumCase(let name): ".\(name)"
        case .list(let items): "[\(items.map(\.text).joined(separator: ", "))]"
        case .record: "{…}"
        case .duration(let count, let unit): "\(Value.plain(count)) \(unit.rawValue)"
        }
    }
}
