import DLMSyntax

extension PromptSession {
    /// `NAME=VALUE` for an option of the loaded file. Definitions see it at once; bindings and
    /// script lines of the file when it is loaded again.
    public func set(_ text: String) -> Reply {
        guard let given = Override(text) else {
            return Reply(refusal: ":set wants NAME=VALUE, as in :set width=32")
        }
        let name = given.name.filter { !$0.isWhitespace }
        let override = Override(name: name, value: given.value.trimmed)
        return attempt { reply throws(ProgramFault) in
            let empty = ParsedFile(source: source(""), doc: nil, declarations: [], comments: [])
            let (program, _) = try program(adding: empty)
            let evaluator = evaluator(program, .check)
            let read = OverrideReader(program: program, evaluator: evaluator).read([override])
            if evaluator.diagnostics.hasErrors {
                throw ProgramFault(stage: .check, diagnostics: evaluator.diagnostics.sorted)
            }
            state.settings.removeAll { $0.name == name }
            state.settings.append(override)
            state.overrides.options.merge(read.options) { _, new in new }
            state.opened = OpenedData()
            let binds = state.file?.parsed.declarations.contains { declaration in
                if case .binding = declaration { true } else { false }
            }
            if binds == true { reply.shown = ["bindings of the file follow at :reload"] }
        }
    }
}

extension String {
    /// Without blanks at its ends.
    fileprivate var trimmed: String {
        var text = drop(while: \.isWhitespace)
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
