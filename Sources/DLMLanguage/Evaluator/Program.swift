import DLMSyntax

/// A program: the file a user names, the files it imports and the library. Immutable, so that
/// elaborations for several batch shapes may share it.
struct Program: Sendable {
    let main: Module
    /// Every module, main first, then imports and the library.
    let modules: [Module]
    /// Declarations that take part in a cycle of definitions: evaluating them gives `.error`.
    let cyclic: Set<ObjectIdentifier>
    /// Files of the library: errors inside them are shown at the user's call.
    let libraryFiles: Set<ObjectIdentifier>

    init(main: Module, modules: [Module], cyclic: Set<ObjectIdentifier> = []) {
        self.main = main
        self.modules = modules
        self.cyclic = cyclic
        libraryFiles = Set(
            modules.filter(\.isLibrary).map { ObjectIdentifier($0.file.source) })
    }

    /// The modules of the user: main and the files it imports.
    var userModules: [Module] { modules.filter { !$0.isLibrary } }

    func isCyclic(_ declaration: AnyObject) -> Bool {
        !cyclic.isEmpty && cyclic.contains(ObjectIdentifier(declaration))
    }
}
