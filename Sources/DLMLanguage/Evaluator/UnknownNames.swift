import DLMSyntax

/// The diagnostic for a name that means nothing; the name pass and the evaluator give the same one.
func unknownName(
    _ name: String, at span: Span, among candidates: [String], in module: Module,
    hint: String? = nil
) -> Diagnostic {
    let close = suggestion(for: name, among: candidates)
    let help: String?
    if ["nn", "torch", "F", "np", "tf", "keras"].contains(name) {
        help = "layers and functions need no prefix: Conv2d(64, 3), relu"
    } else if name == "range" {
        help = "a range is written 0..<n; arange(n) gives a tensor"
    } else if name.lowercased() == "nan" {
        help = "0.0 / 0.0 is one; isNaN(x) finds them"
    } else if let library = EmbeddedLibrary.owner(of: name) {
        help = "it is in a library: import \(library)"
    } else if module.hasCase(name) {
        help = "a case is written with a point: .\(name)"
    } else {
        let meant = torchNames[name] ?? close
        help = meant.map { "did you mean \($0)?" } ?? hint
    }
    return Diagnostic.error(.unknownName, "there is no name \(name)", at: span, "unknown")
        .help(help)
}

/// PyTorch's names of what is called otherwise here and looks like something else.
private let torchNames: [String: String] = [
    "cat": "concat", "view": "reshape", "movedim": "moveAxis", "ger": "outer", "mm": "matmul",
    "prod": "product", "var": "variance", "inv": "inverse", "logdet": "logDet", "inf": "infinity",
]

extension EmbeddedLibrary {
    private static let owners: [String: String] = {
        var owners: [String: String] = [:]
        for library in importableNames {
            guard let text = text(library) else { continue }
            let (file, _) = ParsedFile.parse(SourceFile(path: displayPath(library), text: text))
            let module = Module(file, name: library, isLibrary: true, imports: [], prelude: [])
            for name in module.declarations.keys { owners[name] = library }
        }
        return owners
    }()

    /// The library that has a name and must be imported for it.
    static func owner(of name: String) -> String? { owners[name] }
}

extension Module {
    /// Whether an enumeration in reach has the case.
    fileprivate func hasCase(_ name: String) -> Bool {
        ([self] + imports + prelude).contains { module in
            module.file.declarations.contains { declaration in
                guard case .enumeration(let node) = declaration else { return false }
                return node.cases.contains { $0.name == name }
            }
        }
    }
}
