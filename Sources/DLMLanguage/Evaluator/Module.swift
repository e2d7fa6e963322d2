import DLMSyntax

/// One parsed file and what its names mean. Immutable once its program is loaded.
final class Module: Sendable {
    let file: ParsedFile
    /// The name it is imported by: `vision`, or a path.
    let name: String
    /// A file of the standard library: errors inside it are shown at the user's call.
    let isLibrary: Bool
    /// A file that it imports does not parse: names may be missing for no other reason.
    let hasBrokenImport: Bool
    /// Modules named by `import`, in order.
    let imports: [Module]
    /// Modules that every file sees without importing them.
    let prelude: [Module]
    /// Declarations that other code can use, by name; the first of duplicates.
    let declarations: [String: Declaration]
    /// Derivatives by hand, `gradient def name`, by the name of their function; the first of
    /// duplicates.
    let gradients: [String: FunctionDeclaration]

    init(
        _ file: ParsedFile, name: String, isLibrary: Bool, imports: [Module], prelude: [Module],
        hasBrokenImport: Bool = false
    ) {
        self.hasBrokenImport = hasBrokenImport
        self.file = file
        self.name = name
        self.isLibrary = isLibrary
        self.imports = imports
        self.prelude = prelude
        var declarations: [String: Declaration] = [:]
        for declaration in file.declarations {
            if let identifier = declaration.name {
                if declarations[identifier.name] == nil {
                    declarations[identifier.name] = declaration
                }
            } else if case .binding(let binding) = declaration {
                for identifier in binding.pattern.names where declarations[identifier.name] == nil {
                    declarations[identifier.name] = declaration
                }
            }
        }
        self.declarations = declarations
        var gradients: [String: FunctionDeclaration] = [:]
        for case .function(let node) in file.declarations where node.isGradient {
            if gradients[node.name.name] == nil { gradients[node.name.name] = node }
        }
        self.gradients = gradients
    }

    /// The same module with other declarations.
    func with(_ file: ParsedFile) -> Module {
        Module(file, name: name, isLibrary: isLibrary, imports: imports, prelude: prelude)
    }

    /// The declaration a name means in this module: its own, then of its imports, then of the
    /// prelude. A file's own names therefore hide the library's.
    func resolve(_ name: String) -> (declaration: Declaration, module: Module)? {
        if let own = declarations[name] { return (own, self) }
        for module in imports {
            if let found = module.declarations[name] { return (found, module) }
        }
        for module in prelude {
            if let found = module.declarations[name] { return (found, module) }
        }
        return nil
    }

    /// Every name `resolve` knows, for suggestions.
    var visibleNames: [String] {
        Array(declarations.keys) + imports.flatMap { $0.declarations.keys }
            + prelude.flatMap { $0.declarations.keys }
    }
}
