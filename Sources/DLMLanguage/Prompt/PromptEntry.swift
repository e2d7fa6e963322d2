import DLMSyntax

extension PromptSession {
    /// Carries out what was typed. A leading `|>` goes on from the last value; a trailing `;`
    /// shows nothing.
    public func enter(_ typed: String) -> Reply {
        var text = typed
        let isSilent = text.trimmingLast(";")
        if text.drop(while: { $0 == " " }).hasPrefix("|>") {
            if state.values["_"] == nil { return nothingToGoOnFrom(text) }
            text = "_ " + text
        }
        let (file, parsed) = ParsedFile.parsePrompt(source(text))
        if parsed.hasErrors { return Reply(diagnostics: parsed.sorted) }
        return attempt { reply throws(ProgramFault) in try carryOut(file, isSilent, &reply) }
    }

    private func nothingToGoOnFrom(_ text: String) -> Reply {
        let file = source(text)
        let start = file.bytes.firstIndex(of: UInt8(ascii: "|")) ?? 0
        return Reply(diagnostics: [
            Diagnostic.error(
                .unknownName, "there is no last value to go on from",
                at: Span(file, start, start + 2)
            ).help("write one in front: randn([2, 3]) |> relu")
        ])
    }

    private func carryOut(
        _ file: ParsedFile, _ isSilent: Bool, _ reply: inout Reply
    ) throws(ProgramFault) {
        for declaration in file.declarations { define(declaration) }
        let (program, found) = try program(adding: file)
        try check(program, file, found)
        let work = materializer(program)
        for declaration in file.declarations {
            try step(declaration, work, isSilent ? .silent : .typed, &reply)
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
