/// A program file after parsing.
public struct ParsedFile: Sendable {
    public let source: SourceFile
    /// `##` lines at the head of the file that an empty line sets apart from the first declaration.
    public let doc: DocComment?
    public let declarations: [Declaration]
    /// Spans of all `#` comments that are not documentation, in order.
    public let comments: [Span]

    public init(
        source: SourceFile, doc: DocComment?, declarations: [Declaration], comments: [Span]
    ) {
        self.source = source
        self.doc = doc
        self.declarations = declarations
        self.comments = comments
    }
}

/// One declaration of a file.
public enum Declaration: Sendable {
    case `import`(ImportDeclaration)
    case option(OptionDeclaration)
    case data(DataDeclaration)
    case enumeration(EnumDeclaration)
    case block(BlockDeclaration)
    case function(FunctionDeclaration)
    case model(ModelDeclaration)
    case train(RunDeclaration)
    case evaluate(RunDeclaration)
    case predict(RunDeclaration)
    /// A global constant, `imagenet = …`.
    case binding(Binding)
    /// `show e` or `expect e`.
    case script(ScriptDeclaration)
    /// A bare expression: the prompt allows it; a file only where it writes something.
    case expression(Expr)
    /// Text that did not parse; a diagnostic was given.
    case error(Span)

    public var span: Span {
        switch self {
        case .import(let node): node.span
        case .option(let node): node.span
        case .data(let node): node.span
        case .enumeration(let node): node.span
        case .block(let node): node.span
        case .function(let node): node.span
        case .model(let node): node.span
        case .train(let node), .evaluate(let node), .predict(let node): node.span
        case .binding(let node): node.span
        case .script(let node): node.span
        case .expression(let node): node.span
        case .error(let span): span
        }
    }

    /// The name declared, if it declares one that other code can use.
    public var name: Identifier? {
        switch self {
        case .option(let node): return node.name
        case .data(let node): return node.name
        case .enumeration(let node): return node.name
        case .block(let node): return node.name
        case .function(let node): return node.isGradient ? nil : node.name
        case .model(let node): return node.name
        case .binding(let node):
            guard case .name(let identifier) = node.pattern else { return nil }
            return identifier
        case .import, .train, .evaluate, .predict, .script, .expression, .error: return nil
        }
    }
}
