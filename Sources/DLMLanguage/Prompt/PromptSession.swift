import DLMData
import DLMSyntax
import DLMSystem
import DLMTensor
import DLMTypes

/// What is typed line by line: definitions add up, names keep their values, and every value is
/// computed when it is named or shown.
///
/// A line that is refused, fails or is interrupted leaves everything as it was.
public final class PromptSession {
    let runtime: Runtime
    let host: Host
    /// Asked while something is evaluated; true stops it and leaves everything as it was.
    let isInterrupted: () -> Bool
    /// What an embedding program adds to the language.
    let extensions: Extensions
    /// Variables of the layers made so far, by path.
    let store: VariableStore
    var state = State()
    /// The value of the expression entered last; a definition leaves it alone.
    var entered: Value = .none
    /// Takes what the `show` lines of a file print as it is known; nil where the reply holds it.
    var listener: ((String) -> Void)?
    /// Entries so far: each has a number by which diagnostics name it.
    private var entries = 0

    /// What lines change, and what a line that fails leaves as it was.
    struct State {
        /// Definitions and imports in force, in the order typed.
        var declarations: [Declaration] = []
        /// Values of names, `_` among them: the last value shown.
        var values: [String: Value] = [:]
        /// The file loaded last.
        var file: LoadedFile?
        /// What `:set` gave to the options of that file.
        var settings: [Override] = []
        /// The same, read.
        var overrides = ReadOverrides()
        /// The data blocks whose facts were needed so far.
        var opened = OpenedData()
        /// Facts of data blocks that weights were trained on: those blocks are not opened.
        var facts: [String: DataFacts] = [:]
    }

    /// A file that was loaded, as it was then.
    struct LoadedFile {
        let path: String
        let parsed: ParsedFile
    }

    /// - Parameters:
    ///   - host: where files are, and who is told that sample data is being drawn.
    ///   - isInterrupted: asked while something is evaluated; true stops it.
    public convenience init(
        runtime: Runtime, seed: UInt64 = 0, host: Host,
        isInterrupted: @escaping () -> Bool = { false }
    ) {
        self.init(
            runtime: runtime, seed: seed, host: host, extensions: Extensions(),
            isInterrupted: isInterrupted)
    }

    /// A session of an embedding program.
    package init(
        runtime: Runtime, seed: UInt64, host: Host, extensions: Extensions,
        isInterrupted: @escaping () -> Bool
    ) {
        self.extensions = extensions
        self.runtime = runtime
        self.host = host
        self.isInterrupted = isInterrupted
        store = VariableStore(seed: seed, replacesMisfits: true)
    }

    /// What came of a line.
    public struct Reply: Sendable {
        /// Texts to print, one a value.
        public var shown: [String] = []
        public var diagnostics: [Diagnostic] = []
        /// Why a command did nothing, in one line: there is no place in a text to point at.
        public var refusal: String?

        public var hasErrors: Bool {
            refusal != nil || diagnostics.contains { $0.severity == .error }
        }

        /// The refusal and the diagnostics as text, empty when there are none.
        public func rendered(colour: Bool) -> String {
            (refusal.map { $0 + "\n" } ?? "")
                + DiagnosticRenderer(colour: colour).render(diagnostics)
        }
    }

    /// Whether the text stops inside brackets or behind an operator: another line belongs to it.
    public static func isOpen(_ text: String) -> Bool {
        ParsedFile.isIncomplete(SourceFile(path: "prompt", text: text))
    }

    /// What was typed, with the next number.
    func source(_ text: String) -> SourceFile {
        entries += 1
        return SourceFile(path: "prompt:\(entries)", text: text)
    }

    /// Does something wholly or not at all, or as far as it goes.
    func attempt(wholly: Bool = true, _ work: (inout Reply) throws(ProgramFault) -> Void) -> Reply {
        var reply = Reply()
        let (before, variables) = (state, store.contents)
        do throws(ProgramFault) {
            try work(&reply)
        } catch {
            if wholly {
                state = before
                store.contents = variables
            }
            reply.diagnostics += error.diagnostics
        }
        return reply
    }

    /// Everything that has a name: for completion.
    public var names: [String] {
        let defined = state.declarations.compactMap { $0.name?.name }
        let library = ProgramLoader.preludeNames
        return Set(defined + Array(values.keys) + library + BuiltinTable.names)
            .subtracting(["_"]).sorted()
    }

    /// The definition of a name: the session's own, then the library's.
    func resolve(_ name: String) -> Declaration? {
        let own = state.declarations.last { $0.name?.name == name }
        return own ?? ProgramLoader.preludeDeclaration(name)
    }

    var values: [String: Value] { state.values }
}
