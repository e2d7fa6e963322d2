import DLMSyntax
import DLMTensor
import DLMTypes

/// What is typed line by line: definitions add up, names keep their values, and every value is
/// computed when it is named or shown.
///
/// A line that is refused, fails or is interrupted leaves everything as it was.
public final class PromptSession {
    private let runtime: Runtime
    private let readFile: @Sendable (String) throws -> [UInt8]?
    private let report: @Sendable (String) -> Void
    /// Variables of the layers made so far, by path.
    private let store: VariableStore
    /// Definitions and imports in force, in the order typed.
    private var declarations: [Declaration] = []
    /// Values of names, `_` among them: the last value shown.
    private(set) var values: [String: Value] = [:]
    private var entries = 0

    /// - Parameters:
    ///   - readFile: the bytes of a program file, nil when there is none.
    ///   - report: takes a line for the user, such as that sample data is being drawn.
    public init(
        runtime: Runtime, seed: UInt64 = 0,
        readFile: @escaping @Sendable (String) throws -> [UInt8]?,
        report: @escaping @Sendable (String) -> Void
    ) {
        self.runtime = runtime
        self.readFile = readFile
        self.report = report
        store = VariableStore(seed: seed)
    }

    /// What came of a line.
    public struct Reply: Sendable {
        /// Texts to print, one a value.
        public var shown: [String] = []
        public var diagnostics: [Diagnostic] = []

        public var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

        /// The diagnostics as text, empty when there are none.
        public func rendered(colour: Bool) -> String {
            DiagnosticRenderer(colour: colour).render(diagnostics)
        }
    }

    /// Whether the text stops inside brackets or behind an operator: another line belongs to it.
    public static func isOpen(_ text: String) -> Bool {
        ParsedFile.isIncomplete(SourceFile(path: "prompt", text: text))
    }

    /// Carries out what was typed. A leading `|>` goes on from the last value; a trailing `;`
    /// shows nothing.
    public func enter(_ typed: String, isInterrupted: @escaping () -> Bool = { false }) -> Reply {
        entries += 1
        var text = typed
        let isSilent = text.trimmingLast(";")
        if text.drop(while: { $0 == " " }).hasPrefix("|>") { text = "_ " + text }
        let source = SourceFile(path: "prompt:\(entries)", text: text)
        let (file, parsed) = ParsedFile.parsePrompt(source)
        var reply = Reply()
        if parsed.hasErrors {
            reply.diagnostics = parsed.sorted
            return reply
        }
        let before = (declarations, values)
        do throws(ProgramFault) {
            try carryOut(file, isSilent, isInterrupted, &reply)
        } catch {
            (declarations, values) = before
            reply.diagnostics += error.diagnostics
        }
        return reply
    }

    private func carryOut(
        _ file: ParsedFile, _ isSilent: Bool, _ isInterrupted: @escaping () -> Bool,
        _ reply: inout Reply
    ) throws(ProgramFault) {
        for declaration in file.declarations { define(declaration) }
        let (program, found) = try program(adding: file)
        try check(program, file, found)
        let evaluator = evaluator(program, .run(store))
        let work = Materializer(
            evaluator: evaluator, runtime: runtime, seed: store.seed, isInterrupted: isInterrupted)
        for declaration in file.declarations {
            evaluator.host.globals.merge(values) { _, new in new }
            try step(declaration, program.main, work, isSilent, &reply)
            try evaluator.throwErrors()
        }
    }

    private func step(
        _ declaration: Declaration, _ module: Module, _ work: Materializer, _ isSilent: Bool,
        _ reply: inout Reply
    ) throws(ProgramFault) {
        let evaluator = work.evaluator
        switch declaration {
        case .binding(let node):
            let scope = Scope(module)
            evaluator.evaluateBinding(node, in: scope)
            try evaluator.throwErrors()
            for name in node.pattern.names {
                let value = scope.local(name.name) ?? .error
                values[name.name] = try work.computed(value, at: node.value.span)
            }
        case .expression(let expr):
            let value = try work.computed(
                evaluator.evaluate(expr, in: Scope(module)), at: expr.span)
            try evaluator.throwErrors()
            try work.write(value, at: expr.span)
            values["_"] = value
            if !isSilent, !value.isNone { reply.shown.append(ValueText.text(value)) }
        case .script(let node):
            for expr in node.values {
                let value = try work.computed(
                    evaluator.evaluate(expr, in: Scope(module)), at: expr.span)
                try evaluator.throwErrors()
                if node.verb == .show {
                    reply.shown.append(ValueText.text(value))
                } else if let truth = evaluator.condition(value, expr), !truth.holds {
                    evaluator.report(
                        .error(.unmetExpectation, "an expectation is not met", at: expr.span))
                }
            }
        case .train(let node), .evaluate(let node), .predict(let node):
            _ = evaluator.fail(
                .notSupported, "runs belong into a file", at: node.model.span,
                help: "save the program and use dlm run FILE")
        default: break
        }
    }

