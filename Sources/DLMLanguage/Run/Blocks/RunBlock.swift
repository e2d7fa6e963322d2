import DLMSyntax

/// What a run declaration is for.
enum RunKind: String, Sendable {
    case train, evaluate, predict

    /// The settings it takes, a closed set: a misspelt one gets a suggestion.
    var settings: [String] {
        switch self {
        case .train:
            [
                "loss", "optimizer", "schedule", "metrics", "batch", "epochs", "keep", "clipNorm",
                "clipValue", "accumulate", "average", "seed",
            ]
        case .evaluate: ["loss", "metrics", "batch"]
        case .predict: ["batch"]
        }
    }

    /// Settings without which it does nothing.
    var required: [String] {
        switch self {
        case .train: ["loss", "optimizer"]
        case .evaluate: ["metrics"]
        case .predict: []
        }
    }
}

/// A `train`, `evaluate` or `predict` declaration sorted into settings, helpers and writes.
struct RunBlock: Sendable {
    struct Setting: Sendable {
        let name: Identifier
        var value: Expr
    }

    let kind: RunKind
    let node: RunDeclaration
    let module: Module
    var settings: [String: Setting] = [:]
    /// `let` bindings in order.
    var helpers: [Binding] = []
    var writes: [WriteStatement] = []
    /// Settings that misspelt names stand for: they are not missing as well.
    private var meant: [String: Setting] = [:]

    /// The expression of a setting.
    subscript(name: String) -> Expr? { settings[name]?.value }

    /// Sorts the statements of a body; unknown and duplicate settings are reported.
    init(
        _ kind: RunKind, _ node: RunDeclaration, _ module: Module, _ diagnostics: inout Diagnostics
    ) {
        self.kind = kind
        self.node = node
        self.module = module
        for statement in node.body.statements { read(statement, &diagnostics) }
        settings.merge(meant) { written, _ in written }
        if kind == .predict, writes.isEmpty, !diagnostics.hasErrors {
            diagnostics.add(
                Diagnostic.error(
                    .missingSetting, "predict writes nothing", at: node.model.span
                ).help("add: write \"predictions.csv\" { id: name, … }"))
        }
    }

    private mutating func read(_ statement: Statement, _ diagnostics: inout Diagnostics) {
        switch statement {
        case .binding(let binding) where binding.isLet: helpers.append(binding)
        case .binding(let binding): readSetting(binding, &diagnostics)
        case .write(let node) where kind == .predict: writes.append(node)
        case .phase(let node):
            diagnostics.add(
                .error(
                    .notSupported, "this version does not run phases yet", at: node.name.span,
                    "one loss and one optimizer a train block"))
        case .error: break
        default:
            diagnostics.add(
                Diagnostic.error(
                    .misplacedDeclaration, "this cannot stand in \(kind.rawValue)",
                    at: statement.span
                ).help("settings are name = value; a helper is let name = value"))
        }
    }

    private mutating func readSetting(_ binding: Binding, _ diagnostics: inout Diagnostics) {
        guard case .name(let name) = binding.pattern else {
            diagnostics.add(
                .error(.unknownSetting, "a setting is one name", at: binding.pattern.span))
            return
        }
        guard kind.settings.contains(name.name) else {
            let close = suggestion(for: name.name, among: kind.settings)
            // Its value is checked as that of the setting it stands for, or as a helper's.
            if let close {
                meant[close] = meant[close] ?? Setting(name: name, value: binding.value)
            } else {
                helpers.append(binding)
            }
            diagnostics.add(
                Diagnostic.error(
                    .unknownSetting, "\(kind.rawValue) has no setting \(name.name)", at: name.span,
                    "unknown"
                ).help(
                    close.map { "did you mean \($0)?" }
                        ?? "settings are \(kind.settings.joined(separator: ", ")); "
                        + "a helper is let \(name.name) = …"))
            return
        }
        if let first = settings[name.name] {
            diagnostics.add(
                Diagnostic.error(
                    .duplicateName, "the setting \(name.name) is given twice", at: name.span,
                    "again here"
                ).also(first.name.span, "first here"))
            return
        }
        settings[name.name] = Setting(name: name, value: binding.value)
    }

    /// Reports settings that must be given and are not, overrides counted.
    func reportMissing(_ diagnostics: inout Diagnostics) {
        for name in kind.required where settings[name] == nil {
            let example =
                switch name {
                case "loss": "loss = crossEntropy(logits, label)"
                case "optimizer": "optimizer = Adam(lr: 1e-3)"
                default: "metrics = { accuracy: accuracy(logits, label) }"
                }
            diagnostics.add(
                Diagnostic.error(
                    .missingSetting, "\(kind.rawValue) \(node.model.name) has no \(name)",
                    at: node.model.span
                ).help("add: \(example)"))
        }
    }
}
