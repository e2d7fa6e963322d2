import CReadline

/// Completion with Tab; file paths inside quotes are readline's own.
enum PromptCompletion {
    /// Gives what may stand in place of a word at the end of a line. Set once, before the first
    /// line is read, by the thread that reads.
    private nonisolated(unsafe) static var candidates: Candidates = { _, _ in [] }

    typealias Candidates = (_ word: String, _ line: String) -> [String]

    static func install(_ candidates: @escaping Candidates) {
        self.candidates = candidates
        dlm_readline_setup("dlm") { word, line, add, list in
            guard let word, let line, let add else { return }
            let start = String(cString: word)
            let typed = String(cString: line)
            let isCommand = typed.hasPrefix(":") && !typed.contains(" ")
            let found =
                isCommand
                ? PromptCommand.names.filter { $0.hasPrefix(start) }
                : PromptCompletion.candidates(start, typed)
            for text in found { text.withCString { add(list, $0) } }
        }
    }
}
