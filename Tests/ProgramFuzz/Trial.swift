import DLM
import DiagnosticSuite

/// One program on its way through everything: lexer, parser, formatter, checker, evaluator, and
/// the texts that come of it. Files are in memory; nothing else is read or written.
public struct Trial {
    private static let path = "fuzz.dlm"

    private let source: SourceFile
    /// Asked while something is evaluated; true ends that.
    private let isOver: () -> Bool
    private var problems: [String] = []
    /// Whether diagnostics are rendered in colours as well: the layout is the same.
    private let colours: Bool

    /// What does not hold for a program; empty when all is well.
    ///
    /// - Parameters:
    ///   - number: chooses the way in which it is evaluated.
    ///   - isOver: asked while it is evaluated; true ends that.
    public static func problems(
        _ program: [UInt8], number: Int, evaluates: Bool, isOver: @escaping () -> Bool
    ) -> [String] {
        var trial = Trial(
            source: SourceFile(path: path, bytes: program), colours: number % 5 == 0, isOver: isOver
        )
        trial.read()
        trial.check()
        if evaluates { trial.evaluate(number) }
        return trial.problems
    }

    private init(source: SourceFile, colours: Bool, isOver: @escaping () -> Bool) {
        self.source = source
        self.colours = colours
        self.isOver = isOver
    }

    private mutating func read() {
        problems += FormatCheck.problems(source)
        for parsed in [ParsedFile.parse(source), ParsedFile.parsePrompt(source)] {
            inspect(parsed.diagnostics.all)
            for declaration in parsed.file.declarations
            where declaration.span.upper > source.bytes.count {
                problems.append("a declaration ends behind the text")
            }
            if !parsed.diagnostics.hasErrors, ASTDump.dump(parsed.file).contains("<error>") {
                problems.append("an error node comes without a diagnostic")
            }
        }
    }

    private mutating func check() {
        inspect(Engine(host: host, threads: 1).check(Self.path).diagnostics)
    }

    private mutating func evaluate(_ number: Int) {
        let session = PromptSession(
            runtime: Runtime(threads: 1), host: host, isInterrupted: isOver)
        let text = source.text
        switch number % 4 {
        case 0: inspect(session.load(Self.path))
        case 1: inspect(session.enter(text))
        case 2:
            for declaration in ParsedFile.parsePrompt(source).file.declarations where !isOver() {
                inspect(session.enter(declaration.span.text))
            }
        default:
            inspect(session.type(of: text))
            inspect(session.plan(text))
            if PromptSession.isOpen(text) { return }
            inspect(session.enter(text))
            _ = session.completions(of: String(text.suffix(3)), in: text)
        }
        _ = session.variables
        inspect(session.parameters(""))
    }

    private var host: Host {
        // No variable of the environment and no folder for caches: nothing to download or draw.
        Host(files: MemoryFiles([Self.path: source.bytes]), environment: { _ in nil })
    }

    private mutating func inspect(_ reply: PromptSession.Reply) { inspect(reply.diagnostics) }

    /// Diagnostics lie in their text, say something, and can be shown.
    private mutating func inspect(_ diagnostics: [Diagnostic]) {
        for diagnostic in diagnostics {
            let span = diagnostic.primary.span
            if span.upper > span.file.bytes.count {
                problems.append("\(diagnostic.code.rawValue) lies behind its text")
            }
            if diagnostic.headline.isEmpty {
                problems.append("\(diagnostic.code.rawValue) says nothing")
            }
        }
        let plain = DiagnosticRenderer().render(diagnostics)
        let coloured = colours ? DiagnosticRenderer(colour: true).render(diagnostics) : plain
        if plain.isEmpty != diagnostics.isEmpty || coloured.utf8.count < plain.utf8.count {
            problems.append("diagnostics are not shown")
        }
        if plain.unicodeScalars.contains("\u{1B}") { problems.append("an escape gets out") }
    }
}