    /// Takes a definition in, in place of an earlier one of its name.
    private func define(_ declaration: Declaration) {
        switch declaration {
        case .import: declarations.append(declaration)
        case .binding(let node):
            // A value hides a definition of the same name.
            let names = Set(node.pattern.names.map(\.name))
            declarations.removeAll { $0.name.map { names.contains($0.name) } ?? false }
        default:
            guard let name = declaration.name else {
                if case .function = declaration { declarations.append(declaration) }
                return
            }
            declarations.removeAll { $0.name?.name == name.name }
            values[name.name] = nil
            declarations.append(declaration)
        }
    }

    /// The program of everything defined so far.
    private func program(
        adding file: ParsedFile
    ) throws(ProgramFault) -> (program: Program, found: Diagnostics) {
        var loader = ProgramLoader(readFile: readFile)
        let whole = ParsedFile(
            source: file.source, doc: nil, declarations: declarations, comments: [])
        let program = loader.load(whole)
        if loader.diagnostics.hasErrors {
            throw ProgramFault(stage: .check, diagnostics: loader.diagnostics.sorted)
        }
        return (program, loader.diagnostics)
    }

    /// Names, labels and types of what was typed now.
    private func check(
        _ program: Program, _ file: ParsedFile, _ found: Diagnostics
    ) throws(ProgramFault) {
        let typed = ParsedFile(
            source: file.source, doc: nil,
            declarations: declarations.filter { $0.span.file !== file.source } + file.declarations,
            comments: [])
        let names = ProgramCheck(
            Program(main: program.main.with(typed), modules: program.modules),
            host: evaluator(program, .check).host)
        var own = names.diagnostics.all.filter { $0.primary.span.file === file.source }
        if own.isEmpty {
            let rest = evaluator(names.program, .checkDefinition)
            rest.checkUnusedDefinitions(visited: [])
            own = rest.diagnostics.all.filter { $0.primary.span.file === file.source }
        }
        guard own.contains(where: { $0.severity == .error }) else { return }
        throw ProgramFault(stage: .check, diagnostics: own)
    }

    func evaluator(_ program: Program, _ placement: ElaborationContext.Placement) -> Evaluator {
        var environment = RunEnvironment(program: program, report: report)
        environment.overrides = ReadOverrides()
        let evaluator = environment.evaluator(placement, isTraining: false)
        evaluator.host.globals.merge(values) { _, new in new }
        return evaluator
    }

    /// Everything that has a name: for completion.
    public var names: [String] {
        let defined = declarations.compactMap { $0.name?.name }
        let library = ProgramLoader.preludeNames
        return Set(defined + Array(values.keys) + library + BuiltinTable.names)
            .subtracting(["_"]).sorted()
    }

    /// The definition of a name: the session's own, then the library's.
    func resolve(_ name: String) -> Declaration? {
        let own = declarations.last { $0.name?.name == name }
        return own ?? ProgramLoader.preludeDeclaration(name)
    }

    /// The type of an expression, found without running it.
    public func type(of text: String) -> Reply {
        entries += 1
        let source = SourceFile(path: "prompt:\(entries)", text: text)
        let (expr, parsed) = Expr.parse(source)
        var reply = Reply()
        guard !parsed.hasErrors else {
            reply.diagnostics = parsed.sorted
            return reply
        }
        do throws(ProgramFault) {
            let empty = ParsedFile(source: source, doc: nil, declarations: [], comments: [])
            let (program, _) = try program(adding: empty)
            let evaluator = evaluator(program, .checkDefinition)
            let value = evaluator.evaluate(expr, in: Scope(program.main))
            if evaluator.diagnostics.hasErrors { throw evaluator.fault }
            reply.shown = [evaluator.typeText(value)]
            if evaluator.diagnostics.hasErrors { throw evaluator.fault }
        } catch {
            reply.diagnostics = error.diagnostics
        }
        return reply
    }

    /// Names with the types of their values, in the order of the alphabet.
    public var variables: [String] {
        values.keys.sorted().filter { $0 != "_" }.map { name in
            "\(name): \(values[name].map { TypeText.text($0) } ?? "")"
        }
    }
}

extension String {
    /// Takes a trailing mark away, and blanks around it; says whether it was there.
    fileprivate mutating func trimmingLast(_ mark: Character) -> Bool {
        while last?.isWhitespace == true { removeLast() }
        guard last == mark else { return false }
        removeLast()
        return true
    }
}
