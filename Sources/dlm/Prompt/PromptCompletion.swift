import CReadline
import DLM

/// Completion with Tab: names, labels, taps and cases in expressions; behind a command what it
/// takes. In strings of expressions readline completes paths by itself.
enum PromptCompletion {
    /// What is completed from. Set once, before the first line is read, by the thread that reads.
    private nonisolated(unsafe) static var session: PromptSession?

    static func install(_ session: PromptSession) {
        self.session = session
        dlm_readline_setup("dlm") { word, line, add, list in
            guard let word, let line, let add, let session = PromptCompletion.session else {
                return
            }
            let found = PromptCompletion.candidates(
                String(cString: word), String(cString: line), session)
            for text in found { text.withCString { add(list, $0) } }
        }
    }

    /// What may stand in place of a word, the end of a line.
    static func candidates(_ word: String, _ line: String, _ session: PromptSession) -> [String] {
        let typed = line.drop(while: \.isWhitespace)
        guard typed.first == ":" else { return expression(word, line, session) }
        let name = typed.dropFirst().prefix { !$0.isWhitespace }
        if typed.count == name.count + 1 {
            return PromptCommand.names.filter { $0.hasPrefix(word) }.map { $0 + " " }
        }
        let rest = typed.dropFirst(name.count + 1).drop(while: \.isWhitespace)
        let command = PromptCommand.commands.first { $0.name == name }
        switch command?.completes ?? .expression {
        case .expression: return expression(word, String(rest), session)
        case .name: return session.names.filter { $0.hasPrefix(word) }
        case .option:
            return rest.contains("=")
                ? [] : session.optionNames.filter { $0.hasPrefix(word) }.map { $0 + "=" }
        case .variable: return session.variablePaths.filter { $0.hasPrefix(word) }
        case .file:
            let path = rest.first == "\"" ? rest.dropFirst() : rest
            // Only the end of the path is replaced: a blank in it begins a word.
            let kept = path.count - word.count
            guard kept >= 0 else { return [] }
            return FilePaths.beginning(with: String(path)).map { String($0.dropFirst(kept)) }
        }
    }

    private static func expression(
        _ word: String, _ line: String, _ session: PromptSession
    ) -> [String] {
        let isInString = line.count { $0 == "\"" } % 2 == 1
        return isInString ? [] : session.completions(of: word, in: line)
    }
}
