import DLMSyntax

/// A block by its name; evaluating `Name(args)` makes a layer of it.
struct BlockValue {
    let declaration: BlockDeclaration
    let module: Module

    var name: String { declaration.name.name }
}

/// One layer: a block with its configuration and its place in the program.
///
/// Applying an instance twice uses the same variables: they are found by its path.
final class BlockInstance {
    let declaration: BlockDeclaration
    let module: Module
    /// The configuration by name, defaults filled in.
    let configuration: [String: Value]
    /// Full path, `ResNet34.embedding.conv2d_2`.
    let path: String
    /// Where it was written.
    let span: Span
    /// Where its arguments were written, by the names of the parameters.
    let places: [String: Span]
    var name: String { declaration.name.name }

    init(
        _ declaration: BlockDeclaration, _ module: Module, configuration: [String: Value],
        path: String, span: Span, places: [String: Span] = [:]
    ) {
        self.declaration = declaration
        self.module = module
        self.configuration = configuration
        self.path = path
        self.span = span
        self.places = places
    }
}

/// A model: one instance, named like its declaration.
struct ModelValue {
    let declaration: ModelDeclaration
    let module: Module

    var name: String { declaration.name.name }
}
