import CReadline

/// Completion of names with Tab; file paths inside quotes are readline's own.
enum PromptCompletion {
    /// Gives the names in reach. Set once, before the first line is read, by the thread that reads.
    private nonisolated(unsafe) static var names: () -> [String] = { [] }

    static func install(_ names: @escaping () -> [String]) {
        self.names = names
        dlm_readline_setup("dlm") { word, line, add, list in
            guard let word, let line, let add else { return }
            let start = String(cString: word)
            let typed = String(cString: line)
            let isCommand = typed.hasPrefix(":") && !typed.contains(" ")
            let candidates = isCommand ? PromptCommand.names : PromptCompletion.names()
            for name in candidates where name.hasPrefix(start) {
                name.withCString { add(list, $0) }
            }
        }
    }
}
